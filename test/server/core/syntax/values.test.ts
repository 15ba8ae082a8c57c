import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { PolicyModel } from '../../../../server/src/core/syntax/model.ts';
import type { Value } from '../../../../server/src/core/syntax/values/value.ts';
import { readMarked } from '../../../support/marked.ts';

function show(value: Value): string {
  if (value.kind === 'constant') return JSON.stringify(value.value);
  if (value.kind === 'input') return ['input', ...value.path.map((step) => step ?? '*')].join('.');
  if (value.kind === 'result') return [`${value.call.name}()`, ...value.path.map((step) => step ?? '*')].join('.');
  return value.kind;
}

/** The values of the term between two `$0`. */
function valuesAt(source: string): string[] {
  const { text, carets } = readMarked(source);
  const [from, to] = carets;
  const model = buildModel(text);
  const term = model.references.find((reference) => reference.from === from && reference.to === to);
  return term ? model.values.valuesOf(term).map(show).sort() : ['no such term'];
}

describe('values', () => {
  it.each([
    ['a local', 'p if { x := "a"; $0x$0 }', ['"a"']],
    ['an input field', 'p if { x := input.session; $0x.login$0 }', ['input.session.login']],
    ['a member of a set', 'p if { some x in {"a", "b"}; $0x$0 }', ['"a"', '"b"']],
    ['a member of an array', 'p if { x := ["a", "b"][_]; $0x$0 }', ['"a"', '"b"']],
    ['an item of an array', 'p if { x := ["a", "b"][1]; $0x$0 }', ['"b"']],
    ['a key', 'p if { some x, _ in {"a": 1, "b": 2}; $0x$0 }', ['"a"', '"b"']],
    ['a value', 'p if { some _, x in {"a": 1, "b": 2}; $0x$0 }', ['1', '2']],
    ['what an index ranges over', 'p if { {"a", "b"}[x]; $0x$0 }', ['"a"', '"b"']],
    ['what a declared index ranges over', 'p if { some x; m[x]; $0x$0 }\nm := {"a": 1}', ['"a"']],
    ['an object by key', 'p if { x := m["a"].c; $0x$0 }\nm := {"a": {"c": 1}, "b": {"c": 2}}', ['1']],
    ['an object by a variable', 'p if { k := "b"; x := m[k]; $0x$0 }\nm := {"a": 1, "b": 2}', ['2']],
    ['an object by what is not known', 'p if { x := m[input.y]; $0x$0 }\nm := {"a": 1, "b": 2}', ['1', '2']],
    ['a pattern', 'p if { [x, {"k": y}] := ["a", {"k": "b"}]; $0y$0 }', ['"b"']],
    ['unification, either side', 'p if { "a" = x; y = x; $0y$0 }', ['"a"']],
    ['unification in circles', 'p if { x = y; y = x; y = "a"; $0x$0 }', ['"a"']],
    ['a rule', 'p if $0q$0\nq := "a"\ndefault q := "b"', ['"a"', '"b"']],
    ['a rule with else', 'p if $0q$0\nq := "a" if x else := "b" if y', ['"a"', '"b"']],
    [
      'a member of a set that is a rule',
      'p if { some x in q; $0x$0 }\nq contains "a"\nq contains "b" if c',
      ['"a"', '"b"'],
    ],
    ['a member of a v0 set', 'p { q[x]; y := x; $0y$0 }\nq["a"]\nq["b"] { c }', ['"a"', '"b"']],
    [
      'a map that is a rule',
      'p if { x := q["a"]; $0x$0 }\nq["a"] := 1\nq["b"] := 2\nq[c] := 3 if some c in {"a"}',
      ['1', '3'],
    ],
    ['a map of sets', 'p if { some x in q.a; $0x$0 }\nq["a"] contains 1\nq["b"] contains 2', ['1']],
    ['an argument', 'p if f("a")\nq if f(input.x)\nf(x) if $0x$0', ['"a"', 'input.x']],
    ['what a function gives', 'p if { x := f(1); $0x$0 }\nf(y) := "a" if y\nf(y) := y', ['"a"', '1']],
    ['a comprehension', 'p if { some x in {y | y := input.a[_]}; $0x$0 }', ['input.a.*']],
    ['an object of comprehension', 'p if { some k, v in {y: 1 | some y in ["a"]}; $0k$0 }', ['"a"']],
    ['a union', 'p if { some x in {"a"} | q; $0x$0 }\nq := {"b"}', ['"a"', '"b"']],
    ['a union by name', 'p if { some x in union({{"a"}, q}); $0x$0 }\nq := {"b"}', ['"a"', '"b"']],
    [
      'object.get',
      'p if { x := object.get(input.session, "teams", []); $0x$0 }',
      ['collection', 'input.session.teams'],
    ],
    ['a difference of constants', 'p if { some x in q - {"a"}; $0x$0 }\nq := {"a", "b"}', ['"b"']],
    ['an intersection of constants', 'p if { some x in q & {"a", "c"}; $0x$0 }\nq := {"a", "b"}', ['"a"']],
    ['a difference of what is not known', 'p if { some x in {"a", "b"} - q; $0x$0 }\nq := {input.y}', ['"a"', '"b"']],
    ['a difference of numbers', 'p if { x := input.a - 5; $0x$0 }', ['unknown']],
    ['a member by its place, before another order', 'p if { x := sort(["b", "a"])[0]; $0x$0 }', ['"a"', '"b"']],
    ['a member behind another', 'p if { x := array.concat(["a"], ["b"])[1]; $0x$0 }', ['"a"', '"b"']],
    ['object.get by path', 'p if { x := object.get(m, ["a", "b"], 2); $0x$0 }\nm := {"a": {"b": 1}}', ['1', '2']],
    ['lower of a constant', 'p if { x := lower("A"); $0x$0 }', ['"a"']],
    ['part of what a built-in gives', 'p if { [x, _, _] := time.clock(input.t); $0x$0 }', ['time.clock().0']],
    ['what is not known', 'p if { $0x$0 }', ['unknown']],
    ['what is counted', 'p if { x := 1 + 2; $0x$0 }', ['unknown']],
    ['a rule that asks itself', 'p if $0q$0\nq := q\nq := "a"', ['"a"']],
    ['data', 'p if $0data.x$0', ['unknown']],
    ['through every', 'p if every x in {"a"} { $0x$0 }', ['"a"']],
  ])('%s', (_, source, expected) => {
    expect(valuesAt(source)).toEqual(expected);
  });
});

