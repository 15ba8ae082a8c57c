/** The terms of the model: what expressions and heads are made of. See `model.ts`. */
import type { Body, Clause, ElseBranch, Expression, Import, Target, WithModifier } from './model.ts';

/** From `from` (inclusive) to `to` (exclusive). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What every term has. */
interface TermBase extends Span {
  /** The term or expression it is part of, or the clause, else branch or import for a term of its head. */
  readonly parent: Parent;
}

export type Parent = Term | Expression | Clause | ElseBranch | WithModifier | Import;

/** `"text"` or `` `text` ``, quotes included in the span; also the name after a dot (`.teams`, no quotes). */
export interface StringTerm extends TermBase {
  readonly kind: 'string';
  /** Escapes resolved. */
  readonly value: string;
  /** `name`: written after a dot, or as a bare word in a head. */
  readonly form: 'quoted' | 'raw' | 'name';
}

/** `$"text {term} text"`, OPA 1.9 and later. */
export interface TemplateTerm extends TermBase {
  readonly kind: 'template';
  /** In order; strings are the text between the braces, escapes resolved. */
  readonly parts: readonly (string | Term)[];
}

export interface NumberTerm extends TermBase {
  readonly kind: 'number';
  /** As written, with a leading `-` where it is negative. */
  readonly text: string;
  /** As a double: rounded beyond 2^53, then `text` is exact. */
  readonly value: number;
}

export interface BooleanTerm extends TermBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullTerm extends TermBase {
  readonly kind: 'null';
}

/** Something of the right kind is missing here, or the text can't be read. */
export interface MissingTerm extends TermBase {
  readonly kind: 'missing';
}

/**
 * A variable and the path below it: `x`, `input.session.teams`, `roles[s]["slug"]`, `net.cidr_contains` of a call.
 * `_` is a reference whose `name` is `_`.
 */
export interface Reference extends TermBase {
  readonly kind: 'reference';
  /** The first name, as written: `input`, `x`, `_`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What follows the first name, as written. */
  readonly path: readonly Segment[];
  /** What the first name stands for, imports and `data.<package>` looked through. */
  readonly target: Target;
}

/** One step of a path: `.teams`, `["teams"]`, `[0]`, `[x]`, `[_]`. */
export interface Segment extends Span {
  readonly term: Term;
  /** Its constant, where it is a string or a number: `teams`, `0`. Undefined for a variable or anything computed. */
  readonly constant: string | number | undefined;
  readonly dotted: boolean;
}

/** A path below something that is no variable: `f(x).y`, `[1, 2][i]`, `{"a": 1}[k]`. */
export interface Lookup extends TermBase {
  readonly kind: 'lookup';
  readonly base: Term;
  readonly path: readonly Segment[];
}

/** `f(x, y)`, `net.cidr_contains(a, b)`. */
export interface Call extends TermBase {
  readonly kind: 'call';
  /** Dotted, as written: `net.cidr_contains`. */
  readonly name: string;
  readonly callee: Reference;
  readonly args: readonly Term[];
}

export type Operator = ':=' | '=' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '&' | '|';

/** Two terms and what is between them; assignment, unification and comparison included. */
export interface Operation extends TermBase {
  readonly kind: 'operation';
  readonly operator: Operator;
  readonly operatorSpan: Span;
  readonly left: Term;
  readonly right: Term;
}

/** `value in collection`, `key, value in collection`. (`some … in` and `every … in` are expressions.) */
export interface Membership extends TermBase {
  readonly kind: 'membership';
  readonly key: Term | undefined;
  readonly value: Term;
  readonly collection: Term;
}

/** `-x`; a negative number is a `NumberTerm`. */
export interface Negative extends TermBase {
  readonly kind: 'negative';
  readonly operand: Term;
}

export interface ArrayTerm extends TermBase {
  readonly kind: 'array';
  readonly items: readonly Term[];
}

/** `{a, b}`, `set()`. (`{}` is an object.) */
export interface SetTerm extends TermBase {
  readonly kind: 'set';
  readonly items: readonly Term[];
}

export interface ObjectTerm extends TermBase {
  readonly kind: 'object';
  readonly entries: readonly { readonly key: Term; readonly value: Term }[];
}

/** `[v | body]`, `{v | body}`, `{k: v | body}`. */
export interface Comprehension extends TermBase {
  readonly kind: 'comprehension';
  readonly of: 'array' | 'set' | 'object';
  readonly key: Term | undefined;
  readonly value: Term;
  readonly body: Body;
}

/**
 * `a and b`, `not { … }`, `(not x)`: operands that are bodies of their own (`import future.keywords.and` and its like,
 * of the newest OPA).
 */
export interface LogicalTerm extends TermBase {
  readonly kind: 'logical';
  /** Between the operands; `and` where there is but one. */
  readonly operator: 'and' | 'or';
  readonly operands: readonly Body[];
}

/** Parentheses leave no node of their own. */
export type Term =
  | StringTerm
  | TemplateTerm
  | NumberTerm
  | BooleanTerm
  | NullTerm
  | MissingTerm
  | Reference
  | Lookup
  | Call
  | Operation
  | Membership
  | Negative
  | ArrayTerm
  | SetTerm
  | ObjectTerm
  | Comprehension
  | LogicalTerm;

/** A constant written in the policy. */
export type Literal = StringTerm | NumberTerm | BooleanTerm | NullTerm;
