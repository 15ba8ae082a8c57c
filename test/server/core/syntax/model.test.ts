import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { readMarked, sortExpectations } from '../../../support/marked.ts';
import { renderClause, renderTarget } from './render.ts';

describe('clauses', () => {
  it.each([
    ['allow if input.session.member', 'complete allow {(ref input .session .member)}'],
    ['allow { true }', 'complete allow {true}'],
    ['allow := true', 'complete allow := true'],
    ['default allow := false', 'default complete allow := false'],
    ['team contains "x" if x', 'set team has "x" {x}'],
    ['team["x"] { y }', 'set team has "x" {y}'],
    ['team["x"]', 'set team has "x"'],
    ['roles["s"] contains "r" if x', 'set roles ["s"] has "r" {x}'],
    ['roles["s"]["r"] { x }', 'map roles ["s"] ["r"] {x}'],
    ['roles [s]["r"] { x }', 'map roles [s] ["r"] {x}'],
    ['grants["s"] := "r" if x', 'map grants ["s"] := "r" {x}'],
    ['grants["s"] = "r" { x }', 'map grants ["s"] = "r" {x}'],
    ['grants["s"] if x', 'map grants ["s"] {x}'],
    ['a.b.c := 1', 'map a .b .c := 1'],
    ['f(x, [y]) := y if x', 'function f (x (array y)) := y {x}'],
    ['f(x) = y { y := x }', 'function f (x) = y {(:= y x)}'],
    ['default f(_) := 1', 'default function f (_) := 1'],
    ['x := 1 if { a } else := 2 if { b } else := 3', 'complete x := 1 {a} else 2 {b} else 3'],
    ['x = 1 { a } else = 2 { b }', 'complete x = 1 {a} else 2 {b}'],
    ['x if { a; b }', 'complete x {a; b}'],
    ['x if not a', 'complete x {not a}'],
    ['x if { some y in z } ', 'complete x {some y in z}'],
    ['x if some y in z', 'complete x {some y in z}'],
    ['x if\n\tnot a', 'complete x {not a}'],
    ['x if\n\tsome y in z', 'complete x {some y in z}'],
    ['x if {\n\ty :=\n\t\tz == 1\n\ta ==\n\t\tb\n}', 'complete x {(:= y (== z 1)); (== a b)}'],
    ['x := {"a": 1} if y', 'complete x := (object "a": 1) {y}'],
  ])('%s', (text, expected) => {
    expect(buildModel(text).clauses.map(renderClause)).toEqual([expected]);
  });

  it('a v0 head with several bodies is several clauses', () => {
    const model = buildModel('p[x] { x := 1 } { x := 2 }');
    expect(model.clauses.map(renderClause)).toEqual(['set p has x {(:= x 1)}', 'set p has x {(:= x 2)}']);
    expect(model.clauses.map(({ from, to }) => model.text.slice(from, to))).toEqual(['p[x] { x := 1 }', '{ x := 2 }']);
  });

  it('a rule inside of a body is a rule of its own, and known to be inside', () => {
    const model = buildModel('allow {\n  a\n  space_read["x"] { b }\n  team contains "y" if c\n  z := 1 if d\n}');
    expect(model.clauses.map(renderClause)).toEqual([
      'complete allow {a}',
      'set space_read has "x" {b}',
      'set team has "y" {c}',
      'complete z := 1 {d}',
    ]);
    expect(model.clauses.map(({ nestedIn }) => nestedIn?.head.name)).toEqual([undefined, 'allow', 'allow', 'allow']);
  });
});

