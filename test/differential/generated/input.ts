/** Input documents for generated policies, at and around the edges that those have. */
import { Choices } from './choices.ts';
import {
  ADDRESSES,
  FRACTIONS,
  INSTANTS,
  LOGINS,
  ODD_TEXTS,
  ROLES,
  SPACES,
  TEAMS,
  WHOLE_NUMBERS,
  type Pool,
} from './pools.ts';

/** @param numbers decide everything; none: the simplest input */
export function writeInput(numbers: readonly number[]): string {
  const choices = new Choices(numbers);
  const session = object([
    ['login', anyText(choices)],
    ['name', anyText(choices)],
    ['teams', array(choices.list(0, 3, () => anyText(choices)))],
    ['member', choices.pick(['true', 'false', 'null'])],
    ['admin', choices.pick(['false', 'true'])],
    ['creator_ip', quoted(choices.pick(ADDRESSES))],
  ]);
  const request = object([
    ['remote_ip', quoted(choices.pick(ADDRESSES))],
    ['timestamp_ns', instant(choices)],
  ]);
  const spaces = array(choices.list(0, 2, () => object([['id', quoted(choices.pick(SPACES))]])));
  const x = object([
    ['text', anyText(choices)],
    ['number', anyNumber(choices)],
    ['numbers', array(choices.list(0, 4, () => anyNumber(choices)))],
    ['map', anyMap(choices)],
    ['any', anyValue(choices, 2)],
  ]);
  return object([
    ['request', request],
    ['session', session],
    ['spaces', spaces],
    ['x', x],
  ]);
}

function object(members: [string, string][]): string {
  return `{${members.map(([name, value]) => `${quoted(name)}:${value}`).join(',')}}`;
}

function array(values: string[]): string {
  return `[${values.join(',')}]`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

const TEXTS: Pool<Pool<string>> = [LOGINS, TEAMS, ODD_TEXTS, ROLES, ADDRESSES];

function anyText(choices: Choices): string {
  return quoted(choices.pick(choices.pick(TEXTS)));
}

function anyMap(choices: Choices): string {
  const keys: Pool<string> = ['a', 'b', 'alice', 'DevOps', '__proto__', '1', '1.0'];
  return object(choices.list(0, 3, () => [choices.pick(keys), anyText(choices)]));
}

/** Fractions are rare: with one, the whole input is the interpreter's. */
function anyNumber(choices: Choices): string {
  return choices.oneIn(100) ? choices.pick(FRACTIONS) : choices.pick(WHOLE_NUMBERS);
}

/** A nanosecond before, at, or after an edge. */
function instant(choices: Choices): string {
  return String(BigInt(choices.pick(INSTANTS)) + BigInt(choices.pick([0, -1, 1, 3_600_000_000_000])));
}

function anyValue(choices: Choices, depth: number): string {
  const scalars: Pool<() => string> = [
    () => anyNumber(choices),
    () => anyText(choices),
    () => choices.pick(['null', 'true', 'false', '[]', '{}', '""']),
  ];
  const nested: Pool<() => string> = [
    ...scalars,
    () => array(choices.list(0, 3, () => anyValue(choices, depth - 1))),
    () => object(choices.list(0, 2, () => [choices.pick(['a', 'b', '1']), anyValue(choices, depth - 1)])),
  ];
  return choices.pick(depth > 0 ? nested : scalars)();
}
