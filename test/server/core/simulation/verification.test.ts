import { describe, expect, it } from 'vitest';
import { compareWithAnswer } from '../../../../server/src/core/simulation/verification.ts';
import type { Decision } from '../../../../server/src/protocol/simulation.ts';

const HERE: Decision = {
  access_level: 'allow',
  teams: ['DevOps', 'Security'],
  roles: { root: ['reader', 'writer'] },
  space_admin: [],
  space_write: [],
  space_read: ['root'],
  flag: [],
  sample: false,
};

const REDUCED = { ...HERE };

/** Of the policy itself, by the document that Spacelift is taken to ask for. */
const RESULT = {
  allow: true,
  admin: false,
  deny: false,
  deny_admin: false,
  roles: HERE.roles,
  space_admin: [],
  space_write: [],
  space_read: ['root'],
  team: [],
  flag: [],
  sample: false,
};

function without(answer: object, ...fields: string[]): object {
  return Object.fromEntries(Object.entries(answer).filter(([field]) => !fields.includes(field)));
}

describe('the answer', () => {
  it.each<[string, unknown]>([
    ['alike', REDUCED],
    ['in another order', { ...REDUCED, teams: ['Security', 'DevOps'], roles: { root: ['writer', 'reader'] } }],
    ['roles as v0 writes them', { ...REDUCED, roles: { root: { reader: true, writer: true } } }],
    ['with more than is known', { ...REDUCED, evaluation_ms: 3 }],
    ['null for what is empty', { ...REDUCED, space_admin: null, space_write: null, flag: null }],
    ['the result of the policy itself', RESULT],
    ['a result of which what is absent can’t matter', without(RESULT, 'deny_admin')],
  ])('%s: the same', (_, answer) => {
    expect(compareWithAnswer(HERE, JSON.stringify(answer), HERE.teams)).toEqual({
      verdict: 'same',
      differences: [],
      unanswered: [],
    });
  });

  it.each<[string, unknown, { field: keyof Decision; there: unknown }[]]>([
    ['another level', { ...REDUCED, access_level: 'deny' }, [{ field: 'access_level', there: 'deny' }]],
    ['fewer roles', { ...REDUCED, roles: { root: ['reader'] } }, [{ field: 'roles', there: { root: ['reader'] } }]],
    ['no roles', { ...REDUCED, roles: null }, [{ field: 'roles', there: {} }]],
    ['another space', { ...REDUCED, space_read: ['legacy'] }, [{ field: 'space_read', there: ['legacy'] }]],
    ['sampled', { ...REDUCED, sample: true }, [{ field: 'sample', there: true }]],
    [
      'two things, in order',
      { ...REDUCED, teams: [], access_level: 'admin' },
      [
        { field: 'access_level', there: 'admin' },
        { field: 'teams', there: [] },
      ],
    ],
    ['a result that denies', { ...RESULT, deny: true }, [{ field: 'access_level', there: 'deny' }]],
    ['a result with a team', { ...RESULT, team: ['T'] }, [{ field: 'teams', there: ['T'] }]],
  ])('%s: different', (_, answer, differences) => {
    expect(compareWithAnswer(HERE, JSON.stringify(answer), HERE.teams)).toEqual({
      verdict: 'different',
      differences: differences.map(({ field, there }) => ({ field, here: HERE[field], there })),
      unanswered: [],
    });
  });

  it.each<[string, object, (keyof Decision)[]]>([
    ['no flags and no sample, which give no access', without(REDUCED, 'flag', 'sample'), ['flag', 'sample']],
    ['no flags, of a result', without(RESULT, 'flag'), ['flag']],
  ])('has %s: the same', (_, answer, unanswered) => {
    expect(compareWithAnswer(HERE, JSON.stringify(answer), HERE.teams)).toEqual({
      verdict: 'same',
      differences: [],
      unanswered,
    });
  });

  const ALL = ['roles', 'teams', 'space_admin', 'space_write', 'space_read', 'flag', 'sample'] as const;
  it.each<[string, object, readonly (keyof Decision)[]]>([
    ['nothing but a level', { access_level: 'allow' }, ALL],
    ['no level', without(REDUCED, 'access_level'), ['access_level']],
    ['a level that is none', { ...REDUCED, access_level: 'undecided' }, ['access_level']],
    ['no roles', without(REDUCED, 'roles'), ['roles']],
    ['no teams', without(REDUCED, 'teams'), ['teams']],
    ['no space_admin', without(REDUCED, 'space_admin'), ['space_admin']],
    ['a result without roles', without(RESULT, 'roles'), ['roles']],
    ['a result without team', without(RESULT, 'team'), ['teams']],
    ['a result that allows and may deny', without(RESULT, 'deny'), ['access_level']],
    ['a result that may be admin', without(RESULT, 'admin', 'deny_admin'), ['access_level']],
    [
      'a result that is admin where it is not denied',
      { ...without(RESULT, 'deny_admin'), admin: true },
      ['access_level'],
    ],
    ['rules alone', { allow: true, admin: false, deny: false }, ALL],
  ])('has %s: partly', (_, answer, unanswered) => {
    expect(compareWithAnswer(HERE, JSON.stringify(answer), HERE.teams)).toEqual({
      verdict: 'partly',
      differences: [],
      unanswered,
    });
  });

  it('that lacks something and differs is different', () => {
    const { verdict, unanswered } = compareWithAnswer(HERE, '{"access_level":"deny"}', HERE.teams);
    expect([verdict, unanswered]).toEqual(['different', ALL]);
  });

  it.each(['', 'allowed', '"allow"', '[]', 'null', '{}', '{"access_level":"undecided"}'])(
    '%s can’t be read',
    (answer) => {
      expect(compareWithAnswer(HERE, answer, HERE.teams).verdict).toBe('unreadable');
    },
  );
});