describe('terms', () => {
  it.each([
    ['a + b * c - d', '(- (+ a (* b c)) d)'],
    ['a | b & c', '(| a (& b c))'],
    ['a == b + 1', '(== a (+ b 1))'],
    ['x := a == b', '(:= x (== a b))'],
    ['x = -1', '(= x -1)'],
    ['x = -y.z', '(= x (- (ref y .z)))'],
    ['x - 1', '(- x 1)'],
    ['(a + b) * c', '(* (+ a b) c)'],
    ['x in xs', '(in x xs)'],
    ['k, v in xs', '(in k v xs)'],
    ['[x in xs, y]', '(array (in x xs) y)'],
    ['f(a in b, c)', '(call f (in a b) c)'],
    ['a in b in c', '(in (in a b) c)'],
    ['{}', '(object)'],
    ['set()', '(set)'],
    ['{a, b}', '(set a b)'],
    ['{a: b, "c": {d}}', '(object a: b "c": (set d))'],
    ['[a | b]', '(array of a | b)'],
    ['{a | b; c}', '(set of a | b; c)'],
    ['{a: b | c}', '(object of a b | c)'],
    ['{a | b, c}', '(set (| a b) c)'],
    ['f(x).y[0]', '(lookup (call f x) .y [0])'],
    ['[1, 2][i]', '(lookup (array 1 2) [i])'],
    ['x [1]', 'x', '(array 1)'],
    ['net.cidr_contains("a", b)', '(call net.cidr_contains "a" b)'],
    ['input["a b"].c[_]', '(ref input ["a b"] .c [_])'],
    ['"a\\n\\"\\u0041" == `\\n`', '(== "a\\n\\"A" "\\\\n")'],
    ['$"a {b} \\{c"', '(template "a " b " {c")'],
    ['$`a\\n{f("}")}`', '(template "a\\\\n" (call f "}"))'],
    ['1.5e3 == .5', '(== 1.5e3 .5)'],
    ['x == null', '(== x null)'],
    ['in := 1', '(:= in 1)'],
    ['every == 1', '(== every 1)'],
    ['a and not b', '(and a not b)'],
    ['not { a; b }', 'not (and a; b)'],
    ['x with input.y as 1 with data.z as 2', 'x with (ref input .y) as 1 with (ref data .z) as 2'],
    ['every k, v in xs { v > k }', 'every k v in xs {(> v k)}'],
    ['some x, y', 'some x y'],
    ['some i, "a" in xs', 'some i "a" in xs'],
  ])('%s', (text, ...expected) => {
    const separated = expected.length > 1 ? text.replace(' [', '\n[') : text;
    const model = buildModel(`p {\n${separated}\n}`);
    expect(model.clauses.map(renderClause)).toEqual([`complete p {${expected.join('; ')}}`]);
  });
});

describe('names', () => {
  it.each([
    [
      'locals',
      `
p contains x if {
#          ^ local x (bound)
    some x in input.spaces
#        ^ local x (bound)
#             ^^^^^^^^^^^^ input spaces
    y := x.id
#   ^ local y (assigned)
#        ^^^^ local x (bound) id
    z[y]
#   ^^^^ local z (free) *
#     ^ local y (assigned)
    _ = y
#   ^ local _ (wildcard)
#       ^ local y (assigned)
}`,
    ],
    [
      'what is free outside is the same inside, what is declared inside is another',
      `
p if {
    q := [x | x := y; input.a[z]]
#   ^ local q (assigned)
#         ^ local x (assigned)
#             ^ local x (assigned)
#                  ^ local y (assigned)
#                     ^^^^^^^^^^ input a.*
#                             ^ local z (free)
    y := 1
#   ^ local y (assigned)
    x == z
#   ^ local x (free)
#        ^ local z (free)
}`,
    ],
    [
      'rules, functions and arguments',
      `
f(a) := b if b := a
# ^ local a (argument)
#       ^ local b (assigned)
#            ^ local b (assigned)
#                 ^ local a (argument)
p := f(count(q.r))
#    ^ rule f
#      ^^^^^ function count
#            ^^^ rule q r
q := 1`,
    ],
    [
      'imports and data',
      `package spacelift
import input.session as s
import data.spacelift.other
p if s.login == other
#    ^^^^^^^ input session.login
#               ^^^^^ rule other
other := data.spacelift.p
#        ^^^^^^^^^^^^^^^^ rule p
q := data.teams["x"]
#    ^^^^^^^^^^^^^^^ data teams.x`,
    ],
    [
      'else branches see arguments, not the locals before',
      `
f(a) := 1 if {
# ^ local a (argument)
    x := a
#   ^ local x (assigned)
#        ^ local a (argument)
} else := 2 if x == a
#              ^ local x (free)
#                   ^ local a (argument)`,
    ],
  ])('%s', (_, source) => {
    const { text, expected } = readMarked(source);
    const found = buildModel(text).references.map((reference) => ({
      from: reference.from,
      to: reference.to,
      message: renderTarget(reference),
    }));
    expect(sortExpectations(found)).toEqual(sortExpectations(expected));
  });

  it('every wildcard is its own', () => {
    const model = buildModel('p if { input.a[_] == input.b[_] }');
    const wildcards = model.references.flatMap(({ name, target }) =>
      name === '_' && target.kind === 'local' ? [target.local] : [],
    );
    expect(new Set(wildcards).size).toBe(2);
  });
});

