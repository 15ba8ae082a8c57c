/** What can be done with something of the account. */
import { describe, expect, it } from 'vitest';
import { insertionText } from '../../../client/src/views/insertion.ts';
import { itemActions } from '../../../client/src/views/itemActions.ts';
import { keyItem } from '../../../client/src/views/keyNodes.ts';
import { policyItem, teamItem } from '../../../client/src/views/otherNodes.ts';
import { keyCheckPage, pageOf, pagesOf } from '../../../client/src/views/pages.ts';
import { roleItem } from '../../../client/src/views/roleNodes.ts';
import { searchItems } from '../../../client/src/views/searchItems.ts';
import { spaceItem } from '../../../client/src/views/spaceNodes.ts';
import type { AccountItem } from '../../../client/src/views/accountNode.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { LoadedAccount } from '../../../server/src/protocol/lsp.ts';
import manifest from '../../../package.json' with { type: 'json' };
import demo from '../../../demo/account.json' with { type: 'json' };

const DEMO: AccountSnapshot = parseSnapshot(JSON.stringify(demo));
const NOW = Date.parse('2026-11-02T06:05:00Z');
const ENDPOINT = 'https://acme.app.spacelift.io';

function first<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error('the demo account has none');
  return item;
}
const ROLE = roleItem(first(DEMO.roles.items));
const SPACE = spaceItem(first(DEMO.spaces.items));
const KEY = keyItem(first(DEMO.apiKeys.items));
const POLICY = policyItem(first(DEMO.loginPolicies.items));
const TEAM = teamItem('DevOps');

describe('what is inserted', () => {
  it.each([
    ['roles[', 'root', '"root"'],
    ['roles["', 'root', 'root'],
    ['x := `', 'root', 'root'],
    ['input.session.login == "a" or ', 'api::01K', '"api::01K"'],
    ['x := "a \\" ', 'b', 'b'],
    ['x := `a \\` ', 'b', '"b"'],
    ['# said: "', 'b', '"b"'],
    ['team := "', 'He said "x"', 'He said \\"x\\"'],
    ['', 'He said "x"', '"He said \\"x\\""'],
  ])('after %j for %j is %j', (before, code, inserted) => {
    expect(insertionText(code, before)).toBe(inserted);
  });
});

describe('pages', () => {
  it.each<[AccountItem, string | undefined]>([
    [KEY, `${ENDPOINT}/settings/api-keys`],
    [SPACE, `${ENDPOINT}/spaces`],
    [{ ...POLICY, id: 'main login/a' }, `${ENDPOINT}/policy/main%20login%2Fa`],
    [ROLE, undefined],
    [TEAM, undefined],
  ])('of %o: %s', (item, page) => {
    expect(pageOf(ENDPOINT, item)).toBe(page);
  });

  const LOADED: LoadedAccount = { state: 'loaded', name: 'acme', source: 'demo', parts: {} as LoadedAccount['parts'] };

  it('are there of an account that somebody is signed in to alone, whatever address a snapshot names', () => {
    const signedIn = { endpoint: ENDPOINT, from: 'API key 01K', isRefreshing: false };
    expect(pagesOf({ ...LOADED, signedIn })).toBe(ENDPOINT);
    expect([LOADED, { state: 'none' } as const, undefined].map(pagesOf)).toEqual([undefined, undefined, undefined]);
  });

  it('are offered nowhere else', () => {
    const { menus } = manifest.contributes;
    const offers = Object.values(menus)
      .flat()
      .filter(({ command }) => command === 'loginPolicy.openPage' || command === 'loginPolicy.openKeyCheck');
    expect(offers).toHaveLength(6);
    const ifPages = /(^|&& )loginPolicy\.hasPages$/;
    expect(offers.filter((offer) => !('when' in offer && ifPages.test(offer.when)))).toEqual([]);
  });

  it('of a key’s check', () => {
    expect(keyCheckPage(ENDPOINT)).toBe(`${ENDPOINT}/apikeytoken`);
  });
});

describe('actions', () => {
  const labels = (item: AccountItem, endpoint?: string): string[] =>
    itemActions(item, endpoint).map(({ label }) => label.replace(/^\$\([\w-]+\) /, ''));

  it.each<[AccountItem, string[]]>([
    [ROLE, ['Insert space-admin', 'Copy Slug', 'Copy ID', 'Copy Name']],
    [SPACE, ['Insert root', 'Copy ID', 'Copy Name', 'Open in Spacelift']],
    [
      KEY,
      [`Insert ${KEY.login ?? ''}`, 'Simulate This Key', 'Copy Login', 'Copy ID', 'Copy Name', 'Open in Spacelift'],
    ],
    [TEAM, ['Insert DevOps', 'Copy Name']],
    [POLICY, ['Open As Deployed', 'Compare with Active File', 'Copy ID', 'Copy Name', 'Open in Spacelift']],
  ])('of %o', (item, offered) => {
    expect(labels(item, ENDPOINT)).toEqual(offered);
    expect(labels(item)).toEqual(offered.filter((label) => label !== 'Open in Spacelift'));
  });

  it('are commands that there are', () => {
    const known = manifest.contributes.commands.map(({ command }) => command);
    const used = [ROLE, SPACE, KEY, TEAM, POLICY].flatMap((item) => itemActions(item, ENDPOINT));
    expect(used.filter(({ command }) => !known.includes(command))).toEqual([]);
  });
});

it('a search is over everything, by name, slug, id, team and label', () => {
  const found = searchItems(DEMO, NOW);
  const { roles, spaces, apiKeys, teams, loginPolicies } = DEMO;
  const count = [roles, spaces, apiKeys, teams, loginPolicies].reduce((sum, { items }) => sum + items.length, 0);
  expect(found).toHaveLength(count);
  const descriptionOf = (name: string): string | undefined => found.find(({ item }) => item.name === name)?.description;
  expect(descriptionOf('Deployer')).toBe('role · deployer');
  expect(descriptionOf('ci-cd-prod')).toBe('API key · 01K42318C0MZCCMGHVBSN5KAKM · Developers');
  expect(descriptionOf('production')).toContain('env:production');
  expect(descriptionOf('Main login')).toBe('login policy · main-login · Rego v0');
});
