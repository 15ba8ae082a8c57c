/** A newcomer without an account or a policy goes from nothing to a simulated key, beside another extension for Rego. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { packOtherRego } from './support/otherRego.ts';
import { startScenario } from './support/scenario.ts';
import { goTo, hover, leaveWebview, line, runCommand, statusItem, webview } from './support/workbench.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-'));
const session = startScenario('docs/rules', async () => ({ extensions: [await packOtherRego(folder)] }));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const walkthrough = (): Locator => session.page.locator('.gettingStartedContainer');

function openStep(title: string): Promise<void> {
  return walkthrough().locator('.step-title').filter({ hasText: title }).click();
}

function isDone(title: string): Promise<void> {
  const step = walkthrough().locator('.getting-started-step').filter({ hasText: title });
  return step.locator('.codicon-getting-started-step-checked.complete').waitFor();
}

const ACCOUNT = 'Roles, spaces and keys to work with';

it('chooses the demo account', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Get Started');
  await openStep(ACCOUNT);
  await walkthrough().getByRole('button', { name: 'Use the Demo Account' }).click();
  await isDone(ACCOUNT);
  await page.locator('.pane-body .monaco-list-row').filter({ hasText: 'Incident responder' }).waitFor();
});

it('opens the example, and sees what it is taken for', async () => {
  const { page } = session;
  await openStep('A login policy');
  await walkthrough().getByRole('button', { name: 'Open the Example Policy' }).click();
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
});

it('simulates a key', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Get Started');
  await openStep('Who gets in?');
  await walkthrough().getByRole('button', { name: 'Simulate a Key' }).click();
  const panel = webview(page);
  await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
  await panel.getByText('production-deploy').first().waitFor();
});

it('is told by one extension what two could tell', async () => {
  const { page } = session;
  await leaveWebview(page);
  await goTo(page, 21, 13);
  expect(await hover(page, 'hover of the other')).toBe('hover of the other');
  await page.keyboard.press('Control+Shift+O');
  const symbols = page.locator('.quick-input-widget:visible .monaco-list-row');
  await symbols.filter({ hasText: 'outline of the other' }).waitFor();
  expect(await symbols.filter({ hasNotText: 'outline of the other' }).allInnerTexts()).toEqual([]);
  await page.keyboard.press('Escape');
  // Formatting is given up where the cursor is moved meanwhile.
  await goTo(page, 1, 1);
  await runCommand(page, 'Format Document');
  await line(page, '# formatted by the other').waitFor();
});

it('is told by this one what is Spacelift’s', async () => {
  const { page } = session;
  await goTo(page, 74, 62);
  expect(await hover(page, 'Incident responder')).toContain('hover of the other');
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
});