describe('input references through locals', () => {
  it.each([
    ['p if { s := input.session; s.login == "a" }', ['session', 'session.login']],
    ['p if { some x in input.spaces; x.id == "a" }', ['spaces', 'spaces.*.id']],
    ['p if { x := input.spaces[_]; x.labels[_] == "a" }', ['spaces.*', 'spaces.*.labels.*']],
    ['s := input.session\np if s.login', ['session', 'session.login']],
    ['p if { some x in array.concat(input.spaces, input.roles); x.id }', ['spaces', 'roles']],
    ['p if { every x in input.spaces { x.id } }', ['spaces', 'spaces.*.id']],
  ])('%s', (text, expected) => {
    const paths = buildModel(text)
      .inputReferences()
      .map(({ path }) => path.map((step) => step ?? '*').join('.'));
    expect(paths).toEqual(expected);
  });
});

describe('conditions', () => {
  const conditionsOf = (model: PolicyModel): string[] =>
    model
      .conditions()
      .map(({ subject, test, against, isNegated, isCertain }) =>
        [
          isNegated ? 'not ' : '',
          isCertain ? '' : 'maybe ',
          show(subject),
          ` ${test} `,
          against.map(show).join(' '),
        ].join(''),
      );

  it.each([
    ['input.session.login == "a"', ['input.session.login == "a"']],
    ['"a" == input.session.login', ['input.session.login == "a"']],
    ['3 < hour; [hour, _, _] := time.clock(input.t)', ['time.clock().0 > 3']],
    ['not input.session.login in {"a", "b"}', ['not input.session.login in "a" "b"']],
    ['"a" in input.session.teams', ['input.session.teams.* == "a"']],
    ['some "a" in input.session.teams', ['input.session.teams.* == "a"']],
    ['input.session.teams[_] == "a"', ['input.session.teams.* == "a"']],
    ['some t in input.session.teams; t in {"a", "b"}', ['input.session.teams.* in "a" "b"']],
    ['{"a": 1, "b": 2}[input.session.login]', ['input.session.login in "a" "b"']],
    ['{"a"} & {t | t := input.session.teams[_]} != set()', ['input.session.teams.* in "a"']],
    ['{t | some t in input.session.teams}["a"]', ['input.session.teams.* == "a"']],
    ['startswith(input.session.login, "a")', ['input.session.login prefix "a"']],
    ['strings.any_suffix_match(input.session.login, {"a", "b"})', ['input.session.login suffix "a" "b"']],
    ['regex.match("^a$", input.session.login)', ['input.session.login regex "^a$"']],
    ['net.cidr_contains("10.0.0.0/8", input.request.remote_ip)', ['input.request.remote_ip network "10.0.0.0/8"']],
    ['lower(input.session.login) == "a"', ['lower() == "a"']],
    ['x := input.session.login', []],
    ['x = input.session.login; x == "a"', ['input.session.login == "a"']],
    ['some x in [input.a, input.b]; x == "a"', ['maybe input.a == "a"', 'maybe input.b == "a"']],
  ])('%s', (body, expected) => {
    expect(conditionsOf(buildModel(`p if { ${body} }`))).toEqual(expected);
  });
});
