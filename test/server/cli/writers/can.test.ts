import { expect, it } from 'vitest';
import { writeCan } from '../../../../server/src/cli/writers/human/can.ts';
import type { AskedAction, CanAnswer, MissingRole } from '../../../../server/src/protocol/access.ts';

const TRIGGER: AskedAction = { name: 'RUN_TRIGGER', shown: 'run:trigger', level: 'write' };
const READ: AskedAction = { name: 'RUN_READ', shown: 'run:read', doubt: 'not documented' };

function tellMissing(missing: MissingRole, action: AskedAction): string | undefined {
  const input = JSON.stringify({ session: { login: 'ada' } });
  const answer: CanAnswer = {
    answer: 'no',
    input,
    action,
    space: { id: 'eu' },
    reasons: ['none'],
    ways: [],
    missing,
    assumed: [],
    notices: [],
  };
  return /Missing\n {2}(.*)\n/.exec(writeCan(answer, {}, { colour: false }))?.[1];
}

it.each<[MissingRole, AskedAction, string]>([
  [{ roles: ['a', 'b', 'c'], count: 4, elsewhere: [] }, TRIGGER, 'a role that gives run:trigger: a, b, c (and 1 more)'],
  [{ roles: ['a'], count: 1, elsewhere: [] }, TRIGGER, 'the role that gives run:trigger: a'],
  [
    { roles: ['a'], count: 1, elsewhere: [], unlisted: 'some are hidden' },
    TRIGGER,
    'a role that gives run:trigger: a; there may be others: some are hidden',
  ],
  [{ roles: [], count: 0, elsewhere: [] }, TRIGGER, 'a role that gives run:trigger: no role of the account does'],
  [{ roles: [], count: 0, elsewhere: [] }, READ, 'a role that names run:read: no role of the account does'],
  [
    { roles: [], count: 0, elsewhere: [], unlisted: 'all are hidden' },
    TRIGGER,
    'a role that gives run:trigger; which do is not known: all are hidden',
  ],
])('what is missing: %#', (missing, action, told) => {
  expect(tellMissing(missing, action)).toBe(told);
});
