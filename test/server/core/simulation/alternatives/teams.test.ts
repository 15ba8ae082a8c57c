import { describe, expect, it } from 'vitest';
import { otherTeams } from '../../../../../server/src/core/simulation/alternatives/teams.ts';
import { textsOf } from '../../../../../server/src/core/simulation/alternatives/texts.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

function otherOf(rules: string, own: string[] = []): { mixes: string[]; what: string; untried: string | undefined } {
  const { values, what, untried } = otherTeams(buildModel(`package spacelift\n\n${rules}\n`), own);
  return { mixes: values.map((teams) => teams.join('+')), what, untried };
}

const member = (team: string): string => `"${team}" in input.session.teams`;

describe('otherTeams', () => {
  it.each<[string, string, string[], string[]]>([
    ['none is named', 'allow if input.session.teams', [], []],
    ['one', `allow if ${member('A')}`, [], ['A']],
    ['two', `allow if { ${member('A')}; ${member('B')} }`, [], ['A', 'B', 'A+B']],
    ['two, and one of its own', `allow if ${member('A')}`, ['X'], ['X+A', '', 'A']],
    ['through a table', 'allow if { some t in input.session.teams; {"A": 1}[t] }', [], ['A']],
    ['granted only', 'team contains "A" if input.session.member', [], []],
    [
      'by a beginning and an end',
      'allow if { some t in input.session.teams; startswith(t, "ops-"); endswith(t, "-eu") }',
      [],
      ['any-eu', 'ops-any', 'ops-any-eu'],
    ],
  ])('%s', (_name, rules, own, expected) => {
    expect(otherOf(rules, own).mixes.slice(0, 3)).toEqual(expected);
    expect(otherOf(rules, own).untried).toBeUndefined();
  });

  it('has every mix of a few', () => {
    const rules = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((team) => `allow if ${member(team)}`).join('\n');
    const { mixes, what } = otherOf(rules);
    expect(new Set(mixes).size).toBe(127);
    expect(what).toBe('every mix of the 7 teams it names');
  });

  it('has one or two of many, and says so', () => {
    const rules = Array.from({ length: 9 }, (_, index) => `allow if ${member(`T${index}`)}`).join('\n');
    const { mixes, what, untried } = otherOf(rules);
    expect(mixes).toHaveLength(9 + 36 + 1);
    expect(what).toBe('the 9 teams it names: one or two of them more or less, all, and none');
    expect(untried).toBe('other mixes of these teams');
  });

  it.each(['allow if count(input.session.teams) > 0', 'allow if regex.match("^ops", input.session.teams[_])'])(
    'has a team that nobody named, and says that it may be another: %s',
    (rules) => {
      expect(otherOf(rules)).toMatchObject({ mixes: ['another team'], untried: expect.any(String) as unknown });
    },
  );
});

describe('textsOf', () => {
  it.each<[string, string[]]>([
    ['allow if input.session.login == "a"', ['a']],
    ['allow if input.session.login in {"a", "b"}', ['a', 'b']],
    ['allow if endswith(input.session.login, "@example.com")', ['somebody@example.com']],
    ['allow if startswith(input.session.login, "ci-")', ['ci-somebody']],
    ['allow if contains(input.session.login, "admin")', ['admin']],
    ['allow if lower(input.session.login) == "a"', ['a']],
    ['allow if split(input.session.login, "@")[1] == "example.com"', ['somebody@example.com']],
    ['allow if { [name, _] := split(lower(input.session.login), "@"); name in {"ada", ""} }', ['ada@somebody']],
    ['allow if trim_prefix(input.session.login, "api::") == "X"', ['api::X']],
    ['allow if trim_suffix(input.session.login, "@example.com") == "ada"', ['ada@example.com']],
    ['allow if substring(input.session.login, 0, 2) == "ci"', []],
  ])('of logins in %s', (rules, expected) => {
    expect(textsOf(buildModel(`package spacelift\n${rules}\n`), 'login')).toEqual(expected);
  });
});
