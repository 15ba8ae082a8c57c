/** What the generator knows at one place of a policy. */
import type { Choices } from './choices.ts';

/** `v0` is v0 without keywords from the future, `keywords` v0 with them. */
export type Style = 'v1' | 'v0' | 'keywords';

/** Types of values, as far as the generator tells them apart. */
export type Kind = 'text' | 'number' | 'truth' | 'texts' | 'textSet' | 'numbers' | 'numberSet' | 'map' | 'any';

/** A name that stands for a value: a local, or a rule. */
export interface Named {
  name: string;
  kind: Kind;
}

/** A function of the policy. */
export interface NamedFunction extends Named {
  parameters: Kind[];
}

/** A place in a policy. Rules and functions are those above it, so that nothing is recursive. */
export interface Scope {
  choices: Choices;
  style: Style;
  rules: Named[];
  functions: NamedFunction[];
  locals: Named[];
  /** How much deeper expressions may get here. */
  depth: number;
  /** For names that are used once. */
  names: { next: number };
}

/** Inside the brackets of something: what is declared there is not seen outside. */
export function inner(scope: Scope): Scope {
  return { ...scope, locals: [...scope.locals], depth: scope.depth - 1 };
}

export function freshName(scope: Scope, start: string): string {
  return `${start}${String(scope.names.next++)}`;
}

/** A new local from here on. */
export function declare(scope: Scope, kind: Kind): string {
  const name = freshName(scope, 'x');
  scope.locals.push({ name, kind });
  return name;
}
