/** What the panel says: names that hold anything, what is read out, and a file that is no login policy. */
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { PanelTab } from '../../server/src/protocol/panel.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import type { OpenPanel } from './support/panel.ts';
import { heard, LOGIN, setScene, showTab } from './support/scene.ts';

const open = setScene();

async function chooseKey({ panel, page }: OpenPanel, name: string): Promise<void> {
  await panel.getByRole('combobox', { name: 'API key' }).fill(name);
  await page.keyboard.press('Enter');
}

describe('names with characters that turn the text around them', () => {
  const TURN = '\u202e';
  const turned = <Item extends { name: string }>(items: readonly Item[]): Item[] =>
    items.map((item) => ({ ...item, name: `${item.name}${TURN}` }));
  const { apiKeys, spaces, roles } = demoAccount;
  const account: AccountSnapshot = {
    ...demoAccount,
    apiKeys: { ...apiKeys, items: turned(apiKeys.items) },
    spaces: { ...spaces, items: turned(spaces.items) },
    roles: { ...roles, items: turned(roles.items) },
  };
  const head = LOGIN.replace('[input.session.login]\n\tfrom_company_network\n', '[input.session.login]\n');
  const READY: Readonly<Record<PanelTab, string>> = {
    session: '.banner h1',
    matrix: '.sessions td',
    week: '.week-slot',
    changes: '.banner h1',
  };

  it.each(['session', 'matrix', 'week', 'changes'] as const)(
    'are told with their characters in the tab %s',
    async (tab) => {
      const session = await open({ account, head });
      const { panel } = session;
      await chooseKey(session, 'production-deploy');
      await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
      await showTab(session, tab);
      await panel.locator(READY[tab]).first().waitFor();
      await panel.locator('.old').waitFor({ state: 'detached' });
      const told = await panel.locator('main').innerText();
      expect(told).not.toContain(TURN);
      expect(told).toContain(String.raw`\u202e`);
    },
  );
});

it('what decides and is assumed is read out once it is known, as both ways of the login are', async () => {
  const session = await open();
  const { panel } = session;
  await chooseKey(session, 'production-deploy');
  await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
  await panel.locator('.assumed-line').first().waitFor();
  await panel.locator('.old').waitFor({ state: 'detached' });
  const [outcome, details] = await panel.locator('[role=status].unseen').allTextContents();
  expect(outcome).toMatch(/^Allowed\. /);
  expect(details).toMatch(
    /^As api::01K\w+: allowed, .+\. As production-deploy: denied\. request\.remote_ip is assumed; with "10\.0\.0\.0": /,
  );
});

describe('a file that is no login policy', () => {
  const file = { name: 'plan.rego', reason: 'a plan policy' };

  it('is named beside the policy that is shown, which is named too', async () => {
    const session = await open();
    const { panel } = session;
    await panel.getByRole('heading', { name: 'Denied', level: 1 }).waitFor();
    await session.send({ type: 'otherFile', file });
    await panel
      .getByText('plan.rego is not taken for a login policy: a plan policy. What is shown is of login.rego.')
      .waitFor();
    await panel.getByRole('region', { name: 'Outcome' }).getByText('login.rego').waitFor();
    await session.picture('other-file');
    await panel.getByRole('button', { name: 'Change what this file is taken for' }).click();
    expect(heard(session, 'changeVerdict')).toHaveLength(1);
    await session.send({ type: 'otherFile', file: null });
    await panel.getByText('plan.rego').waitFor({ state: 'detached' });
  });

  it('is named where no policy is shown', async () => {
    const session = await open();
    const { panel } = session;
    await panel.getByRole('heading', { name: 'Denied', level: 1 }).waitFor();
    await session.send({ type: 'policy', policy: null });
    await session.send({ type: 'otherFile', file });
    await panel.getByRole('heading', { name: 'plan.rego is not taken for a login policy' }).waitFor();
    await panel.getByText('A plan policy.').waitFor();
    await session.picture('other-file-only');
    await panel.getByRole('button', { name: 'Change what this file is taken for' }).click();
    expect(heard(session, 'changeVerdict')).toHaveLength(1);
  });
});

it.each([360, 480, 560])('the time is shown in whole at a width of %d', async (width) => {
  const session = await open({ width });
  const field = session.panel.getByLabel('When');
  await field.waitFor();
  await field.fill('2026-11-24T02:15:30');
  await session.picture(`when-${width}`);
  // What the parts of the field take, and the button that opens the calendar.
  expect((await field.boundingBox())?.width).toBeGreaterThan(215);
});
