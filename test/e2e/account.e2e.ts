/**
 * A person opens a workspace that names an account, trusts it at length, signs in to an account of their own with an API
 * key, uses what is in it, and signs out.
 */
import { afterAll, expect, it } from 'vitest';
import type { DemoAccount } from '../../demo/main.ts';
import { answer, choice, chooseToSignIn, row, said, startDemoAccount, toast } from './support/account.ts';
import { killLanguageServer } from './support/processes.ts';
import { startScenario } from './support/scenario.ts';
import {
  complete,
  editor,
  goTo,
  leaveWebview,
  line,
  openFile,
  openWorkbench,
  runCommand,
  statusItem,
  webview,
} from './support/workbench.ts';

/** As often as this within some minutes: the client starts it anew four times. */
const GIVES_UP_AFTER = 5;
const FILE = 'teams-compared-with-a-string.rego';
let demo: DemoAccount;
let host: string;
const session = startScenario('examples', async () => {
  demo = await startDemoAccount();
  host = new URL(demo.endpoint).host;
  return {
    isTrusted: false,
    workspaceSettings: { 'loginPolicy.account': 'auto' },
    env: {
      SPACELIFT_API_KEY_ENDPOINT: demo.endpoint,
      SPACELIFT_API_KEY_ID: demo.keyId,
      SPACELIFT_API_KEY_SECRET: demo.keySecret,
    },
  };
});
afterAll(() => demo.close());

it('is not signed in as a workspace says that they do not trust', async () => {
  const { page } = session;
  await runCommand(page, 'View: Show Spacelift');
  await page.getByText('Restricted Mode: an account that the settings of this workspace name is not heeded').waitFor();
  await page.getByRole('button', { name: 'Use the Demo Account' }).waitFor();
});

it('sees mistakes there, and simulates', async () => {
  const { page } = session;
  await openFile(page, FILE);
  await editor(page).locator('.squiggly-error').nth(1).waitFor();
  await statusItem(page, /^Login policy · Rego v1$/).waitFor();
  await runCommand(page, 'Login Policy: Run Simulation');
  await webview(page).getByText('API key', { exact: true }).click();
  await webview(page).getByRole('combobox', { name: 'API key' }).fill('ci');
  await page.keyboard.press('Enter');
  await webview(page).getByRole('heading', { name: 'Denied', level: 1 }).waitFor();
  await leaveWebview(page);
});

it('is signed in as it says once they trust it', async () => {
  const { page } = session;
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
  await row(page, 'Account', 'SPACELIFT_API_KEY_ID').waitFor();
  await row(page, 'Account', 'loginPolicy.account: auto').waitFor();
});

it('takes their own account instead, as signing out would change nothing', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Sign Out');
  await toast(page, 'wins over what you sign in to').waitFor();
  await runCommand(page, 'Login Policy: Sign In');
  await toast(page, 'wins over what you sign in to').getByRole('button', { name: 'Clear the Setting' }).click();
  await choice(page, 'Demo account').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Use the Demo Account' }).waitFor();
});

it('types an address that is refused, and is told why', async () => {
  const { page } = session;
  await chooseToSignIn(page);
  await choice(page, 'API key…').click();
  await said(page, 'The address of the account').waitFor();
  await page.locator('.quick-input-widget:visible input.input').fill('http://acme.app.spacelift.io');
  await said(page, 'would be asked without https').waitFor();
});

it('is told what the account says of a wrong secret', async () => {
  const { page } = session;
  await answer(page, 'API Key (1/3)', demo.endpoint);
  await answer(page, 'API Key (2/3)', demo.keyId);
  await answer(page, 'API Key (3/3)', 'wrong');
  await toast(page, `Not signed in to ${host}`).waitFor();
  await page.getByRole('button', { name: 'Use the Demo Account' }).waitFor();
});

it('tries again, types the secret alone, and sees the roles', async () => {
  const { page } = session;
  await toast(page, `Not signed in to ${host}`).getByRole('button', { name: 'Try Again' }).click();
  await answer(page, 'API Key (1/3)');
  await answer(page, 'API Key (2/3)');
  await answer(page, 'API Key (3/3)', demo.keySecret);
  await row(page, 'Account', `API key ${demo.keyId}`).waitFor();
  await row(page, 'Roles', 'drift-watcher').waitFor();
});

it('reads what a role allows', async () => {
  const { page } = session;
  await row(page, 'Roles', 'drift-watcher').click();
  await row(page, 'Roles', 'create, delete, update').waitFor();
});

