import { afterAll, describe, expect, test } from 'vitest';
import { applyFixes } from '../../../../server/src/core/features/applyFixes.ts';
import { fixPolicy } from '../../../../server/src/core/features/fix.ts';
import { LineIndex } from '../../../../server/src/core/syntax/positions.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import type { CheckAnswer } from '../../../../server/src/protocol/engine.ts';
import type { Fix } from '../../../../server/src/protocol/findings.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** The engine, but it refuses every policy for what stands there. */
function alwaysRefusing(there: string, message: string): Engine {
  const refuse = (text: string): CheckAnswer => {
    const location = { file: 'policy' as const, offset: text.indexOf(there), length: there.length };
    return { errors: [{ code: 'rego_compile_error', message, location }] };
  };
  // One request has one answer; which, its type can't say here.
  const ask = ((request, token) =>
    request.op === 'check'
      ? Promise.resolve(refuse(request.policy.text))
      : engine.ask(request, token)) as Engine['ask'];
  return { ask, dispose: () => Promise.resolve() };
}

/** A fix of the text `0123456789`: from, to, what comes there. */
function fix(title: string, ...edits: [number, number, string][]): Fix {
  const at = (character: number) => ({ line: 0, character });
  return { title, edits: edits.map(([from, to, newText]) => ({ range: { start: at(from), end: at(to) }, newText })) };
}

test.each<[string, Fix[], string, string[]]>([
  ['none', [], '0123456789', []],
  ['in any order', [fix('a', [6, 8, 'x']), fix('b', [0, 2, 'yz'])], 'yz2345x89', ['a', 'b']],
  ['that overlap: the first wins', [fix('a', [2, 5, 'x']), fix('b', [4, 6, 'y'])], '01x56789', ['a']],
  ['that touch', [fix('a', [2, 4, 'x']), fix('b', [4, 6, 'y'])], '01xy6789', ['a', 'b']],
  ['at the same place', [fix('a', [4, 4, 'x']), fix('b', [4, 4, 'y'])], '0123x456789', ['a']],
  [
    'with an edit in common',
    [fix('a', [0, 0, '+'], [8, 9, 'x']), fix('b', [0, 0, '+'], [2, 3, 'y'])],
    '+01y34567x9',
    ['a', 'b'],
  ],
  ['whole or not at all', [fix('a', [2, 5, 'x']), fix('b', [0, 1, 'y'], [4, 6, 'y'])], '01x56789', ['a']],
])('fixes %s', (_, fixes, text, applied) => {
  const result = applyFixes(new LineIndex('0123456789'), fixes);
  expect({ text: result.text, applied: [...result.applied].map(({ title }) => title) }).toEqual({ text, applied });
});

test('new lines end as those of the text do', () => {
  const lines = new LineIndex('a\r\nb\r\n');
  const insert = fix('a', [1, 1, '\n\nx']);
  expect(applyFixes(lines, [insert]).text).toBe('a\r\n\r\nx\r\nb\r\n');
});

