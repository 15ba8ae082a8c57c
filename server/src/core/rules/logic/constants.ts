/** Comparisons and memberships that the text alone decides. */
import { byName } from '../../byName.ts';
import type { Call, Operator, Term } from '../../syntax/model.ts';
import { isExact, itemsOf, type Constant } from '../../syntax/values/value.ts';
import type { Values } from '../../syntax/values/values.ts';

/** Undefined where it is not known. */
export function compareConstants(operator: Operator, left: Term, right: Term, values: Values): boolean | undefined {
  const [a, b] = [values.constantOf(left), values.constantOf(right)];
  if (!isExact(a) || !isExact(b)) return undefined;
  if (operator === '==' || operator === '=') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  return compareNumbers(operator, a, b);
}

function compareNumbers(operator: Operator, a: number, b: number): boolean | undefined {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  return operator === '>=' ? a >= b : undefined;
}

/** `input.session.login != ""`: a login has a name; undefined for other comparisons. */
export function compareLoginWithNothing(
  operator: Operator,
  left: Term,
  right: Term,
  values: Values,
): boolean | undefined {
  const isAsked = (login: Term, text: Term): boolean => values.constantOf(text) === '' && isLogin(login, values);
  if (!isAsked(left, right) && !isAsked(right, left)) return undefined;
  if (operator === '!=') return true;
  return operator === '==' || operator === '=' ? false : undefined;
}

function isLogin(term: Term, values: Values): boolean {
  const [only, ...others] = values.valuesOf(term);
  return only?.kind === 'input' && others.length === 0 && only.path.join('.') === 'session.login';
}

/** Whether a constant is in a collection of constants; undefined where it is not known. */
export function isMember(value: Term, collection: Term, values: Values): boolean | undefined {
  const wanted = values.constantOf(value);
  const members = membersOf(collection, values);
  if (!isExact(wanted) || !members) return undefined;
  return members.includes(wanted);
}

/** The members of a literal that are constants all of them, through locals and rules; undefined for anything else. */
export function membersOf(collection: Term, values: Values): readonly Constant[] | undefined {
  const [only, ...others] = values.valuesOf(collection);
  if (only?.kind !== 'collection' || others.length > 0) return undefined;
  const constants = itemsOf(only)?.map((item) => values.constantOf(item));
  return constants?.every(isExact) ? constants : undefined;
}

/** By function: which argument is the pattern, and which patterns any string meets, the empty one too. */
const PATTERNS: Readonly<Record<string, { readonly at: number; readonly all: RegExp }>> = byName({
  contains: { at: 1, all: /^$/ },
  endswith: { at: 1, all: /^$/ },
  'glob.match': { at: 0, all: /^\*\*$/ },
  re_match: { at: 0, all: /^\^?(?:\(?\.\*\)?\$?)?$/ },
  'regex.match': { at: 0, all: /^\^?(?:\(?\.\*\)?\$?)?$/ },
  startswith: { at: 1, all: /^$/ },
});

/** Whether a test by a pattern is met by whatever it is given. */
export function acceptsEverything({ name, args }: Call, values: Values): boolean {
  const { at, all } = PATTERNS[name] ?? {};
  const pattern = at === undefined ? undefined : args[at];
  const text = pattern && values.constantOf(pattern);
  return typeof text === 'string' && (all?.test(text) ?? false);
}
