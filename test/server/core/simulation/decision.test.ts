import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceResult } from '../../../../server/src/core/simulation/decision.ts';
import type { ResultDocument } from '../../../../server/src/protocol/engine.ts';

const RULES = [
  'allow',
  'admin',
  'deny',
  'deny_admin',
  'sample',
  'roles',
  'space_admin',
  'space_write',
  'space_read',
  'team',
  'flag',
] as const;

describe('access_level', () => {
  it.each<[ResultDocument, string]>([
    [{}, 'deny'],
    [{ allow: false, admin: false, deny: false, deny_admin: false }, 'deny'],
    [{ allow: true }, 'allow'],
    [{ admin: true }, 'admin'],
    [{ allow: true, admin: true }, 'admin'],
    [{ allow: true, admin: true, deny: true }, 'deny'],
    [{ admin: true, deny: true }, 'deny'],
    [{ allow: true, admin: true, deny_admin: true }, 'allow'],
    [{ admin: true, deny_admin: true }, 'deny'],
    [{ allow: true, deny_admin: true }, 'allow'],
    [{ deny_admin: true }, 'deny'],
    [{ allow: 'yes' }, 'deny'],
    [{ allow: true, deny: 'no' }, 'allow'],
  ])('of %j is %s', (result, level) => {
    expect(reduceResult(result, []).decision.access_level).toBe(level);
  });

  it.each<[ResultDocument, boolean]>([
    [{ admin: true, deny_admin: true }, true],
    [{ admin: true, deny_admin: true, allow: true }, false],
    [{ admin: true, deny_admin: true, deny: true }, false],
    [{ deny_admin: true }, false],
  ])('of %j is told to be undocumented: %s', (result, isTold) => {
    expect(reduceResult(result, []).notices.map(({ code }) => code)).toEqual(isTold ? ['undocumented'] : []);
  });
});

describe('roles', () => {
  it.each<[string, unknown, Record<string, string[]>]>([
    ['v0', { s: { b: true, a: true } }, { s: ['a', 'b'] }],
    ['v1', { s: ['b', 'a'] }, { s: ['a', 'b'] }],
    ['both', { s: { a: true }, r: ['b'] }, { r: ['b'], s: ['a'] }],
    ['none', {}, {}],
    ['an empty space', { s: [], r: {}, t: ['a'] }, { t: ['a'] }],
    ['a slug taken back', { s: { a: false, b: true } }, { s: ['b'] }],
    ['undefined', undefined, {}],
  ])('%s', (_name, roles, expected) => {
    const { decision, notices } = reduceResult({ roles }, []);
    expect(decision.roles).toEqual(expected);
    expect(Object.keys(decision.roles)).toEqual(Object.keys(expected));
    expect(notices).toEqual([]);
  });

  it('keeps a space with a name that objects have', () => {
    const roles: unknown = JSON.parse('{"__proto__": ["a"], "constructor": ["b"]}');
    expect(Object.entries(reduceResult({ roles }, []).decision.roles)).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
  });
});

describe('teams', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['Two', 'One']],
    [[], ['Two', 'One']],
    [['Three'], ['Three']],
    [{ Three: true }, ['Three']],
    [[7], ['Two', 'One']],
  ])('with team %j are %j', (team, teams) => {
    expect(reduceResult({ team }, ['Two', 'One']).decision.teams).toEqual(teams);
  });
});

describe('a value of the wrong type', () => {
  it.each<[ResultDocument, string]>([
    [{ allow: 'yes' }, 'allow is the string "yes", where Spacelift reads a boolean'],
    [{ deny: ['because'] }, 'deny is a set or an array'],
    [{ admin: null }, 'admin is null'],
    [{ sample: 1 }, 'sample is the number 1'],
    [{ roles: ['a'] }, 'roles is a set or an array'],
    [{ roles: true }, 'roles is the boolean true'],
    [{ roles: { s: 'a' } }, 'roles["s"] is the string "a"'],
    [{ roles: { s: { a: 'x' } } }, 'roles["s"] is an object'],
    [{ roles: { s: ['a', 7] } }, 'A member of roles["s"] is the number 7'],
    [{ space_admin: true }, 'space_admin is the boolean true'],
    [{ team: 'DevOps' }, 'team is the string "DevOps"'],
    [{ flag: { a: 1 } }, 'flag is an object'],
  ])('%j is told', (result, message) => {
    const { notices } = reduceResult(result, []);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ code: 'wrongType' });
    expect(notices[0]?.message).toContain(message);
  });

  it('never breaks the decision', () => {
    const anything = fc.record(Object.fromEntries(RULES.map((rule) => [rule, fc.jsonValue()])), { requiredKeys: [] });
    fc.assert(
      fc.property(anything, (result) => {
        const { decision } = reduceResult(result, []);
        expect(['deny', 'allow', 'admin']).toContain(decision.access_level);
        for (const slugs of Object.values(decision.roles))
          expect(slugs.every((slug) => typeof slug === 'string')).toBe(true);
        expect(decision.space_read).toEqual([...new Set(decision.space_read)].sort());
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
