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

describe('the answer', () => {
  it.each<[string, unknown]>([
    ['alike', REDUCED],
    ['in another order', { ...REDUCED, teams: ['Security', 'DevOps'], roles: { root: ['writer', 'reader'] } }],
    ['roles as v0 writes them', { ...REDUCED, roles: { root: { reader: true, writer: true } } }],
    ['with more than is known', { ...REDUCED, evaluation_ms: 3 }],
    ['null for what is empty', { ...REDUCED, space_admin: null, space_write: null, flag: null }],
    ['the result of the policy itself', { allow: true, deny: false, roles: HERE.roles, space_read: ['root'] }],
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
    [
      'a result that denies',
      { allow: true, deny: true, roles: HERE.roles, space_read: ['root'] },
      [{ field: 'access_level', there: 'deny' }],
    ],
  ])('%s: different', (_, answer, differences) => {
    expect(compareWithAnswer(HERE, JSON.stringify(answer), HERE.teams)).toEqual({
      verdict: 'different',
      differences: differences.map(({ field, there }) => ({ field, here: HERE[field], there })),
      unanswered: [],
    });
  });

  it('says which fields it lacks', () => {
    const { access_level, roles } = HERE;
    const { verdict, unanswered } = compareWithAnswer(HERE, JSON.stringify({ access_level, roles }), HERE.teams);
    expect(verdict).toBe('same');
    expect(unanswered).toEqual(['teams', 'space_admin', 'space_write', 'space_read', 'flag', 'sample']);
  });

  it.each(['', 'allowed', '"allow"', '[]', 'null', '{}', '{"access_level":"undecided"}'])(
    '%s can’t be read',
    (answer) => {
      expect(compareWithAnswer(HERE, answer, HERE.teams).verdict).toBe('unreadable');
    },
  );
});
