/** Rego terms that are arrays and sets, and those whose kind does not matter. */
import { conditions, member } from './conditions.ts';
import { map } from './maps.ts';
import { number, smallNumber } from './numbers.ts';
import { FRACTIONS, WHOLE_NUMBERS, type Pool } from './pools.ts';
import { inner, type Scope } from './scope.ts';
import { anyLiteral, literal, pattern, text } from './texts.ts';
import { named, oneOf, type Write } from './writing.ts';

/** Array of strings, or nothing. */
export function texts(scope: Scope): string {
  return oneOf(
    inner(scope),
    [
      () => 'input.session.teams',
      (s) => named(s, 'texts') ?? 'input.session.teams',
      (s) => `[${s.choices.list(0, 4, () => text(s)).join(', ')}]`,
    ],
    [
      (s) => `split(${text(s)}, ${text(s)})`,
      (s) => `sort(${textCollection(s)})`,
      (s) => `array.concat(${texts(s)}, ${texts(s)})`,
      (s) => `array.slice(${texts(s)}, ${smallNumber(s)}, ${smallNumber(s)})`,
      (s) => `array.reverse(${texts(s)})`,
      (s) => `regex.split(${pattern(s)}, ${text(s)})`,
      (s) => `regex.find_n(${pattern(s)}, ${text(s)}, ${s.choices.pick(['-1', '1'])})`,
    ],
  );
}

/** Set of strings, or nothing. */
export function textSet(scope: Scope): string {
  return oneOf(
    inner(scope),
    [
      (s) => setOf(s.choices.list(0, 4, () => anyLiteral(s))),
      (s) => named(s, 'textSet') ?? '{"DevOps", "Security"}',
      (s) => setOf(s.choices.list(0, 3, () => text(s))),
    ],
    [
      (s) => comprehension(s, text),
      (s) => `(${textSet(s)} ${s.choices.pick(['|', '&', '-'])} ${textSet(s)})`,
      (s) => `object.keys(${map(s)})`,
      (s) => `${s.choices.pick(['union', 'intersection'])}({${textSet(s)}, ${textSet(s)}})`,
    ],
  );
}

/** Array of numbers, or nothing. */
export function numbers(scope: Scope): string {
  return oneOf(
    inner(scope),
    [
      (s) => `[${s.choices.list(0, 4, () => number({ ...s, depth: 0 })).join(', ')}]`,
      (s) => named(s, 'numbers') ?? 'input.x.numbers',
      () => 'input.x.numbers',
    ],
    [
      (s) => `numbers.range(${smallNumber(s)}, ${smallNumber(s)})`,
      (s) => `sort(${numberCollection(s)})`,
      (s) => `array.concat(${numbers(s)}, ${numbers(s)})`,
    ],
  );
}

/** Set of numbers, or nothing. */
export function numberSet(scope: Scope): string {
  return oneOf(
    inner(scope),
    [
      (s) => setOf(s.choices.list(0, 4, () => s.choices.pick(s.choices.pick([WHOLE_NUMBERS, FRACTIONS])))),
      (s) => named(s, 'numberSet') ?? '{1, 2.0}',
      (s) => setOf(s.choices.list(0, 3, () => number(s))),
    ],
    [(s) => comprehension(s, number), (s) => `(${numberSet(s)} ${s.choices.pick(['|', '&', '-'])} ${numberSet(s)})`],
  );
}

export function textCollection(scope: Scope): string {
  return scope.choices.pick([texts, textSet])(scope);
}

export function numberCollection(scope: Scope): string {
  return scope.choices.pick([numbers, numberSet])(scope);
}

/** An array comprehension: its order may differ, so it is compiled only where that does not matter. */
export function arrayComprehension(scope: Scope): string {
  return `[${insides(inner(scope), text)}]`;
}

function comprehension(scope: Scope, head: Write): string {
  return `{${insides(inner(scope), head)}}`;
}

function insides(scope: Scope, head: Write): string {
  const lines = [member(scope), ...conditions(scope, 0, 2)];
  return `${head(scope)} | ${lines.join('; ')}`;
}

function setOf(members: string[]): string {
  return members.length === 0 ? 'set()' : `{${members.join(', ')}}`;
}

/** A boolean. */
export function truthTerm(scope: Scope): string {
  return scope.choices.pick(['input.session.member', 'true', 'input.session.admin', 'input.x.any', 'false']);
}

const ANY: Pool<Write> = [
  () => 'input.x.any',
  text,
  number,
  () => 'input.x',
  (s) => `[${anyTerm(s)}, ${anyTerm(s)}]`,
  textSet,
  numberSet,
  map,
  (s) => `{${literal(s.choices.pick(['a', 'b']))}: ${anyTerm(s)}}`,
  (s) => `{${anyTerm(s)}, ${anyTerm(s)}}`,
  (s) => `{${number(s)}: ${anyTerm(s)}}`,
  () => 'null',
  truthTerm,
  numbers,
  texts,
  (s) => `object.union({"a": ${anyTerm(s)}}, {"a": ${anyTerm(s)}})`,
  (s) => `count(${arrayComprehension(s)})`,
];

/** A value of any kind, or nothing. */
export function anyTerm(scope: Scope): string {
  const inside = inner(scope);
  return inside.depth <= 0
    ? scope.choices.pick(['input.x.any', '1', '"a"', 'input.x.number', '1.0'])
    : scope.choices.pick(ANY)(inside);
}
