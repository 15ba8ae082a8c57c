/** What generated policies have found, made small. Each was decided in two ways once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../server/src/core/ports.ts';
import type { RegoVersion } from '../../server/src/protocol/engine.ts';
import { startEngine } from '../support/engine.ts';
import { decideBothWays } from './decide.ts';

interface Found {
  what: string;
  engine?: RegoVersion;
  rules: string;
  inputs: string[];
}

const ALIKE: Found[] = [
  {
    what: 'not, of a delegated built-in that is undefined',
    rules: `deny if not net.cidr_contains("10.0.0.0/8", input.ip)
flag contains "glob" if not glob.match("{a", null, input.ip)
flag contains "zone" if not time.weekday([0, input.ip])
flag contains "sum" if not input.ip + 1
flag contains "every" if every ip in input.ips { not net.cidr_contains("10.0.0.0/8", ip) }`,
    inputs: ['{"ip":"10.0.0.1"}', '{"ip":"11.0.0.1"}', '{"ip":"no address","ips":["no address"]}', '{}'],
  },
  {
    what: 'not, of a delegated built-in that is undefined, in v0',
    engine: 'v0',
    rules: 'deny { not net.cidr_contains("10.0.0.0/8", input.ip) }',
    inputs: ['{"ip":"10.0.0.1"}', '{"ip":"no address"}', '{}'],
  },
  {
    what: 'numbers that to_number reads and JSON does not',
    rules: 'flag contains to_number(input.text) - 0\nteam contains to_number(input.text)',
    inputs: ['007', '1_000', '.5', '5.', '+5', '0x10p2', '1e3', '1.0', 'x'].map((text) => JSON.stringify({ text })),
  },
  {
    what: 'equal numbers, written in several ways, in one set',
    rules: `flag contains count({1 / 10, 1e-1, 0.10})
flag contains count({1e30, 1000000000000000000000000000000, input.x})
flag contains count({to_number("1.0"), 1, input.x})
allow if input.x / 10 in {1e-1, 2.50}`,
    inputs: ['{"x":1000000000000000000000000000000}', '{"x":1}', '{"x":25}', '{"x":1.0}', '{"x":1e0}'],
  },
  {
    what: 'numbers as keys',
    rules: `flag contains {input.x: 1}
flag contains {1e3: 1, 2.50: 2}
flag contains {9007199254740993.0: 1}`,
    inputs: ['{"x":-0}', '{"x":1e3}', '{"x":1.50}', '{"x":1000}'],
  },
  {
    what: 'an input that is a number with a fraction',
    rules: 'flag contains count({input, 1.5, 2})',
    inputs: ['1.50', '2.0', '-0'],
  },
  {
    what: 'keys by name',
    rules: `me := "alice"
you := 7
grants := {me: "reader", you: "writer", "bob": "owner"}
flag contains role if some role in grants
team contains count([login | some login in {me, you, "bob"}])
team contains grants[input.x]`,
    inputs: ['{"x":"alice"}', '{"x":7}', '{"x":"bob"}'],
  },
  {
    what: 'halves of characters',
    rules: 'flag contains count(input.x)\nteam contains input.x',
    inputs: ['"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude80"', '"\\\\ud800"'].map((x) => `{"x":${x}}`),
  },
];

/** The interpreter sees equal members of such a set, and equal keys of such an object, each for itself. */
const REFUSED: Found[] = [
  {
    what: 'an object with keys that turn out equal',
    rules: 'flag contains role if some role in {input.login: "reader", "alice": "writer"}',
    inputs: ['{"login":"alice"}'],
  },
  {
    what: 'a key that has two names',
    rules: 'me := "alice"\nflag contains role if some role in {me: "reader", "alice": "writer"}',
    inputs: ['{}'],
  },
  {
    what: 'a set with members that turn out equal, counted',
    rules: 'logins := {input.login, "alice"}\nflag contains count([1 | some login in logins])',
    inputs: ['{"login":"alice"}'],
  },
];

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

function decide({ rules, engine: version = 'v1', inputs }: Found): ReturnType<typeof decideBothWays> {
  return decideBothWays(engine, { text: `package spacelift\n\n${rules}\n`, engine: version }, inputs);
}

it.each(ALIKE)('$what', async (found) => {
  const { interpreted, compiled } = await decide(found);
  expect(interpreted.map(({ kind }) => kind)).toEqual(found.inputs.map(() => 'decided'));
  expect(JSON.stringify(compiled, null, 1)).toBe(JSON.stringify(interpreted, null, 1));
});

describe('is not compiled:', () => {
  it.each(REFUSED)('$what', async (found) => {
    expect(await decide(found)).toMatchObject({ compiled: { refused: expect.stringMatching(/equal/) as string } });
  });
});
