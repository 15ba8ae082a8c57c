import { describe, expect, it } from 'vitest';
import { describeChanges } from '../../../../server/src/core/simulation/changes.ts';
import type { Decision } from '../../../../server/src/protocol/simulation.ts';
import { decisionOf } from './decisions.ts';

describe('describeChanges', () => {
  it.each<[Partial<Decision>, Partial<Decision>, string[]]>([
    [{}, {}, []],
    [{ teams: ['A', 'B'] }, { teams: ['B', 'A'] }, []],
    [{ access_level: 'allow' }, {}, ['allowed → denied']],
    [{ roles: { s: ['a', 'b'] } }, { roles: { s: ['b'], t: ['a'] } }, ['+ a in t', '− a in s']],
    [{ space_admin: ['s'] }, { space_write: ['s'] }, ['+ space_write in s', '− space_admin in s']],
    [{ space_read: ['s'] }, { teams: ['A'] }, ['+ team A', '− space_read in s']],
    [{ sample: true }, { flag: ['x'] }, ['+ flag x', 'not sampled']],
  ])('from %j to %j: %j', (from, to, changes) => {
    expect(describeChanges(decisionOf(from), decisionOf(to))).toEqual(changes);
  });
});