it('writes a role of the account', async () => {
  const { page } = session;
  await openFile(page, FILE);
  await statusItem(page, `Login policy · Rego v1 · ${host}`).waitFor();
  await goTo(page, 8, 1);
  await page.keyboard.type('roles["root"] contains "drif');
  await complete(page, 'drift-watcher');
  await page.keyboard.press('Enter');
  await line(page, 'roles["root"] contains "drift-watcher"').waitFor();
});

it('inserts one from the view', async () => {
  const { page } = session;
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('# ');
  const role = row(page, 'Roles', 'incident-responder');
  await role.hover();
  await role.getByRole('button', { name: 'Insert at Cursor' }).click();
  await line(page, '# "incident-responder"').waitFor();
});

it('simulates a key of the view', async () => {
  const { page } = session;
  const key = row(page, 'API Keys', 'ansible-automation');
  await key.hover();
  await key.getByRole('button', { name: 'Simulate This Key' }).click();
  await page.locator('.tab').filter({ hasText: 'Login Policy Simulation' }).waitFor();
  // Those of the key.
  await webview(page).getByText('Teams Platform', { exact: true }).waitFor();
});

it('asks Spacelift itself for the same decision', async () => {
  await webview(session.page).getByRole('button', { name: 'Verify on Spacelift' }).click();
  await webview(session.page).getByText(`${host} decides the same`).waitFor();
});

it('is told when the language server ends again and again, and starts it by a click', async () => {
  const { page } = session;
  await leaveWebview(page);
  const works = statusItem(page, `Login policy · Rego v1 · ${host}`);
  const marks = page.locator('.cgmr[class*="TextEditorDecorationType"]');
  await marks.first().waitFor();
  for (let times = 1; times <= GIVES_UP_AFTER; times++) {
    await works.waitFor();
    const isGone = works.waitFor({ state: 'detached' });
    killLanguageServer();
    await isGone;
  }
  await statusItem(page, 'Login policy: stopped').waitFor();
  await marks.first().waitFor({ state: 'detached' });
  await statusItem(page, 'Login policy: stopped').click();
  await works.waitFor();
  await marks.first().waitFor();
});

it('finds a login policy, and opens it as it is deployed', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Search Account');
  await choice(page, 'role · deployer').waitFor();
  await page.locator('.quick-input-widget:visible input.input').fill('main-login');
  await choice(page, 'Main login').click();
  await choice(page, 'Open As Deployed').click();
  await page.locator('.tab.active[data-resource-name="Main login.rego"]').waitFor();
});

it('refreshes: an account that does not answer stays as it was, with a reason, until it does', async () => {
  const { page } = session;
  demo.setFaults([{ kind: 'html' }]);
  await runCommand(page, 'Login Policy: Refresh Account');
  await row(page, 'Account', 'Could not be asked').waitFor();
  await row(page, 'Roles', 'drift-watcher').waitFor();
  demo.setFaults([]);
  await row(page, 'Account', 'Could not be asked').click();
  await row(page, 'Account', 'Could not be asked').waitFor({ state: 'detached' });
});

it('is still signed in after the window is reloaded', async () => {
  const { page } = session;
  await openWorkbench(page, page.url());
  await runCommand(page, 'View: Show Spacelift');
  await row(page, 'Account', `API key ${demo.keyId}`).waitFor();
});

it('switches to another account, and back', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Switch Account');
  await choice(page, 'Demo account').click();
  await row(page, 'Account', 'the demo account, made up').waitFor();
  // What was saved of it is shown, while it is still being asked: it can be signed out of at once.
  demo.setFaults([{ kind: 'slow', ms: 500 }]);
  await runCommand(page, 'Login Policy: Switch Account');
  await choice(page, `API key ${demo.keyId}`).click();
  await row(page, 'Account', `API key ${demo.keyId}`).waitFor();
});

it('signs out: the secret is gone, and so is all that it has shown', async () => {
  const { page } = session;
  const kept = (): Promise<number> => page.evaluate("(localStorage.getItem('secrets.provider') ?? '').length");
  const before = await kept();
  await runCommand(page, 'Login Policy: Sign Out');
  await page.getByRole('button', { name: 'Use the Demo Account' }).waitFor();
  await row(page, 'Roles', 'drift-watcher').waitFor({ state: 'detached' });
  expect(await kept()).toBeLessThan(before);
  await chooseToSignIn(page);
  await choice(page, demo.keyId).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});
