/** A newcomer without an account or a policy goes from nothing to a simulated key. */
import type { Locator } from 'playwright-core';
import { it } from 'vitest';
import { startScenario } from './support/scenario.ts';
import { runCommand, statusItem, webview } from './support/workbench.ts';

const session = startScenario('docs/rules');

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
