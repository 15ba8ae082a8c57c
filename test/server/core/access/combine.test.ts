import { describe, expect, it } from 'vitest';
import { combineDecided } from '../../../../server/src/core/access/combine.ts';
import { reduceResult } from '../../../../server/src/core/simulation/decision.ts';
import type { ResultDocument } from '../../../../server/src/protocol/engine.ts';

const TEAMS = ['DevOps'];

function combine(...results: ResultDocument[]) {
  return combineDecided(
    results.map((result, index) => ({ name: `P${index + 1}`, decided: reduceResult(result, TEAMS) })),
    TEAMS,
  );
}

describe('several login policies', () => {
  it.each<[string, ResultDocument[], string]>([
    ['one allows, one says nothing', [{ allow: true }, {}], 'allow'],
    ['one allows, one denies', [{ allow: true }, { deny: true }], 'deny'],
    ['one makes admin, one denies', [{ deny: true }, { admin: true }], 'deny'],
    ['one makes admin, one allows', [{ admin: true }, { allow: true }], 'admin'],
    [
      'one makes admin, one takes it away, one allows',
      [{ admin: true }, { deny_admin: true }, { allow: true }],
      'allow',
    ],
    ['one makes admin, one takes it away', [{ admin: true }, { deny_admin: true }], 'deny'],
    ['one makes admin and allows, one takes admin away', [{ admin: true, allow: true }, { deny_admin: true }], 'allow'],
    ['none says anything', [{}, {}], 'deny'],
  ])('%s', (_what, results, level) => {
    expect(combine(...results).decision.access_level).toBe(level);
    expect(combine(...results.toReversed()).decision.access_level).toBe(level);
  });

  it('grant what each of them grants', () => {
    const { decision } = combine(
      { allow: true, roles: { a: ['x'], b: ['y'] }, space_admin: ['c'], flag: ['f'] },
      { roles: { a: ['z', 'x'] }, space_admin: ['d'], space_read: ['e'], sample: true },
    );
    expect(decision).toEqual({
      access_level: 'allow',
      teams: TEAMS,
      roles: { a: ['x', 'z'], b: ['y'] },
      space_admin: ['c', 'd'],
      space_write: [],
      space_read: ['e'],
      flag: ['f'],
      sample: true,
    });
  });

  it('rewrite the teams where one of them does', () => {
    expect(combine({}, { team: ['A'] }, { team: ['B', 'A'] }).decision.teams).toEqual(['A', 'B']);
  });

  it('are told apart by name where one has a wrong type', () => {
    const [notice, ...others] = combine({ allow: true }, { deny: 'yes' }).notices;
    expect(notice?.message).toMatch(/^Login policy "P2": deny is/);
    expect(others).toEqual([]);
  });

  it('say once that a level is not documented, and only where it is so for all of them', () => {
    const open: ResultDocument = { admin: true, deny_admin: true };
    expect(combine(open, open).notices.map(({ code }) => code)).toEqual(['undocumented']);
    expect(combine(open, { allow: true }).notices).toEqual([]);
  });

  it('that are one are that one', () => {
    const decided = reduceResult({ allow: true, roles: { a: [] } }, TEAMS);
    expect(combineDecided([{ name: 'P', decided }], TEAMS)).toBe(decided);
  });
});
