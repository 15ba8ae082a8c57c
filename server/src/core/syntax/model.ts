/**
 * The model of a policy: what stands where. Made by `buildModel` (`buildModel.ts`) from the error-tolerant tree, for a
 * file in any state, v0 and v1 alike. OPA stays the judge of what is valid; the model only knows where things are.
 *
 * Offsets are zero-based UTF-16 code units in `PolicyModel.text`; `PolicyModel.lines` turns them into lines and
 * characters, and OPA's bytes into offsets. Where something is missing in the text (half-typed), a `missing` term
 * stands in its place, or the optional field is undefined: nothing here throws.
 */
import type { ParsedText } from './parse.ts';
import type { LineIndex } from './positions.ts';
import type { Call, Comprehension, Literal, LogicalTerm, Reference, Segment, Span, Term } from './terms.ts';
import type { Condition } from './values/conditions.ts';
import type { Grant } from './values/grants.ts';
import type { Meaning } from './values/meanings.ts';
import type { Values } from './values/values.ts';

export type * from './terms.ts';

// ---------------------------------------------------------------- what names stand for

/**
 * What a reference's first name stands for. `path` is what is left of the reference below it, imports and
 * `data.<own package>.` looked through: with `import input.session as s`, the target of `s.teams` is `input` with the
 * path `session`, `teams`.
 */
export type Target =
  | { readonly kind: 'input'; readonly path: readonly Segment[] }
  /** Outside of this package: nothing is there on Spacelift. `path` starts below `data`. */
  | { readonly kind: 'data'; readonly path: readonly Segment[] }
  | { readonly kind: 'rule'; readonly rule: Rule; readonly path: readonly Segment[] }
  | { readonly kind: 'local'; readonly local: Local; readonly path: readonly Segment[] }
  /** The callee of a call that is no rule: whether OPA has such a function, the model doesn't know. */
  | { readonly kind: 'function'; readonly path: readonly Segment[] }
  /** An import of something else (`rego.v1`, `future.keywords.in`). */
  | { readonly kind: 'import'; readonly import: Import; readonly path: readonly Segment[] };

/** A variable of one clause, comprehension or `every`. */
export interface Local {
  readonly name: string;
  /**
   * `argument`: of a function. `declared`: by `some x`. `bound`: by `some x in` or `every x in`. `assigned`: by `:=`.
   * `free`: by being used (`roles[s]`, `x = 1`, `input.spaces[i]`). `wildcard`: `_`, each its own.
   */
  readonly kind: 'argument' | 'declared' | 'bound' | 'assigned' | 'free' | 'wildcard';
  /** Where it is introduced. */
  readonly declaration: Reference;
  /** Every use, the declaration included, in the order of the text. */
  readonly references: readonly Reference[];
  readonly scope: Scope;
}

export type ScopeOwner = Clause | ElseBranch | Comprehension | EveryExpression | LogicalTerm | Import;

/** A clause's head and body share one; so do all bodies of a v0 head with several. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly owner: ScopeOwner;
  /** By name; wildcards are not among them. */
  readonly locals: ReadonlyMap<string, Local>;
}

// ---------------------------------------------------------------- expressions

/** `with input.session.login as "x"`. */
export interface WithModifier extends Span {
  readonly kind: 'with';
  readonly parent: Expression;
  readonly target: Term;
  readonly value: Term;
}

interface ExpressionBase extends Span {
  readonly parent: ScopeOwner;
  readonly withs: readonly WithModifier[];
}

/** `term` or `not term`; the term is often an `Operation` (`x := 1`, `a == b`), `Membership` or `Call`. */
export interface TermExpression extends ExpressionBase {
  readonly kind: 'term';
  readonly negated: boolean;
  readonly term: Term;
}

/** `some x, y`. */
export interface SomeExpression extends ExpressionBase {
  readonly kind: 'some';
  readonly names: readonly Reference[];
}

/** `some x in xs`, `some k, v in xs`. */
export interface SomeInExpression extends ExpressionBase {
  readonly kind: 'someIn';
  readonly key: Term | undefined;
  readonly value: Term;
  readonly collection: Term;
}

/** `every x in xs { … }`, `every k, v in xs { … }`. */
export interface EveryExpression extends ExpressionBase {
  readonly kind: 'every';
  readonly key: Term | undefined;
  readonly value: Term;
  readonly collection: Term;
  readonly body: Body;
}

export type Expression = TermExpression | SomeExpression | SomeInExpression | EveryExpression;

/** What must hold together, in the order of the text; braces, where there are any, are part of the span. */
export interface Body extends Span {
  readonly expressions: readonly Expression[];
  readonly scope: Scope;
}

// ---------------------------------------------------------------- rules

/** What comes before a clause's body. */
export interface Head extends Span {
  /** The first segment: `roles` of `roles["s"]["slug"]`; the rule's name. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What follows the name: `["s"]`, `["slug"]`. For a v0 set `p[x]` that is empty, and `key` is `x`. */
  readonly path: readonly Segment[];
  /** Of a function; undefined for other rules. */
  readonly args: readonly Term[] | undefined;
  /** The member of a set: `x` of `p contains x`, or of the v0 `p[x]`. */
  readonly key: Term | undefined;
  /** `:=` or `=` before the value. */
  readonly operator: ':=' | '=' | undefined;
  readonly operatorSpan: Span | undefined;
  /** Undefined: not written, which means `true` (for a set: no value). */
  readonly value: Term | undefined;
  /** Where the word is written. */
  readonly containsSpan: Span | undefined;
  readonly ifSpan: Span | undefined;
}