describe('the whole', () => {
  const model = buildModel(`# METADATA
package spacelift

import rego.v1 # why
import input.request as r

allow if a
a if { b; not time.clock(r.timestamp_ns) }
b if input.session.login in data.spacelift[c]
alone if x with input.spaces as []
recursive if not recursive
`);

  it('has a package, imports and comments', () => {
    expect(model.package?.name).toBe('spacelift');
    expect(model.imports.map(({ name, path }) => [name, path])).toEqual([
      ['v1', ['rego', 'v1']],
      ['r', ['input', 'request']],
    ]);
    expect(model.comments.map(({ text, ownLine }) => [text, ownLine])).toEqual([
      [' METADATA', true],
      [' why', false],
    ]);
  });

  it('knows which rule asks which', () => {
    const asked = [...model.rules.values()].map((rule) => [
      rule.name,
      [...model.rulesAskedBy(rule)].map(({ name }) => name).sort(),
    ]);
    const all = ['a', 'allow', 'alone', 'b', 'recursive'];
    expect(asked).toEqual([
      ['allow', all],
      ['a', all],
      ['b', all],
      ['alone', []],
      ['recursive', ['recursive']],
    ]);
    const references = [...model.rules.values()].flatMap((rule) =>
      model.referencesTo(rule).map((reference) => [rule.name, reference] as const),
    );
    const asking = references.flatMap(([name, { from }]) => (name === 'a' ? [model.lines.positionAt(from).line] : []));
    expect(asking).toEqual([6, 8]);
  });

  it('knows what of the input it reaches', () => {
    expect(model.inputPaths()).toEqual([
      ['request', 'timestamp_ns'],
      ['session', 'login'],
    ]);
    const paths = (text: string) => buildModel(text).inputPaths();
    expect(paths('p if input.session.teams[_] == input.session.login')).toEqual([
      ['session', 'teams'],
      ['session', 'login'],
    ]);
    expect(paths('p if { input.session.login; input.session }')).toEqual([['session']]);
    expect(paths('p if { input.session.login; f(input) }')).toEqual([[]]);
    expect(paths('p if { input[x].y }')).toEqual([[]]);
    expect(paths('p if { input.spaces[_].id; input["spaces"][0] }')).toEqual([['spaces']]);
    expect(paths('p if { true }')).toEqual([]);
  });

  it('reaches all of the input where something can not be read', () => {
    const model = buildModel('allow if input.session.login == ');
    expect([model.isWhole, model.inputPaths()]).toEqual([false, [[]]]);
  });

  it('tells built-ins from rules of the same name', () => {
    expect(model.callsOf('time.clock').map(({ from, to }) => model.text.slice(from, to))).toEqual([
      'time.clock(r.timestamp_ns)',
    ]);
    expect(buildModel('count(x) := 1\np if count(1)').callsOf('count')).toEqual([]);
  });
});
