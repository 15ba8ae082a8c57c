/** A difference in words, for people and for pull requests. */
import { afterAll, describe, expect, it } from 'vitest';
import { writeDifferenceText } from '../../../../server/src/core/diff/export/text.ts';
import { describeCauses } from '../../../../server/src/core/diff/words/cause.ts';
import { describeChange } from '../../../../server/src/core/diff/words/change.ts';
import { showDifference } from '../../../../server/src/core/diff/words/shownDifference.ts';
import { startEngine } from '../../../support/engine.ts';
import { policyOf } from '../matrix/askMatrix.ts';
import type { AccessDifference, MatrixSubject } from '../../../../server/src/protocol/matrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const names = { before: 'old', after: 'new' };
const plain = (text: string): string => text;
const diff = (before: string, after: string): Promise<AccessDifference> =>
  differenceOf(engine, [policyOf(before, 'old')], [policyOf(after, 'new')]);

describe('an evaluation that fails', () => {
  const FAILING = 'allow if input.session.member\nallow := false if input.session.login == "zed"';
  const WORDS = '`allow` comes to several values at once: true at line 3 and false at line 4. A rule has one value';

  it.each([
    ['now', 'allow if input.session.member', FAILING, `− login, as the evaluation fails now: ${WORDS}`],
    ['no longer', FAILING, 'allow if input.session.member', `+ login, as the evaluation no longer fails: ${WORDS}`],
  ])('%s is told', async (_, before, after, words) => {
    const difference = await diff(before, after);
    expect(difference.rows.map((row) => describeChange(row, difference, undefined))).toEqual([[words]]);
    expect(difference.rows.map(({ causes }) => causes)).toEqual([[]]);
  });
});

describe('clauses', () => {
  it('are told with whom they concern, where that is not everybody', async () => {
    const difference = await diff(
      'allow if input.session.login == "ann"\nallow if input.session.login == "bob"',
      'deny if input.session.login == "eve"',
    );
    expect(difference.rows.flatMap((row) => describeCauses(row, difference, plain))).toEqual([
      'allow no longer fires for ann: allow if input.session.login == "ann" (old:3:1)',
      'allow no longer fires for bob: allow if input.session.login == "bob" (old:4:1)',
    ]);
    expect(showDifference(difference, names, undefined).words.rows.map(({ whom }) => whom)).toEqual([['ann', 'bob']]);
  });

  it('are few, and it is said that there are more', async () => {
    const logins = Array.from({ length: 60 }, (_, index) => `user${index}`);
    const many = logins.map((login) => `allow if input.session.login == "${login}"`).join('\n');
    const difference = await diff(many, 'deny if input.session.login == "eve"');
    const told = difference.rows.flatMap((row) => describeCauses(row, difference, plain));
    expect(told.slice(12)).toEqual([
      'and 28 more clauses',
      'for some of them it may be other clauses: not all were looked at',
    ]);
    const text = writeDifferenceText(difference, 'markdown', names, undefined);
    expect(text).toContain('| 60 people: user0, user1, user10 … user9 |');
  });
});

it('is a comment that GitHub takes, however many there are', async () => {
  const difference = await diff('allow if input.session.member', 'deny if input.session.login == "eve"');
  const [row] = difference.rows;
  if (!row) throw new Error('nothing changes');
  const subjects = Array.from({ length: 400 }, (): MatrixSubject => {
    return { kind: 'person', name: 'x'.repeat(200), origin: 'policy', session: {}, logins: [] };
  });
  const rows = Array.from({ length: 400 }, (_, index) => ({
    ...row,
    subjects: Array.from({ length: 40 }, (__, other) => (index + other) % 400),
  }));
  const text = writeDifferenceText({ ...difference, subjects, rows }, 'markdown', names, undefined);
  expect(text.length).toBeLessThan(65_536);
  const shown = text.match(/^\| − login/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(10);
  expect(text).toContain(`\n${400 - shown} more changes are not shown.\n`);
});

it('says where nobody looked for clauses', async () => {
  const difference = await diff('allow if input.session.member', 'deny if input.session.login == "eve"');
  const untold = difference.rows.map(({ before, after, gained, lost, subjects, where }) => {
    return describeCauses({ before, after, gained, lost, subjects, where }, difference, plain);
  });
  expect(new Set(untold.flat())).toEqual(new Set(['by which clause was not looked for: there are too many changes']));
});