/**
 * `complete`: `allow if …`. `set`: `p contains x`, v0's `p[x]`, and `roles[s] contains x` (a map of sets: `head.path`
 * is not empty). `map`: `p[x] := y`, `p.x := y`, v0's `p[x] = y` and `roles[s]["slug"]`. `function`: `f(x)`.
 */
export type Definition = 'complete' | 'set' | 'map' | 'function';

/**
 * One `head { body }`. A v0 head with several bodies gives one clause for each, with the same head; the span of the
 * second and later ones is their body's.
 */
export interface Clause extends Span {
  readonly kind: 'clause';
  readonly parent: undefined;
  readonly defines: Definition;
  readonly isDefault: boolean;
  /** `default`. */
  readonly defaultSpan: Span | undefined;
  readonly head: Head;
  /** Undefined: a fact (`allow := true`), or a default. */
  readonly body: Body | undefined;
  /** Tried in this order, where the body is not met. */
  readonly elses: readonly ElseBranch[];
  readonly rule: Rule;
  readonly scope: Scope;
  /** The whole rule of the text, all bodies and else branches included. */
  readonly whole: Span;
  /** Written inside of this clause's body, which is not valid Rego: recovered as a rule of its own. */
  readonly nestedIn: Clause | undefined;
}

/** `else := value { body }`. */
export interface ElseBranch extends Span {
  readonly kind: 'else';
  readonly parent: Clause;
  readonly value: Term | undefined;
  readonly body: Body | undefined;
  readonly scope: Scope;
}

/** All clauses with one first name, in the order of the text. */
export interface Rule {
  readonly name: string;
  readonly clauses: readonly Clause[];
}

export interface Package extends Span {
  readonly kind: 'package';
  /** Dotted: `spacelift`. */
  readonly name: string;
  readonly nameSpan: Span;
}

export interface Import extends Span {
  readonly kind: 'import';
  readonly parent: undefined;
  /** `["input", "session"]`, `["rego", "v1"]`; empty where it is missing. */
  readonly path: readonly string[];
  readonly pathSpan: Span;
  /** Those of the path, the first name left out. */
  readonly segments: readonly Segment[];
  /** The name it has in the policy: the alias, else the last segment. */
  readonly name: string;
  readonly alias: { readonly name: string; readonly span: Span } | undefined;
}

/** From `#` to the end of the line. */
export interface Comment extends Span {
  /** Without the `#`, untrimmed. */
  readonly text: string;
  /** Nothing but blanks before it on its line. */
  readonly ownLine: boolean;
}

// ---------------------------------------------------------------- the model

/** A reference into the input: directly, through an import, or below a local or rule that holds a part of it for sure. */
export interface InputReference {
  /** The reference as it stands in the text. */
  readonly reference: Reference;
  /** Below `input`: constants, and undefined for whatever is not known (`input.spaces[_].id` → `spaces`, undefined, `id`). */
  readonly path: readonly (string | number | undefined)[];
  /** The segments of the text for the last steps of `path`; fewer than `path` where the rest comes from elsewhere. */
  readonly segments: readonly Segment[];
}

export interface PolicyModel {
  /** A leading BOM is part of it. */
  readonly text: string;
  readonly parsed: ParsedText;
  /** Nothing of the text had to be skipped, and nothing is missing. Where it is false, things may be that are not here. */
  readonly isWhole: boolean;
  readonly lines: LineIndex;
  readonly package: Package | undefined;
  readonly imports: readonly Import[];
  /** In the order of the text. */
  readonly clauses: readonly Clause[];
  readonly rules: ReadonlyMap<string, Rule>;
  readonly comments: readonly Comment[];
  /** All references, in the order of the text, callees and heads' variables included. */
  readonly references: readonly Reference[];
  readonly literals: readonly Literal[];
  readonly calls: readonly Call[];

  /** The clauses of the rules of these names, rule by rule; none for a name that is not defined. */
  rulesNamed(...names: string[]): readonly Clause[];
  /** Who asks the rule (calls of functions included), the rule itself too where it is recursive. */
  referencesTo(rule: Rule): readonly Reference[];
  /** Rules the rule asks, and those they ask, and so on; itself only where it is recursive. */
  rulesAskedBy(rule: Rule): ReadonlySet<Rule>;
  inputReferences(): readonly InputReference[];
  /**
   * The least paths below `input` that hold all the policy can read, to cut inputs by: `session`, `login` means all
   * there is at and below `input.session.login`; an empty path means the whole input, as for a text that is not whole.
   */
  inputPaths(): readonly (readonly string[])[];
  /** Calls that go to a built-in of this dotted name (not to a rule of the policy with that name). */
  callsOf(builtin: string): readonly Call[];

  /** What terms can be: through locals, collections, helper rules, functions and arguments. */
  readonly values: Values;
  /** What is asked of the input, in the order of the text. */
  conditions(): readonly Condition[];
  conditionsOf(clause: Clause): readonly Condition[];
  /** Roles in spaces, as granted. */
  grants(): readonly Grant[];
  /** What constants stand for, in the order of the text. */
  meanings(): readonly Meaning[];
  /** What one constant stands for: once for each use. */
  meaningsOf(literal: Literal): readonly Meaning[];
}
