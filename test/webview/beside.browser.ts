/** A person asks other login policies together with the one that is shown. */
import { expect, it } from 'vitest';
import type { PanelTab } from '../../server/src/protocol/panel.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import type { OpenPanel, PanelOptions } from './support/panel.ts';
import { heard, setScene, showTab } from './support/scene.ts';

const FREEZE = 'package spacelift\n\ndeny if "DevOps" in input.session.teams\n';
const NIGHT = `package spacelift

deny if time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
`;
const open = setScene();

async function openTab(tab: PanelTab, options: Partial<PanelOptions> = {}): Promise<OpenPanel> {
  const session = await open({ others: { 'freeze.rego': FREEZE, 'prod/night.rego': NIGHT }, ...options });
  await showTab(session, tab);
  return session;
}

async function add({ panel, page }: OpenPanel, words: string): Promise<void> {
  await panel.getByRole('combobox', { name: 'Add a login policy' }).fill(words);
  await panel.getByRole('option', { name: words }).first().waitFor();
  await page.keyboard.press('Enter');
}

const unfold = ({ panel }: OpenPanel): Promise<void> => panel.locator('.beside > summary').click();

it('are added and taken away by name, and rows say by which the outcome comes', async () => {
  const session = await openTab('matrix');
  const { panel } = session;
  await panel.getByText('Asked alone').waitFor();
  expect(heard(session, 'listPolicies')).toEqual([]);
  await unfold(session);
  await add(session, 'freeze.rego');
  await panel.locator('.level-cell').getByText('by freeze.rego').first().waitFor();
  await panel.getByRole('list', { name: 'Asked together' }).getByText('freeze.rego').waitFor();
  expect(heard(session, 'matrix').at(-1)?.beside).toEqual([{ kind: 'file', uri: 'file:///freeze.rego' }]);
  await add(session, 'login');
  await expect
    .poll(() =>
      heard(session, 'matrix')
        .at(-1)
        ?.beside.map(({ kind }) => kind),
    )
    .toEqual(['file', 'deployed']);
  await panel.getByRole('searchbox', { name: 'Filter' }).fill('freeze.rego devops');
  await panel.getByText(/session(s)? found/).waitFor();
  await panel.getByRole('button', { name: 'Remove freeze.rego' }).click();
  await panel.getByRole('button', { name: /^Remove “/ }).click();
  await panel.getByText('Asked alone').waitFor();
  expect(heard(session, 'matrix').at(-1)?.beside).toEqual([]);
  await panel.getByRole('option').first().waitFor({ state: 'hidden' });
});

it('hold in every tab, of this policy only, and while the page is reloaded; the session is told to be of one alone', async () => {
  const session = await openTab('matrix');
  const { panel, page } = session;
  await unfold(session);
  await add(session, 'prod/night.rego');
  await unfold(session);
  await panel.getByText('Asked together with prod/night.rego').waitFor();
  await showTab(session, 'session');
  await panel.getByText('login.rego is asked alone').waitFor();
  await panel.getByRole('combobox', { name: 'API key' }).fill('terraform-automation');
  await page.keyboard.press('Enter');
  await showTab(session, 'week');
  await panel.getByRole('gridcell', { name: /^Tue.*02:00: denied by prod\/night\.rego/ }).waitFor();
  await panel.getByRole('gridcell', { name: /^Tue.*02:00/ }).hover();
  await panel.getByText('prod/night.rego: deny, line 3').first().waitFor();
  await showTab(session, 'changes');
  await panel.getByText('Asked together with prod/night.rego').waitFor();
  expect(heard(session, 'changes').at(-1)?.beside).toHaveLength(1);
  await page.frames()[1]?.evaluate('location.reload()');
  await panel.getByText('Asked together with prod/night.rego').waitFor();
  await session.send({ type: 'policy', policy: { uri: 'file:///other.rego', name: 'other.rego', engine: 'v1' } });
  await panel.getByText('Asked alone').waitFor();
  await session.send({ type: 'policy', policy: { uri: 'file:///login.rego', name: 'login.rego', engine: 'v1' } });
  await panel.getByText('Asked together with prod/night.rego').waitFor();
});

it('stay together when another of them is shown, until somebody chooses otherwise', async () => {
  const session = await openTab('matrix');
  const { panel } = session;
  const show = (name: string): Promise<void> =>
    session.send({ type: 'policy', policy: { uri: `file:///${name}`, name, engine: 'v1' } });
  await unfold(session);
  await add(session, 'freeze.rego');
  await add(session, 'prod/night.rego');
  await show('freeze.rego');
  const tags = panel.getByRole('list', { name: 'Asked together' });
  await tags.getByText('login.rego').waitFor();
  expect(heard(session, 'matrix').at(-1)?.beside).toEqual(
    ['login.rego', 'prod/night.rego'].map((name) => ({ kind: 'file', uri: `file:///${name}` })),
  );
  await panel.getByRole('button', { name: 'Remove login.rego' }).click();
  await panel.getByRole('button', { name: 'Remove prod/night.rego' }).click();
  await show('login.rego');
  await tags.getByText('freeze.rego').waitFor();
  await show('freeze.rego');
  await tags.waitFor({ state: 'detached' });
});

it('are there anyway, where the account’s are compared', async () => {
  const { loginPolicies } = demoAccount;
  const [main] = loginPolicies.items;
  if (!main) throw new Error('the demo account has a login policy');
  const other = { ...main, id: 'freeze', name: 'Freeze', body: FREEZE, engine: 'v1' as const };
  const account = { ...demoAccount, loginPolicies: { ...loginPolicies, items: [main, other] } };
  const { panel } = await openTab('changes', { account });
  await panel.getByLabel('Against').selectOption('the file as it was saved');
  await panel.getByText('Asked alone').waitFor();
  await panel.getByLabel('Against').selectOption(`deployed policy “${main.name}”`);
  await panel.getByText('Asked together with what else is deployed').waitFor();
});

it('with a mistake are told by name', async () => {
  const session = await openTab('matrix', { others: { 'broken.rego': 'package spacelift\n\nallow if {\n' } });
  await unfold(session);
  await add(session, 'broken.rego');
  await session.panel.getByRole('heading', { name: /broken\.rego has a mistake/ }).waitFor();
});

it('where there are none, it is said', async () => {
  const session = await openTab('matrix', { others: {}, account: undefined });
  await unfold(session);
  await session.panel.getByText('There is no other login policy').waitFor();
});
