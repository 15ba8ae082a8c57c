/** What a brace opens after `if`, `not` and elsewhere: what OPA parses, the grammar parses without an error node. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { startEngine } from '../../../support/engine.ts';
import { renderClause } from './render.ts';
import { parseText } from '../../../../server/src/core/syntax/parse.ts';
import { findBroken } from './trees.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

const LOGIN = 'input.session.login';
const TEAMS = 'input.session.teams';

const EXPRESSIONS = [
  `{"a", "b"}[${LOGIN}]`,
  `{"a": 1}[${LOGIN}]`,
  '{"a": 1}.a',
  `{"a"} == {x | some x in ${TEAMS}}`,
  `{x | some x in ${TEAMS}} == {"a"}`,
  `{x | some x in ${TEAMS}; x == "a|b"} != set()`,
  `{x: 1 | some x in ${TEAMS}}["a"]`,
  `{x.y | some x in ${TEAMS}}["a"]`,
  `{f(x) | some x in ${TEAMS}}`,
  `["a", "b"][_] == ${LOGIN}`,
  '{"a"} & {"b"} == set()',
  '{"a"} - {"b"} == {"a"}',
  '{"a"} | {"b"} != set()',
  '{} == {}',
  '{"a"}',
  '{x}',
  '{x == 1}',
  '{x := 1 | 2}',
  '{x; y}',
  '{x := 1; y == {x | x := 2}}',
  '{y == {"a": 1}}',
  '{f({"a": 1})}',
  '{not x}',
  '{some x in xs}',
  '{x with input.y as {"a": 1}}',
  '{x in {"a"} | {"b"}}',
  '"a" in {"a"}',
  '{"a"} in [{"a"}]',
  '{"a", "b"} in {{"a", "b"}}',
  '{"a": 1} == {"a": 1}',
  '{"a"} = {"a"}',
  '{1} < {2}',
  '{"a": {"b"}}["a"]["b"]',
  '{x | x := 1}',
  '{input.session.member}',
  '{"a"\n|\n"b" == "b"}',
  '{"a"}\n== {"b"}',
  '{"a"} with input.x as 1',
  '{"a"}["a"] with input.x as 1',
  'every x in {"a"} { x == "a" }',
  'some x in {"a"}',
  'some x in {y | y := 1}',
  'not {"a"}["b"]',
];

const V1 = [
  'allow if %',
  'allow if {%}',
  'allow if {\n\t%\n\tinput.session.member\n}',
  'allow if not %',
  'allow := true if %\nelse := false if %',
  'allow := %',
  'roles["root"] contains "x" if %',
  'allow if { input.session.member; not %\n}',
  'allow if %\n\nallow if {"a"}[x]',
];
const V0 = ['allow { % }', 'allow { not % }', 'allow = true { % } else = false { % }'];

describe.each([
  ['v1', V1],
  ['v0', V0],
] as const)('%s', (version, templates) => {
  it.each(templates)('%j', async (template) => {
    const head = version === 'v0' ? 'package spacelift\n\nimport future.keywords\n\n' : 'package spacelift\n\n';
    const texts = EXPRESSIONS.map((expression) => head + template.replaceAll('%', () => expression));
    const answers = await Promise.all(texts.map((text) => engine.ask({ op: 'parses', text })));
    const parsed = texts.filter((_, index) => answers[index]?.[version]);
    expect(parsed.length).toBeGreaterThan(EXPRESSIONS.length / 3);
    expect(parsed.filter((text) => findBroken(parseText(text).tree).length > 0)).toEqual([]);
  });
});

it.each([
  ['x if {"a"}[y]', 'complete x {(lookup (set "a") [y])}'],
  ['x if {"a"} == y', 'complete x {(== (set "a") y)}'],
  ['x if {"a"}\n== y', 'complete x {(== (set "a") y)}'],
  ['x if {y | z}', 'complete x {(set of y | z)}'],
  ['x if {\n\ty\n\t| z\n}', 'complete x {(set of y | z)}'],
  ['x if {\n\ty := 1\n\tz := y | 2\n}', 'complete x {(:= y 1); (:= z (| y 2))}'],
  ['x if {a == b}', 'complete x {(== a b)}'],
  ['x if {a}\n', 'complete x {a}'],
  ['x if {a := b | c}', 'complete x {(:= a (| b c))}'],
  ['x if not {"a"}[y]', 'complete x {not (lookup (set "a") [y])}'],
])('%j', (text, expected) => {
  expect(buildModel(text).clauses.map(renderClause)).toEqual([expected]);
});
