/** Who could repair a policy by one form of a key's login only, where it is not known which is right. */
import { afterAll, describe, expect, it } from 'vitest';
import { describeLockOut, nameLockOut } from '../../../../server/src/core/diff/words/change.ts';
import { writeDifferenceMarkdown } from '../../../../server/src/core/diff/export/markdown.ts';
import { showDifference } from '../../../../server/src/core/diff/words/shownDifference.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { AccessDifference } from '../../../../server/src/protocol/matrix.ts';
import { startEngine } from '../../../support/engine.ts';
import { accountOf, treeOf } from '../access/tree.ts';
import { demoAccount } from '../account/demoAccount.ts';
import { policyOf } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const { at } = demoAccount.apiKeys;
const [someKey] = demoAccount.apiKeys.items;
if (!someKey) throw new Error('the demo account has no key');
const ID = '01K00000000000000000000001';
const parts: Partial<AccountSnapshot> = {
  apiKeys: { state: 'complete', at, items: [{ ...someKey, id: ID, name: 'deploy', teams: [], admin: false }] },
  teams: { state: 'complete', at, items: ['Ops'] },
};
const tree = treeOf(['root <+ production']);
const open = accountOf(tree, parts);
const byName = accountOf(tree, { ...parts, keyLogin: 'name' });
const byId = accountOf(tree, { ...parts, keyLogin: 'id' });

const NOBODY = 'allow if input.session.member';
const of = (condition: string): string => `${NOBODY}\nadmin if ${condition}`;
const BY_ID = of(`input.session.login == "api::${ID}"`);
const BY_NAME = of('input.session.login == "deploy"');
const BY_EITHER = of(`input.session.login in {"api::${ID}", "deploy"}`);
const TEAM = of('"Ops" in input.session.teams');

const diff = (before: string, after: string, account = open): Promise<AccessDifference> =>
  differenceOf(engine, [policyOf(before)], [policyOf(after)], account);

const ONLY_IF = 'Only if the login of an API key is its name, which is less likely than api:: and its id,';
const STILL = `${ONLY_IF} these still can: deploy by its name`;
const BEFORE_ONLY = `${ONLY_IF} anybody of those looked at could before`;

describe('where the form of a key is open', () => {
  it.each<[string, string, string, string, string | undefined]>([
    ['from its id to its name', BY_ID, BY_NAME, 'MAY BE LOCKED OUT', STILL],
    ['from a team to its name', TEAM, BY_NAME, 'MAY BE LOCKED OUT', STILL],
    ['from either to its name', BY_EITHER, BY_NAME, 'MAY BE LOCKED OUT', STILL],
    ['from its name to nobody', BY_NAME, NOBODY, 'MAY BE LOCKED OUT', BEFORE_ONLY],
    ['from its id to nobody', BY_ID, NOBODY, 'LOCKED OUT', undefined],
    ['from either to nobody', BY_EITHER, NOBODY, 'LOCKED OUT', undefined],
    ['from a team to nobody', TEAM, NOBODY, 'LOCKED OUT', undefined],
    ['from its name to its id', BY_NAME, BY_ID, '', undefined],
    ['from its name to a team', BY_NAME, TEAM, '', undefined],
    ['from its name to its name', BY_NAME, `# again\n${BY_NAME}`, '', undefined],
    ['from its name to either', BY_NAME, BY_EITHER, '', undefined],
    ['from a team to either', TEAM, BY_EITHER, '', undefined],
  ])('%s', async (_, before, after, title, line) => {
    const difference = await diff(before, after);
    expect(nameLockOut(difference)).toBe(title);
    expect(describeLockOut(difference).find((text) => text.startsWith('Only if'))).toBe(line);
  });
});

describe('where it is known', () => {
  it.each<[string, string, string, typeof open, string]>([
    ['its name is right', BY_ID, BY_NAME, byName, ''],
    ['its name is wrong', TEAM, BY_NAME, byId, 'LOCKED OUT'],
    ['its id is wrong', TEAM, BY_ID, byName, 'LOCKED OUT'],
  ])('%s', async (_, before, after, account, title) => {
    const difference = await diff(before, after, account);
    expect(nameLockOut(difference)).toBe(title);
    expect(difference.lockedOut?.hangsOn).toBeUndefined();
  });
});

it('is told wherever a difference is', async () => {
  const difference = await diff(BY_ID, BY_NAME);
  const { lockedOut, subjects } = difference;
  expect(lockedOut?.could.map((one) => subjects[one]?.logins)).toEqual([[`api::${ID}`]]);
  expect(lockedOut?.hangsOn?.can.map((one) => subjects[one]?.logins)).toEqual([['deploy']]);
  const { words } = showDifference(difference, { before: 'old', after: 'new' }, open);
  expect(words).toMatchObject({
    lockOutTitle: 'MAY BE LOCKED OUT',
    lockOut: expect.arrayContaining([STILL]) as unknown,
  });
  const comment = writeDifferenceMarkdown(difference, { before: 'old', after: 'new' }, open);
  expect(comment).toContain('> **MAY BE LOCKED OUT.**\n> Nobody');
  expect(comment).toContain('> Only if the login of an API key is its name');
});
