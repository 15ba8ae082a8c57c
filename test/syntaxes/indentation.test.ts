/** What VS Code indents by itself: its own rules, run over the regular expressions of the language configuration. */
import { describe, expect, it } from 'vitest';
import configuration from '../../syntaxes/languageConfiguration.json' with { type: 'json' };

const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

/** How the line below a line is indented, in steps relative to it. */
function below(line: string): number {
  return new RegExp(increaseIndentPattern).test(line) ? 1 : 0;
}

/** How a line moves once this is typed in it. */
function itself(line: string): number {
  return new RegExp(decreaseIndentPattern).test(line) ? -1 : 0;
}

it.each<[line: string, steps: number]>([
  ['allow if {', 1],
  ['allow {', 1],
  ['\tevery name in names {', 1],
  ['allow if { # who', 1],
  ['networks := [', 1],
  ['x := f(', 1],
  ['\t"DevOps": {', 1],
  ['roles["root"] contains "space-reader" if {', 1],
  ['} else := false if {', 1],
  ['x := {y |', 0],
  ['allow if input.session.member', 0],
  ['keys := {"a", "b"}', 0],
  ['text := "{"', 0],
  ['text := "a \\" {"', 0],
  ['text := `[`', 0],
  ['text := $"{name}"', 0],
  ['# {', 0],
  ['x := 1 # [', 0],
  ['', 0],
])('below %j: %d', (line, steps) => {
  expect(below(line)).toBe(steps);
});

it.each<[line: string, steps: number]>([
  ['\t}', -1],
  ['\t] with input as x', -1],
  ['\t})', -1],
  ['\t} else := false', -1],
  ['\tx := {}', 0],
  ['\t"}"', 0],
  ['\t# }', 0],
])('%j itself: %d', (line, steps) => {
  expect(itself(line)).toBe(steps);
});

describe('a comment', () => {
  const [rule] = configuration.onEnterRules;
  const goesOn = (before: string, after: string): boolean =>
    rule !== undefined && new RegExp(rule.beforeText).test(before) && new RegExp(rule.afterText).test(after);

  it.each<[before: string, after: string, on: boolean]>([
    ['# who gets', ' in', true],
    ['\t# who', 'gets in', true],
    ['# who gets in', '', false],
    ['# who gets in', '  ', false],
    ['allow if x # who', ' gets in', false],
    ['text := "#', 'x"', false],
  ])('split as %j | %j goes on: %j', (before, after, on) => {
    expect(goesOn(before, after)).toBe(on);
  });

  it('goes on with a hash', () => {
    expect(rule?.action).toEqual({ indent: 'none', appendText: '# ' });
  });
});

describe('folding by hand', () => {
  const { start, end } = configuration.folding.markers;
  it.each<[line: string, start: boolean, end: boolean]>([
    ['# region keys', true, false],
    ['#region', true, false],
    ['# endregion', false, true],
    ['# regional keys', false, false],
    ['x := 1 # region', false, false],
  ])('%j', (line, begins, ends) => {
    expect([new RegExp(start).test(line), new RegExp(end).test(line)]).toEqual([begins, ends]);
  });
});

it('closes brackets and quotes by itself, but not in strings and comments', () => {
  const opened = configuration.autoClosingPairs.map(({ open }) => open);
  expect(opened).toEqual(['{', '[', '(', '"', '`']);
  for (const { notIn } of configuration.autoClosingPairs) expect(notIn).toEqual(['string', 'comment']);
});
