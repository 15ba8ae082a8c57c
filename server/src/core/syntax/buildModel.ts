/** The model of a text. */
import { buildBody } from './build/expressions.ts';
import { childrenOf, type BuildContext } from './build/context.ts';
import { resolve } from './build/resolve.ts';
import { buildImport, buildPackage, RuleBuilder } from './build/rules.ts';
import { readComments } from './comments.ts';
import { coverInputPaths, listInputReferences } from './inputReferences.ts';
import type {
  Call,
  Clause,
  Comment,
  Import,
  InputReference,
  Literal,
  Package,
  PolicyModel,
  Reference,
  Rule,
  Span,
} from './model.ts';
import { groupBy } from './multimap.ts';
import { isReadWhole, parseText, type ParsedText } from './parse.ts';
import { LineIndex } from './positions.ts';
import { RuleGraph } from './ruleGraph.ts';
import { listConditions, type Condition } from './values/conditions.ts';
import { listGrants, type Grant } from './values/grants.ts';
import { listMeanings, type Meaning } from './values/meanings.ts';
import { Values } from './values/values.ts';

/**
 * The model of a policy's text in any state, v0 and v1 alike; never throws.
 * @param previous an earlier model of the same file, to parse only what has changed; the result is the same without it
 */
export function buildModel(text: string, previous?: PolicyModel): PolicyModel {
  return buildModelOf(parseText(text, previous?.parsed));
}

/** The model of a text that has been parsed. */
export function buildModelOf(parsed: ParsedText): PolicyModel {
  return new Model(parsed);
}

class Model implements PolicyModel {
  readonly text: string;
  readonly parsed: ParsedText;
  readonly lines: LineIndex;
  readonly package: Package | undefined;
  readonly imports: readonly Import[];
  readonly clauses: readonly Clause[];
  readonly rules: ReadonlyMap<string, Rule>;
  readonly references: readonly Reference[];
  readonly literals: readonly Literal[];
  readonly calls: readonly Call[];
  #comments: readonly Comment[] | undefined;
  #graph: RuleGraph | undefined;
  #inputReferences: readonly InputReference[] | undefined;
  #values: Values | undefined;
  #conditions: readonly Condition[] | undefined;
  #conditionsByClause: ReadonlyMap<Clause, readonly Condition[]> | undefined;
  #grants: readonly Grant[] | undefined;
  #meanings: readonly Meaning[] | undefined;
  #isWhole: boolean | undefined;
  #meaningsByLiteral: ReadonlyMap<Literal, readonly Meaning[]> | undefined;

  constructor(parsed: ParsedText) {
    const { context, packages, imports, builder } = readTree(parsed);
    this.text = parsed.text;
    this.parsed = parsed;
    this.lines = new LineIndex(parsed.text);
    this.package = packages[0];
    this.imports = imports;
    this.clauses = builder.clauses.sort(byStart);
    this.rules = builder.rules;
    resolve(context, this);
    this.references = context.uses.map(({ reference }) => reference).sort(byStart);
    this.literals = context.literals.sort(byStart);
    this.calls = context.calls.sort(byStart);
  }

  get isWhole(): boolean {
    return (this.#isWhole ??= isReadWhole(this.parsed));
  }

  get comments(): readonly Comment[] {
    return (this.#comments ??= readComments(this.parsed));
  }

  get #rules(): RuleGraph {
    return (this.#graph ??= new RuleGraph(this.references, this.rules, this.package));
  }

  rulesNamed(...names: string[]): readonly Clause[] {
    return names.flatMap((name) => this.rules.get(name)?.clauses ?? []);
  }

  referencesTo(rule: Rule): readonly Reference[] {
    return this.#rules.referencesTo(rule);
  }

  rulesAskedBy(rule: Rule): ReadonlySet<Rule> {
    return this.#rules.askedBy(rule);
  }

  inputReferences(): readonly InputReference[] {
    return (this.#inputReferences ??= listInputReferences(this.references, this.values));
  }

  inputPaths(): readonly (readonly string[])[] {
    return this.isWhole ? coverInputPaths(this.inputReferences()) : [[]];
  }

  callsOf(builtin: string): readonly Call[] {
    return this.calls.filter(({ name, callee }) => name === builtin && callee.target.kind === 'function');
  }

  get values(): Values {
    return (this.#values ??= new Values(this));
  }

  conditions(): readonly Condition[] {
    return (this.#conditions ??= listConditions(this.clauses, this.values));
  }

  conditionsOf(clause: Clause): readonly Condition[] {
    this.#conditionsByClause ??= groupBy(this.conditions(), (condition) => condition.clause);
    return this.#conditionsByClause.get(clause) ?? [];
  }

  grants(): readonly Grant[] {
    return (this.#grants ??= listGrants(this, this.values));
  }

  meanings(): readonly Meaning[] {
    return (this.#meanings ??= listMeanings(this, this.conditions(), this.grants(), this.values));
  }

  meaningsOf(literal: Literal): readonly Meaning[] {
    this.#meaningsByLiteral ??= groupBy(this.meanings(), (meaning): Literal => meaning.literal);
    return this.#meaningsByLiteral.get(literal) ?? [];
  }
}

interface ReadTree {
  readonly context: BuildContext;
  readonly packages: Package[];
  readonly imports: Import[];
  readonly builder: RuleBuilder;
}

function readTree({ text, tree }: ParsedText): ReadTree {
  const context: BuildContext = {
    text,
    uses: [],
    declarations: [],
    calls: [],
    literals: [],
    nested: [],
    depth: 0,
    buildBody: (items, span, owner, scope) => buildBody(items, span, owner, scope, context),
  };
  const read: ReadTree = { context, packages: [], imports: [], builder: new RuleBuilder(context) };
  for (const node of childrenOf(tree.topNode)) {
    if (node.name === 'Package') read.packages.push(buildPackage(node, context));
    else if (node.name === 'Import') read.imports.push(buildImport(node, context));
    else if (node.name === 'Rule') read.builder.build(node);
  }
  return read;
}

/** The outer before the inner. */
function byStart(a: Span, b: Span): number {
  return a.from - b.from || b.to - a.to;
}
