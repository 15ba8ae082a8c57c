/** A person tries a login in the panel. */
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { SessionRequest } from '../../server/src/protocol/simulation.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import type { OpenPanel, PanelOptions } from './support/panel.ts';
import { setScene } from './support/scene.ts';

const BY_NAME = fs.readFileSync(new URL('../../examples/patterns/key-by-name.v1.rego', import.meta.url), 'utf8');
const open = setScene();

/** The newest that the page has asked for. */
function asked({ host }: OpenPanel): SessionRequest | undefined {
  return host.heard.flatMap((message) => (message.type === 'session' ? [message.session] : [])).at(-1);
}

const outcome = ({ panel }: OpenPanel, title: string): Promise<void> =>
  panel.getByRole('heading', { name: title, level: 1 }).waitFor();

/** With a key that gets in from anywhere, and to more from the company's networks. */
async function openAllowed(options: Partial<PanelOptions> = {}): Promise<OpenPanel> {
  const session = await open(options);
  await chooseKey(session, 'production-deploy');
  await outcome(session, 'Allowed');
  return session;
}

async function chooseKey({ panel, page }: OpenPanel, name: string): Promise<void> {
  await panel.getByRole('combobox', { name: 'API key' }).fill(name);
  await page.keyboard.press('Enter');
}

it('finds one of 5,000 keys by a part of its name, and never writes out all of them', async () => {
  const template = demoAccount.apiKeys.items[0];
  if (!template) throw new Error('the demo account has keys');
  const keys = Array.from({ length: 5_000 }, (_, index) => ({
    ...template,
    id: `01K${String(index).padStart(23, '0')}`,
    name: `service-${index}`,
  }));
  const account: AccountSnapshot = { ...demoAccount, apiKeys: { ...demoAccount.apiKeys, items: keys } };
  const session = await open({ account });
  const { panel, page } = session;
  const field = panel.getByRole('combobox', { name: 'API key' });
  await field.click();
  expect(await panel.getByRole('listbox', { name: 'API key' }).getByRole('option').count()).toBeLessThan(60);
  await page.keyboard.type('4321');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('service-4321');
  await outcome(session, 'Denied');
  expect(asked(session)).toEqual({ key: '01K00000000000000000004321' });
});

describe('thousands of spaces', () => {
  const root = demoAccount.spaces.items.find(({ id }) => id === 'root');
  if (!root) throw new Error('the demo account has a root');
  const items = Array.from({ length: 2_000 }, (_, index) => ({
    ...root,
    id: `space-${index}`,
    name: `Space ${index}`,
    parentSpace: index < 50 ? 'root' : `space-${index % 50}`,
    inheritEntities: true,
  }));
  const account: AccountSnapshot = { ...demoAccount, spaces: { ...demoAccount.spaces, items: [root, ...items] } };
  const text = 'package spacelift\n\nallow if true\n\nroles["root"] contains "space-reader" if true\n';

  it('are drawn when they are unfolded, by keyboard too', async () => {
    const session = await open({ account, text });
    const { panel, page } = session;
    await chooseKey(session, 'production-deploy');
    await outcome(session, 'Allowed');
    const rows = panel.getByRole('treeitem');
    expect(await rows.count()).toBe(1);
    await rows.first().focus();
    await page.keyboard.press('ArrowRight');
    await panel.getByText('Space 0', { exact: true }).waitFor();
    expect(await rows.count()).toBe(27);
    await panel.getByText('Show 25 more').click();
    await panel.getByText('Space 9', { exact: true }).waitFor();
    expect(await rows.count()).toBe(51);
    await panel.getByText('Space 0', { exact: true }).click();
    await panel.getByText('Space 1000', { exact: true }).waitFor();
    await panel.getByRole('textbox', { name: 'From' }).fill('10.0.0.1');
    await expect.poll(() => asked(session)).toMatchObject({ ip: '10.0.0.1' });
    await outcome(session, 'Allowed');
    expect(await panel.getByText('Space 1000', { exact: true }).isVisible()).toBe(true);
  });

  it('are not sent with each outcome, and are in the document to go on from', async () => {
    const session = await open({ account, text });
    const { panel } = session;
    await chooseKey(session, 'production-deploy');
    await outcome(session, 'Allowed');
    await panel.getByText('All fields').click();
    await panel.getByRole('button', { name: 'Edit as input JSON' }).click();
    const field = panel.getByRole('textbox', { name: 'Input document' });
    await field.waitFor();
    expect(await field.inputValue()).toContain('"id": "space-1999"');
    const sent = session.host.sent.filter(({ type }) => type === 'outcome').map((message) => JSON.stringify(message));
    expect(sent.filter((message) => message.includes('"labels"'))).toEqual([]);
  });
});