describe('all safe fixes of a policy', () => {
  test('again and again, until none is left; the unsafe ones never', async () => {
    const text = `package spacelift

default allow := false

allow if input.session.teams == "DevOps"

space_read["root"] if input.session.member
deny if time.weekday(time.now_ns()) == "Monday" # spacelift: ignore SL019 nothing there
`;
    const fixed = await fixPolicy({ text, engine: 'v1' }, engine);
    expect(fixed.text).toBe(`package spacelift


allow if input.session.teams == "DevOps"

roles["root"] contains "space-reader" if input.session.member
deny if time.weekday(input.request.timestamp_ns) == "Monday"
`);
    expect(fixed.before.map(({ rule }) => rule)).toEqual(['SL011', 'SL013', 'SL010', 'SL017', 'SL045']);
    expect(fixed.applied.map(({ rule }) => rule).sort()).toEqual(['SL008', 'SL010', 'SL011', 'SL017', 'SL045']);
    expect(fixed.left.map(({ rule }) => rule)).toEqual(['SL013', 'SL031']);
  });

  test('nothing to do', async () => {
    const text = 'package spacelift\n\nallow if input.session.member\n';
    expect(await fixPolicy({ text, engine: 'v1' }, engine)).toEqual({ before: [], text, applied: [], left: [] });
  });

  test('the wrong engine: nothing is rewritten behind the author', async () => {
    const text = 'package spacelift\r\n\r\nallow { input.session.member }\r\nflag["a"] { input.session.admin }\r\n';
    const fixed = await fixPolicy({ text, engine: 'v1' }, engine);
    expect(fixed.left.map(({ rule }) => rule)).toEqual(['SL023']);
    expect(fixed.text).toBe(text);
  });

  test.each([
    ['a name after a dot', 'some space in input.\n}'],
    ['a list', 'some t in '],
    ['a list, and rules follow', 'some space in \n\ndeny if input.session.admin\n\nallow if input.session.member'],
    ['a path', 'some team in input.session.'],
  ])('half-typed, without %s: nothing to do', async (_, rest) => {
    const text = `package spacelift\n\nallow if {\n\t${rest}\n`;
    const { text: after, applied } = await fixPolicy({ text, engine: 'v1' }, engine);
    expect({ after, applied }).toEqual({ after: text, applied: [] });
  });

  test('a comma is put behind the code, and not into the comment behind that', async () => {
    const text = 'package spacelift\n\nx := {\n\t"a" # one\n\t# two\n\t"b",\n}\n';
    const fixed = await fixPolicy({ text, engine: 'v1' }, engine);
    expect(fixed.text).toBe(text.replace('"a" #', '"a", #'));
  });

  test('where OPA can’t read the text, only that is mended at first', async () => {
    const broken = 'package spacelift\n\nspace_read contains "root" if {\n\tinput.session.login === "a"\n';
    const unmended = await fixPolicy({ text: broken, engine: 'v1' }, engine);
    expect(unmended.applied.map(({ rule }) => rule)).not.toContain('SL008');
    const fixed = await fixPolicy({ text: `${broken}}\n`, engine: 'v1' }, engine);
    expect(fixed.applied.map(({ rule }) => rule)).toEqual(['rego_parse_error', 'SL008']);
  });

  test('a fix that leaves its finding where it was is undone, and the others are carried out', async () => {
    const line = '# spacelift: ignore SL019 nothing there\n';
    const text = `package spacelift\n\n${line}allow if { "x" := input.session.login }\n`;
    const fixed = await fixPolicy({ text, engine: 'v1' }, alwaysRefusing('"x"', 'cannot assign to string'));
    expect(fixed.text).toBe(text.replace(line, ''));
    expect(fixed.applied.map(({ rule }) => rule)).toEqual(['SL045']);
    expect(fixed.left.map(({ rule }) => rule)).toEqual(['rego_compile_error']);
  });

  test.each([
    'endswith(input.session.login, "example.com")',
    'regex.match("@example.com", input.session.login)',
    'input.request.timestamp_ns >= 1772366400000',
    'time.weekday(input.request.timestamp_ns) == "sunday"',
    'not time.weekday(input.request.timestamp_ns) == "sunday"',
    'input.session.memberr',
    'allo',
  ])('what decides otherwise afterwards, for more or for fewer, is not mended: %s', async (condition) => {
    const text = `package spacelift\n\nallow if input.session.admin\n\nallow if ${condition}\n\ndeny if ${condition}\n`;
    const { before, applied } = await fixPolicy({ text, engine: 'v1' }, engine);
    expect(before.flatMap(({ fixes = [] }) => fixes)).not.toEqual([]);
    expect(applied).toEqual([]);
  });

  test('what the settings turn off is not mended', async () => {
    const text = 'package spacelift\n\nspace_read contains "root" if input.session.member\n';
    const settings = { rules: { SL008: 'off' }, slack: false, keyLogin: undefined } as const;
    expect((await fixPolicy({ text, engine: 'v1' }, engine, { settings })).text).toBe(text);
  });
});
