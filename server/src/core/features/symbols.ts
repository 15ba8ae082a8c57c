/** The outline of a policy: its rules, and the clauses of each. */
import { SymbolKind, SymbolTag, type DocumentSymbol } from 'vscode-languageserver-types';
import { loginRuleNamed } from '../policy/loginContract.ts';
import type { Clause, ElseBranch, PolicyModel, Rule, Span } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Grant } from '../syntax/values/grants.ts';
import { describeClause, describeElse, describeHead, shorten } from './symbolDetails.ts';
import type { OpenPolicy } from './openPolicy.ts';

/**
 * In the order of the text. Clauses of one rule that stand together are children of one symbol; a rule that is written
 * in several places has one symbol for each, so that no symbol covers another.
 */
export function listSymbols(policy: OpenPolicy): DocumentSymbol[] {
  const outline = new Outline(policy);
  return groupRuns(topClauses(policy.model)).map((run) => outline.ofRun(run));
}

/** A rule of the policy, for a search over several of them. */
export interface RuleSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly isDeprecated: boolean;
  /** Of the name where it stands first. */
  readonly at: Span;
}

export function listRules({ rules }: PolicyModel): readonly RuleSymbol[] {
  return [...rules.values()].flatMap((rule): RuleSymbol[] => {
    const [first] = rule.clauses;
    if (!first) return [];
    return [{ name: rule.name, kind: kindOfRule(rule), isDeprecated: isDeprecated(rule), at: first.head.nameSpan }];
  });
}

/** One for each rule of the text: a v0 head with several bodies is one; what is nested in a body is left out. */
function topClauses({ clauses }: PolicyModel): readonly Clause[] {
  return clauses.filter((clause) => clause.from === clause.whole.from && !clause.nestedIn);
}

type Run = readonly [Clause, ...Clause[]];

function groupRuns(clauses: readonly Clause[]): readonly Run[] {
  const runs: [Clause, ...Clause[]][] = [];
  for (const clause of clauses) {
    const last = runs.at(-1);
    if (last?.[0].rule === clause.rule) last.push(clause);
    else runs.push([clause]);
  }
  return runs;
}

class Outline {
  readonly #policy: OpenPolicy;
  readonly #grants: ReadonlyMap<Clause, readonly Grant[]>;
  readonly #kinds = new Map<Rule, SymbolKind>();

  constructor(policy: OpenPolicy) {
    this.#policy = policy;
    this.#grants = policy.account ? groupBy(policy.model.grants(), ({ clause }) => clause) : new Map();
  }

  ofRun(run: Run): DocumentSymbol {
    const [first, ...others] = run;
    if (others.length === 0) return this.#ofClause(first);
    const { rule, head, whole } = first;
    const span = { from: whole.from, to: Math.max(...run.map((clause) => clause.whole.to)) };
    return {
      ...this.#describe(rule.name, `${String(run.length)} clauses`, rule, span, head.nameSpan),
      children: run.map((clause) => this.#ofClause(clause)),
    };
  }

  #ofClause(clause: Clause): DocumentSymbol {
    const { rule, whole, head, elses } = clause;
    const name = shorten(describeHead(clause, this.#policy.model));
    const detail = describeClause(clause, this.#grants.get(clause) ?? [], this.#policy);
    const symbol = this.#describe(name, detail, rule, whole, head.nameSpan);
    return elses.length === 0 ? symbol : { ...symbol, children: elses.map((branch) => this.#ofElse(branch, rule)) };
  }

  #ofElse(branch: ElseBranch, rule: Rule): DocumentSymbol {
    const word = { from: branch.from, to: Math.min(branch.from + 'else'.length, branch.to) };
    return this.#describe('else', describeElse(branch, this.#policy.model), rule, branch, word);
  }

  /** @param at of the name, which is inside of the whole */
  #describe(name: string, words: string, rule: Rule, whole: Span, at: Span): DocumentSymbol {
    const { text, lines } = this.#policy.model;
    const detail = shorten(words);
    const end = whole.from + text.slice(whole.from, whole.to).trimEnd().length;
    return {
      name,
      ...(detail !== '' && { detail }),
      kind: this.#kindOf(rule),
      ...(isDeprecated(rule) && { tags: [SymbolTag.Deprecated] }),
      range: lines.rangeOf({ from: whole.from, to: Math.max(end, at.to) }),
      selectionRange: lines.rangeOf(at),
    };
  }

  /** A rule may have thousands of clauses, each of which is shown. */
  #kindOf(rule: Rule): SymbolKind {
    const kind = this.#kinds.get(rule) ?? kindOfRule(rule);
    this.#kinds.set(rule, kind);
    return kind;
  }
}

/** What an editor shows it as. */
export function kindOfRule({ clauses, name }: Rule): SymbolKind {
  if (clauses.some(({ defines }) => defines === 'function')) return SymbolKind.Function;
  if (clauses.some(({ defines, head }) => defines === 'map' || (defines === 'set' && head.path.length > 0))) {
    return SymbolKind.Object;
  }
  if (clauses.some(({ defines }) => defines === 'set')) return SymbolKind.Array;
  if (loginRuleNamed(name)?.type === 'boolean') return SymbolKind.Boolean;
  const values = clauses.flatMap(({ head, elses }) => [head.value, ...elses.map((branch) => branch.value)]);
  if (values.every((value) => !value || value.kind === 'boolean')) return SymbolKind.Boolean;
  return clauses.every(({ body, isDefault }) => !body && !isDefault) ? SymbolKind.Constant : SymbolKind.Variable;
}

function isDeprecated({ name }: Rule): boolean {
  return loginRuleNamed(name)?.deprecated !== undefined;
}
