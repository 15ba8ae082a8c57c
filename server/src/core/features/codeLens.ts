/** Where a simulation can start: above the rules that decide. */
import type { SimulateStart } from '../../protocol/lsp.ts';
import type { Range } from '../../protocol/findings.ts';
import { LOGIN_RULES } from '../policy/loginContract.ts';
import { isCompared } from '../rules/names/namedTexts.ts';
import { clauseOf, isNegated } from '../syntax/ancestors.ts';
import type { Clause, Rule } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { keyInText, type NamedKey } from './names/keyInText.ts';
import type { OpenPolicy } from './openPolicy.ts';

export interface SimulateLens {
  readonly range: Range;
  readonly title: string;
  /** Which rule it is above. */
  readonly rule: string;
  /** Where the texts begin of the clauses that it is about (`Clause.whole`): those without a lens of their own; undefined: all of the rule. */
  readonly clauses: readonly number[] | undefined;
  /** Without the document. */
  readonly start: Omit<SimulateStart, 'uri'>;
}

/** They come along with a decision, and change nothing of it. */
const ASIDE: ReadonlySet<string> = new Set(['sample', 'flag']);

/**
 * One above the first clause of every rule that decides, for the key that the rule names if it is one alone; where the
 * clauses name different keys, one above each that names one alone. In the order of the text.
 */
export function listLenses(policy: OpenPolicy): readonly SimulateLens[] {
  const { model } = policy;
  const keys = new KeyReader(policy);
  return LOGIN_RULES.filter(({ name }) => !ASIDE.has(name))
    .flatMap(({ name }) => {
      const clauses = model.rulesNamed(name).filter((clause) => !clause.isDefault && clause.from === clause.whole.from);
      return placeLenses(name, clauses, keys, policy);
    })
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

function placeLenses(
  rule: string,
  clauses: readonly Clause[],
  keys: KeyReader,
  { model }: OpenPolicy,
): readonly SimulateLens[] {
  const lensAt = (clause: Clause, named: readonly NamedKey[], about?: readonly Clause[]): SimulateLens => {
    const key = onlyOne(named);
    const title = key ? `Simulate as ${key.key?.name ?? `api::${key.id}`}` : 'Simulate';
    return {
      range: model.lines.rangeOf(clause.head.nameSpan),
      title,
      rule,
      clauses: about && [...new Set(about.map(({ whole }) => whole.from))],
      start: { rule, ...(key && { key: key.id }) },
    };
  };
  const [first, ...others] = clauses;
  if (!first) return [];
  const byClause = new Map(clauses.map((clause) => [clause, keys.namedBy(clause)]));
  const all = [...byClause.values()].flat();
  if (onlyOne(all) ?? all.length === 0) return [lensAt(first, all)];
  const further = others.filter((clause) => onlyOne(byClause.get(clause) ?? []));
  const own = new Set(further);
  const rest = clauses.filter((clause) => !own.has(clause));
  return [
    lensAt(first, byClause.get(first) ?? [], rest),
    ...further.map((clause) => lensAt(clause, byClause.get(clause) ?? [], [clause])),
  ];
}

/** A key that is named several times is still one. */
function onlyOne(named: readonly NamedKey[]): NamedKey | undefined {
  const [first] = named;
  return named.every(({ id }) => id === first?.id) ? first : undefined;
}

/** Which keys a clause asks for by their whole logins, itself or through rules; not those that it shuts out. */
class KeyReader {
  readonly #policy: OpenPolicy;
  readonly #byRule: ReadonlyMap<Rule, readonly { readonly clause: Clause; readonly named: NamedKey }[]>;
  readonly #asked: ReadonlyMap<Clause | undefined, readonly Rule[]>;

  constructor(policy: OpenPolicy) {
    this.#policy = policy;
    const { model } = policy;
    const named = model.meanings().flatMap((meaning) => {
      const { domain, value, condition } = meaning;
      const isMeant =
        domain === 'login' && isCompared(meaning) && condition && !condition.isNegated && meaning.use !== '!=';
      const key = isMeant && typeof value === 'string' ? keyInText(value, policy) : undefined;
      return key && condition ? [{ clause: condition.clause, named: key }] : [];
    });
    this.#byRule = groupBy(named, ({ clause }) => clause.rule);
    const asked = model.references.flatMap((reference) =>
      reference.target.kind === 'rule' && !isNegated(reference)
        ? [{ clause: clauseOf(reference), rule: reference.target.rule }]
        : [],
    );
    this.#asked = new Map(
      [...groupBy(asked, ({ clause }) => clause)].map(([clause, list]) => [clause, list.map(({ rule }) => rule)]),
    );
  }

  namedBy(clause: Clause): readonly NamedKey[] {
    const own = (this.#byRule.get(clause.rule) ?? []).filter((each) => each.clause.whole === clause.whole);
    const asked = this.#asked.get(clause) ?? [];
    const rules = new Set(asked.flatMap((rule) => [rule, ...this.#policy.model.rulesAskedBy(rule)]));
    rules.delete(clause.rule);
    return [...own, ...[...rules].flatMap((rule) => this.#byRule.get(rule) ?? [])].map(({ named }) => named);
  }
}
