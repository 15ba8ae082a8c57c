/** A person looks at who gets in. */
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import type { OpenPanel, PanelOptions } from './support/panel.ts';
import { heard, setScene, showTab } from './support/scene.ts';

const open = setScene();

async function openMatrix(options: Partial<PanelOptions> = {}): Promise<OpenPanel> {
  const session = await open(options);
  await showTab(session, 'matrix');
  await session.panel.getByRole('table', { name: 'Who gets in' }).waitFor();
  return session;
}

const filter = ({ panel }: OpenPanel, text: string): Promise<void> =>
  panel.getByRole('searchbox', { name: 'Filter' }).fill(text);

describe('tabs', () => {
  it('are gone through by arrow keys, and only what is shown is asked', async () => {
    const session = await open();
    const { panel, page } = session;
    await panel.getByRole('tab', { name: 'Session' }).focus();
    expect(heard(session, 'matrix')).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await panel.getByRole('tab', { name: 'Matrix', selected: true }).waitFor();
    await panel.getByRole('tabpanel', { name: 'Matrix' }).getByRole('table').waitFor();
    await page.keyboard.press('End');
    await panel.getByRole('tab', { name: 'Changes', selected: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await panel.getByRole('heading', { level: 1 }).waitFor();
    expect(heard(session, 'tab').map(({ tab }) => tab)).toEqual(['matrix', 'changes', 'session']);
    expect(heard(session, 'matrix')).toHaveLength(1);
  });

  it('are opened by a command, and kept while the page is reloaded', async () => {
    const session = await open();
    await session.send({ type: 'open', tab: 'matrix' });
    await session.panel.getByRole('table', { name: 'Who gets in' }).waitFor();
    await filter(session, 'contractors');
    const frame = session.page.frames()[1];
    await frame?.evaluate('location.reload()');
    await session.panel.getByRole('searchbox', { name: 'Filter' }).waitFor();
    await session.panel.getByText('sessions found').waitFor();
    expect(await session.panel.getByRole('searchbox', { name: 'Filter' }).inputValue()).toBe('contractors');
    expect(await session.panel.getByRole('button', { name: /team DevOps @/ }).count()).toBe(0);
  });
});

describe('rows', () => {
  const rows = ({ panel }: OpenPanel): Promise<string[]> =>
    panel.locator('.sessions tbody tr:not(.group)').allInnerTexts();

  it('are found by who, address, role, space and outcome, and by several of them', async () => {
    const session = await openMatrix();
    const found = async (text: string): Promise<number> => {
      await filter(session, text);
      return (await rows(session)).length;
    };
    expect(await found('ci-cd-production')).toBe(2);
    expect(await found('production 10.0.0.1 secure-deployer')).toBe(1);
    expect(await found('production elsewhere reader')).toBe(1);
    expect(await found('tf-provisioner')).toBe(1);
    expect(await found('denied scheduled')).toBe(2);
    expect(await found('nobody has this')).toBe(0);
    await session.panel.getByText('No session has all of these words.').waitFor();
  });

  it('are grouped by outcome or by who; groups are folded', async () => {
    const session = await openMatrix();
    const { panel } = session;
    const groups = panel.locator('.group-button');
    const titles = await groups.allInnerTexts();
    expect(titles[0]).toMatch(/^Admin, the policy is not asked/);
    expect(titles.at(-1)).toMatch(/^Denied/);
    const before = (await rows(session)).length;
    await panel.getByRole('button', { name: /^Allowed, with roles in production \d+ logins/ }).click();
    expect((await rows(session)).length).toBeLessThan(before);
    await panel.getByText('by who', { exact: true }).click();
    await panel.getByRole('button', { name: /^break-glass/, expanded: true }).waitFor();
    const [, logins] = /(\d+) logins ×/.exec(await panel.getByText(/\d+ logins × /).innerText()) ?? [];
    expect(await groups.count()).toBe(Number(logins));
  });

  it('lead to the session, and can be kept', async () => {
    const session = await openMatrix();
    const { panel } = session;
    await filter(session, 'terraform-automation allowed');
    await panel.getByRole('button', { name: 'Pin terraform-automation by its id as scenario' }).click();
    await expect.poll(() => heard(session, 'pin').at(-1)?.session).toMatchObject({ loginAs: 'id', ip: '10.0.0.1' });
    await panel.getByRole('button', { name: 'terraform-automation by its id', exact: true }).click();
    await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
    expect(heard(session, 'session').at(-1)?.session).toEqual(heard(session, 'pin').at(-1)?.session);
    expect(await panel.getByRole('combobox', { name: 'API key' }).inputValue()).toBe('terraform-automation');
  });
});

describe('further sessions', () => {
  it('are chosen by name, and can be all that is looked at', async () => {
    const session = await openMatrix();
    const { panel, page } = session;
    await panel.getByText('Look at more').click();
    const only = panel.getByRole('checkbox', { name: 'Only these' });
    expect(await only.isDisabled()).toBe(true);
    await panel.getByRole('combobox', { name: 'Add an API key' }).fill('ci-cd-dev');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    // Not before Enter: this is also how longer addresses begin.
    await panel.getByRole('combobox', { name: 'Add an IP address' }).fill('10.0.0.1');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await only.check();
    await panel.getByText('2 chosen').waitFor();
    await panel.getByText('2 logins × 1 address × ').waitFor();
    expect(heard(session, 'matrix').at(-1)?.chosen).toMatchObject({ addresses: ['10.0.0.17'], only: true });
    await panel.getByRole('button', { name: 'Remove ci-cd-dev' }).click();
    await panel.getByText(/\d{2} logins × 1 address/).waitFor();
  });

  it('are people described whole, as they are filled in at Session', async () => {
    const session = await openMatrix();
    const { panel, page } = session;
    await showTab(session, 'session');
    await panel.getByText('Person', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Login' }).fill('');
    for (const team of ['Platform', 'On-Call']) {
      await panel.getByRole('combobox', { name: 'Add a team' }).fill(team);
      await page.keyboard.press('Enter');
    }
    await showTab(session, 'matrix');
    await panel.getByText('Look at more').click();
    const add = panel.getByRole('button', { name: 'Add who logs in at Session' });
    await add.focus();
    await page.keyboard.press('Enter');
    const tags = panel.getByRole('list', { name: 'Described whole' }).getByRole('listitem');
    await expect.poll(() => tags.allInnerTexts()).toEqual(['teams Platform + On-Call']);
    // Whoever is there is not added once more.
    await add.press('Enter');
    expect(await tags.count()).toBe(1);
    await panel.getByText('1 chosen').waitFor();
    await panel.getByRole('checkbox', { name: 'Only these' }).check();
    await panel.getByRole('button', { name: 'team Platform + On-Call', exact: true }).first().waitFor();
    expect(heard(session, 'matrix').at(-1)?.chosen).toEqual({
      sessions: [{ teams: ['Platform', 'On-Call'] }],
      only: true,
    });
    await panel.getByRole('button', { name: 'Remove teams Platform + On-Call' }).press('Enter');
    await expect.poll(() => heard(session, 'matrix').at(-1)?.chosen).toEqual({});
  });

  it('have an instant by the clock of the policy', async () => {
    const session = await openMatrix();
    const { panel } = session;
    await panel.getByText('Look at more').click();
    await panel.getByLabel('When').fill('2026-07-07T02:30');
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    await panel.getByText('Tue, 7 Jul 2026, 02:30 (Europe/Berlin)').waitFor();
    expect(heard(session, 'matrix').at(-1)?.chosen).toEqual({ instants: ['2026-07-07T00:30:00Z'] });
  });

  it('that can’t be are told, and what was shown stays', async () => {
    const session = await openMatrix();
    const { panel, page } = session;
    await panel.getByText('Look at more').click();
    await panel.getByRole('combobox', { name: 'Add an IP address' }).fill('10.0.0');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'This can’t be worked out' }).waitFor();
    await panel.locator('.old').getByRole('table').waitFor();
    await panel.getByRole('button', { name: 'Remove 10.0.0' }).click();
    await panel.getByRole('heading', { name: 'This can’t be worked out' }).waitFor({ state: 'detached' });
  });
});

it('of 5,000 keys draws what is looked at', async () => {
  const [template] = demoAccount.apiKeys.items;
  if (!template) throw new Error('the demo account has keys');
  const items = Array.from({ length: 5_000 }, (_, index) => ({
    ...template,
    id: `01K${String(index).padStart(23, '0')}`,
    name: `service-${index}`,
  }));
  const account: AccountSnapshot = { ...demoAccount, apiKeys: { ...demoAccount.apiKeys, items } };
  const session = await openMatrix({ account, text: 'package spacelift\n\nallow if input.session.member\n' });
  const { panel } = session;
  expect(await panel.getByRole('button').count()).toBeLessThan(60);
  await panel.getByRole('button', { name: /^and \d,\d+ others$/ }).click();
  await expect.poll(() => panel.locator('.who li').count()).toBeGreaterThan(200);
  await panel.getByText('by who', { exact: true }).click();
  await panel.getByRole('button', { name: /^Show 200 more of \d,\d+ further groups$/ }).click();
  expect(await panel.locator('.group').count()).toBe(300);
  await filter(session, 'service-4321');
  await expect.poll(() => panel.locator('.group').count()).toBe(1);
});

it('work that takes long shows how far it is, can be cancelled, and taken up again', async () => {
  const session = await openMatrix();
  const { panel } = session;
  const request = heard(session, 'matrix').at(-1)?.request ?? 0;
  await session.send({ type: 'progress', request, done: 120, all: 460 });
  const bar = panel.getByRole('progressbar', { name: 'Working out who gets in' });
  await bar.waitFor();
  expect(await bar.getAttribute('value')).toBe('120');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByText('Cancelled: what is shown is of before.').waitFor();
  expect(heard(session, 'cancel')).toEqual([{ type: 'cancel', request }]);
  await panel.getByRole('button', { name: 'Work it out' }).click();
  await panel.getByText('Cancelled').waitFor({ state: 'detached' });
  await panel.locator('.old').waitFor({ state: 'detached' });
  expect(heard(session, 'matrix').at(-1)?.request).toBeGreaterThan(request);
});

it('a policy with a mistake is told, and an export asked for', async () => {
  const session = await open({ text: 'package spacelift\n\nallow if {\n' });
  await showTab(session, 'matrix');
  await session.panel.getByRole('heading', { name: 'The policy has a mistake' }).waitFor();
  const fine = await openMatrix();
  await fine.panel.getByRole('button', { name: 'Open as CSV' }).click();
  await expect.poll(() => heard(fine, 'export')).toEqual([{ type: 'export', tab: 'matrix', format: 'csv' }]);
});
