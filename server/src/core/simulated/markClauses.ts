/**
 * A policy that says of each login which of its clauses fire: every body stands in it once more, below a member of
 * `flag`, which decides nothing. So thousands of logins are told by the compiled policy, in the run that decides them.
 */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { Body, Clause, PolicyModel, Term } from '../syntax/model.ts';

/** What one member of `flag` stands for: the clause fires, or its first `expressions` hold together. */
export interface Mark {
  readonly clause: Clause;
  readonly expressions: number;
}

export interface MarkedPolicy {
  readonly text: string;
  /** By the member of `flag`. */
  readonly marks: ReadonlyMap<string, Mark>;
}

/**
 * Each clause that has a body, but for functions and what has an `else`: what these come to is not in one body alone.
 * What comes of it is no policy where the policy is none, where it has a `flag` that is no set, and where a clause asks
 * for `flag`.
 * @param clauses of the model
 */
export function markClauses(model: PolicyModel, engine: RegoVersion, clauses = model.clauses): MarkedPolicy {
  const whole = clauses.filter(isMarkable).map((clause) => ({ clause, expressions: countOf(clause) }));
  return mark(model, engine, whole);
}

/** The beginnings of these clauses' bodies, expression by expression; the whole ones, and heads that compute, left out. */
export function markBeginnings(clauses: readonly Clause[], model: PolicyModel, engine: RegoVersion): MarkedPolicy {
  const plain = clauses.filter(({ head }) => termsOf(head).every(isPlain));
  const beginnings = plain.flatMap((clause) =>
    Array.from({ length: Math.max(0, countOf(clause) - 1) }, (_, index) => ({ clause, expressions: index + 1 })),
  );
  return mark(model, engine, beginnings);
}

export function isMarkable({ defines, elses, body, isDefault, nestedIn }: Clause): boolean {
  const hasBody = body !== undefined && body.expressions.length > 0;
  return hasBody && !isDefault && defines !== 'function' && elses.length === 0 && nestedIn === undefined;
}

function countOf({ body }: Clause): number {
  return body?.expressions.length ?? 0;
}

function mark(model: PolicyModel, engine: RegoVersion, marks: readonly Mark[]): MarkedPolicy {
  const prefix = freeName(model.text);
  const isV1 = engine === 'v1' || model.imports.some(({ path }) => path.join('.') === 'rego.v1');
  const members = marks.map((one, index): [string, Mark] => [`${prefix}${index}`, one]);
  const rules = members.map(([member, { clause, expressions }]) => {
    const head = isV1 ? `flag contains "${member}" if` : `flag["${member}"]`;
    const lines = [...bodyText(clause, expressions, model), ...headText(clause, expressions, prefix, model)];
    return `${head} {\n${lines.join('\n')}\n}`;
  });
  return { text: [model.text, ...rules, ''].join('\n'), marks: new Map(members) };
}

/** A name that no name of the text begins with. */
function freeName(text: string): string {
  let name = 'mark';
  while (text.includes(name)) name += '_';
  return name;
}

function bodyText({ body }: Clause, expressions: number, { text }: PolicyModel): string[] {
  const first = body?.expressions[0];
  const last = body?.expressions[expressions - 1];
  if (!body || !first || !last) return [];
  return [text.slice(first.from, isAll(body, expressions) ? endOf(body) : last.to)];
}

function isAll({ expressions: { length } }: Body, expressions: number): boolean {
  return expressions === length;
}

/** Without the brace, but with what stands before it. */
function endOf({ from, to, expressions: [first] }: Body): number {
  return first !== undefined && first.from > from ? to - 1 : to;
}

/** A clause whose head has no value does not fire. */
function headText(clause: Clause, expressions: number, prefix: string, { text }: PolicyModel): string[] {
  const { head, body } = clause;
  if (!body || !isAll(body, expressions)) return [];
  const computed = termsOf(head).filter((term) => !isPlain(term));
  return computed.map(({ from, to }, index) => `${prefix}head${index} := ${text.slice(from, to)}`);
}

function termsOf({ path, key, value }: Clause['head']): Term[] {
  return [...path.map(({ term }) => term), ...(key ? [key] : []), ...(value ? [value] : [])];
}

/** It has a value whatever the body comes to, or has it from there. */
function isPlain(term: Term): boolean {
  const isScalar = term.kind === 'string' || term.kind === 'number' || term.kind === 'boolean' || term.kind === 'null';
  return isScalar || (term.kind === 'reference' && term.path.length === 0 && term.target.kind === 'local');
}