it('is done by keyboard alone', async () => {
  const session = await openAllowed();
  const { panel, page } = session;
  await panel.getByRole('radio', { name: 'API key' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('terraform-auto');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await outcome(session, 'Denied');
  await panel.getByRole('textbox', { name: 'From' }).focus();
  await page.keyboard.type('10.9.9.9');
  await outcome(session, 'Allowed');
  // The first of the quick choices is right behind its line.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await outcome(session, 'Denied');
  expect(asked(session)).toMatchObject({ ip: '11.0.0.0' });
});

it('Escape leaves the key that was chosen', async () => {
  const session = await openAllowed();
  const { panel, page } = session;
  const field = panel.getByRole('combobox', { name: 'API key' });
  const before = await field.inputValue();
  await field.fill('automation');
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe(before);
  expect(await field.getAttribute('aria-expanded')).toBe('false');
});

it('both sides of the window in time decide differently', async () => {
  const session = await open();
  const { panel } = session;
  await chooseKey(session, 'scheduled');
  await outcome(session, 'Denied');
  await panel.getByRole('button', { name: /^last inside Thu 03:59:59/ }).click();
  await outcome(session, 'Allowed');
  await panel.getByRole('button', { name: 'first outside Thu 04:00' }).click();
  await outcome(session, 'Denied');
  expect(asked(session)).toMatchObject({ at: '2026-03-05T03:00:00Z' });
  await panel.getByRole('button', { name: 'now', exact: true }).click();
  await outcome(session, 'Denied');
  expect(asked(session)).not.toHaveProperty('at');
});

it('a date and time are those of the zone', async () => {
  const session = await open();
  const { panel, page } = session;
  await panel.getByLabel('When').fill('2026-07-07T02:30');
  await page.keyboard.press('Tab');
  await expect.poll(() => asked(session)?.at).toBe('2026-07-07T00:30:00Z');
  await panel.getByRole('combobox', { name: 'Time zone' }).fill('tokyo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await panel.getByLabel('When').inputValue()).toBe('2026-07-07T09:30');
});

it('says what is wrong with an address, at the address', async () => {
  const session = await openAllowed();
  const { panel } = session;
  const field = panel.getByRole('textbox', { name: 'From' });
  await field.fill('10.0.0');
  await panel.locator('#ip-problem:not(:empty)').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill('10.0.0.1');
  await panel.locator('#ip-problem:empty').waitFor({ state: 'attached' });
  await outcome(session, 'Allowed');
});

it('a person has teams, added and taken away', async () => {
  const session = await open();
  const { panel, page } = session;
  await panel.getByText('Person', { exact: true }).click();
  await panel.getByRole('combobox', { name: 'Login of the person' }).fill('ada@example.com');
  await panel.getByRole('button', { name: /^inside 10\.0\.0\.1/ }).click();
  await outcome(session, 'Allowed');
  await panel.getByRole('combobox', { name: 'Add a team' }).fill('Platform');
  await page.keyboard.press('Enter');
  await outcome(session, 'Admin');
  await panel.getByRole('button', { name: 'Remove Platform' }).click();
  await outcome(session, 'Allowed');
  await panel.getByText('More of the session').click();
  await panel
    .getByRole('radiogroup', { name: 'Member of the organization' })
    .getByText('false', { exact: true })
    .click();
  await outcome(session, 'Denied');
  expect(asked(session)).toEqual({ login: 'ada@example.com', ip: '10.0.0.1', teams: [], member: false });
});

it('both ways to write a login are told, and one of them can be chosen', async () => {
  const session = await open({ text: BY_NAME });
  const { panel } = session;
  await chooseKey(session, 'terraform-automation');
  await panel.getByRole('region', { name: 'Outcome' }).getByText('As terraform-automation: allowed').waitFor();
  await outcome(session, 'Denied');
  await panel.getByText('as its name').click();
  await outcome(session, 'Allowed');
});

it('every field of a session can be set, and left to be assumed again', async () => {
  const text = `package spacelift

allow if input.session.machine
allow if input.session.idp_subject == "auth0|7"
deny if input.session.creator_ip == "192.0.2.1"
`;
  const session = await open({ text });
  const { panel } = session;
  await chooseKey(session, 'production-deploy');
  await outcome(session, 'Denied');
  await panel.getByText('1 assumed, decides').click();
  await panel.getByText('The policy reads `session.idp_subject`, which nobody gave').waitFor();
  await panel.getByRole('textbox', { name: 'Subject at the identity provider' }).fill('auth0|7');
  await outcome(session, 'Allowed');
  await panel.getByRole('textbox', { name: 'Subject at the identity provider' }).fill('');
  await outcome(session, 'Denied');
  const machine = panel.getByRole('radiogroup', { name: 'Session of a machine' });
  await machine.getByText('true', { exact: true }).click();
  await outcome(session, 'Allowed');
  const created = panel.getByRole('textbox', { name: 'Address that the session was made from' });
  await created.fill('192.0.2');
  await panel.locator('#creatorIp-problem:not(:empty)').waitFor();
  await created.fill('192.0.2.1');
  await outcome(session, 'Denied');
  await panel.getByText('2 set', { exact: true }).waitFor();
  await panel.getByRole('radiogroup', { name: 'Already an admin' }).getByText('true', { exact: true }).click();
  await expect.poll(() => asked(session)).toMatchObject({ machine: true, creatorIp: '192.0.2.1', admin: true });
  await session.picture('details');
  await machine.getByText('as assumed').click();
  await expect.poll(() => asked(session)).not.toHaveProperty('machine');
});

it('any field can be changed in the input document', async () => {
  const session = await openAllowed();
  const { panel } = session;
  await panel.locator('.old').first().waitFor({ state: 'detached' });
  await panel.getByText('All fields').click();
  await panel.getByRole('button', { name: 'Edit as input JSON' }).click();
  const field = panel.getByRole('textbox', { name: 'Input document' });
  const document = await field.inputValue();
  expect(document).toContain('"timestamp_ns": 1772526600000000000');
  await field.fill(document.replace(/"login": "[^"]+"/, '"login": "nobody"'));
  await outcome(session, 'Denied');
  await field.fill('{');
  await panel.locator('#input-problem:not(:empty)').waitFor();
});

it('without an account, a key is what is typed', async () => {
  const session = await open({ text: BY_NAME, account: undefined });
  const { panel } = session;
  await panel.getByText('API key', { exact: true }).click();
  await panel.getByRole('combobox', { name: 'API key' }).fill('terraform-automation');
  await outcome(session, 'Allowed');
  expect(asked(session)).toEqual({ key: 'terraform-automation' });
});

it('tells whether it may do something somewhere, for each session anew', async () => {
  const session = await openAllowed();
  const { panel, page } = session;
  await panel.getByRole('combobox', { name: 'Space' }).fill('eu');
  await page.keyboard.press('Enter');
  await panel.getByText('No.', { exact: true }).waitFor();
  await panel.getByRole('button', { name: /^inside 10\.0\.0\.1/ }).click();
  await panel.getByText('Yes.', { exact: true }).waitFor();
  await panel.getByRole('combobox', { name: 'Action' }).fill('space:admin');
  await page.keyboard.press('Enter');
  await panel.getByText('No.', { exact: true }).waitFor();
});

it('asks Spacelift only where that is possible, and tells of the newest session alone', async () => {
  const session = await openAllowed();
  const { panel } = session;
  const button = panel.getByRole('button', { name: 'Verify on Spacelift' });
  expect(await button.count()).toBe(0);
  await session.send({ type: 'verifier', host: 'acme.app.spacelift.io' });
  await button.click();
  await panel.getByText('acme.app.spacelift.io decides the same').waitFor();
  await panel.getByRole('button', { name: 'outside 11.0.0.0' }).click();
  await panel.getByText('decides the same').waitFor({ state: 'detached' });
});

it('a clause leads to its line', async () => {
  const session = await openAllowed();
  const { panel, host } = session;
  await panel
    .getByRole('button', { name: /^is_known_key if key_roles.*line 113$/ })
    .first()
    .click();
  await expect.poll(() => host.heard.at(-1)).toMatchObject({ type: 'reveal', range: { start: { line: 112 } } });
});

it('is kept as a scenario', async () => {
  const session = await openAllowed();
  await session.panel.getByRole('button', { name: 'Pin as scenario' }).click();
  await expect.poll(() => session.host.heard.at(-1)).toEqual({ type: 'pin', session: asked(session) });
});

it('copies are asked for', async () => {
  const session = await openAllowed();
  await session.panel.getByRole('button', { name: 'Copy command (sh)' }).click();
  await expect.poll(() => session.host.heard.at(-1)).toEqual({ type: 'copy', what: 'posix' });
});

it('the form is as it was when the window is reloaded', async () => {
  const session = await openAllowed();
  const { panel, page } = session;
  await panel.getByRole('textbox', { name: 'From' }).fill('192.168.100.7');
  await page.evaluate("document.querySelector('iframe').contentWindow.location.reload()");
  await outcome(session, 'Allowed');
  expect(await panel.getByRole('textbox', { name: 'From' }).inputValue()).toBe('192.168.100.7');
});

describe('messages', () => {
  const REFUSED = { kind: 'refused', message: 'from somebody else' };

  it.each<[string, unknown]>([
    ['malformed', { type: 'outcome', outcome: { request: 1, result: REFUSED } }],
    ['of a type that there is not', { type: 'html', html: '<h1>Admin</h1>' }],
    ['of an older session', { type: 'outcome', outcome: { request: 0, text: '', result: REFUSED } }],
    ['nothing', null],
  ])('%s: nothing changes', async (_name, message) => {
    const session = await openAllowed();
    await session.send(message);
    await session.send({ type: 'start', key: 'break-glass' });
    await outcome(session, 'Admin: the policy is not asked');
    expect(await session.panel.getByText('from somebody else').count()).toBe(0);
    expect(session.host.refused).toEqual([]);
  });

  it('of another origin are not heard', async () => {
    const session = await openAllowed();
    const { page } = session;
    // A frame of its own origin sends what the host might.
    await page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts';
      frame.srcdoc = '<script>parent.frames[0].postMessage({ type: "policy", policy: null }, "*"); parent.postMessage("sent", "*")</' + 'script>';
      window.addEventListener('message', () => resolve());
      document.body.append(frame);
    })`);
    await session.send({ type: 'start', key: 'break-glass' });
    await outcome(session, 'Admin: the policy is not asked');
  });
});

it('says when nothing is answered, and shows what was until then', async () => {
  const session = await openAllowed();
  const { panel } = session;
  await session.send({ type: 'server', state: 'starting' });
  await panel.getByText('The language server is being started').waitFor();
  await outcome(session, 'Allowed');
  await session.send({ type: 'server', state: 'stopped' });
  await panel.getByText('“Login Policy: Restart Language Server” starts it').waitFor();
  await session.send({ type: 'server', state: 'running' });
  await panel.getByText('The language server').waitFor({ state: 'detached' });
});

it('the outcome is read out', async () => {
  const session = await openAllowed();
  const status = session.panel.locator('[role=status].unseen').first();
  expect(await status.textContent()).toMatch(/^Allowed\. /);
});
