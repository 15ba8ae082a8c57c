/** A person simulates a login beside the policy that they write. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect, it } from 'vitest';
import { startScenario } from './support/scenario.ts';
import { killLanguageServer } from './support/processes.ts';
import { editor, goTo, openFile, readable, runCommand, statusItem, webview } from './support/workbench.ts';

const FILE = 'login.rego';
const session = startScenario('examples', () => ({ settings: { 'loginPolicy.account': 'demo' } }));

/** The folder that is open. */
let workspace = '';

function panel(): FrameLocator {
  return webview(session.page);
}

const outcome = (title: string): Promise<void> => panel().getByRole('heading', { name: title, level: 1 }).waitFor();

it('opens the panel beside the policy', async () => {
  const { page } = session;
  await openFile(page, FILE);
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await runCommand(page, 'Login Policy: Run Simulation');
  await panel().getByRole('combobox', { name: 'API key' }).waitFor();
});

it('picks a key by its name, and sees that it does not get in from anywhere', async () => {
  await panel().getByRole('combobox', { name: 'API key' }).fill('terraform-auto');
  await panel().getByRole('option', { name: 'terraform-automation' }).first().waitFor();
  await session.page.keyboard.press('Enter');
  await outcome('Denied');
});

it('types an address, and sees the outcome change', async () => {
  await panel().getByRole('textbox', { name: 'From' }).fill('10.1.2.3');
  await outcome('Allowed');
  await panel().getByRole('button', { name: 'outside 11.0.0.0' }).click();
  await outcome('Denied');
  await panel().getByRole('textbox', { name: 'From' }).fill('10.1.2.3');
  await outcome('Allowed');
  await panel().getByText('Infrastructure provisioner').first().waitFor();
});

it('asks whether it may do something in a space', async () => {
  await panel().getByRole('combobox', { name: 'Space' }).fill('platform');
  await session.page.keyboard.press('Enter');
  await panel().getByText('Yes.', { exact: true }).waitFor();
});

it('copies the session as a command, which the installed command line understands as it is', async () => {
  const { page } = session;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel().getByRole('button', { name: 'Copy command (sh)' }).click();
  await statusItem(page, 'Command copied').waitFor();
  const command = String(await page.evaluate('navigator.clipboard.readText()'));
  [, workspace = ''] = / simulate (\S+)\/login\.rego --key \w+ --ip 10\.1\.2\.3 --account demo$/.exec(command) ?? [];
  // Tests have no terminal: what there would be on its path, and no Node.
  const installed = path.resolve(workspace, '../extensions');
  const extension = fs.readdirSync(installed).find((name) => name.includes('spacelift-login-policies')) ?? '';
  const bin = path.join(installed, extension, 'dist/bin');
  const env = { PATH: `${bin}:/usr/bin:/bin`, LOGIN_POLICY_NODE: process.execPath, HOME: workspace };
  const output = execFileSync('/bin/sh', ['-c', command], { env, encoding: 'utf8' });
  expect(output).toMatch(/^✓ ALLOWED, not admin {2}terraform-automation/);
});

it('follows a why to its line, and sees in the gutter which clauses fired', async () => {
  const { page } = session;
  await panel()
    .getByRole('button', { name: /^from_company_network.*line 131$/ })
    .first()
    .click();
  await statusItem(page, 'Ln 131, Col 1').waitFor();
  await editor(page).locator('.cgmr[class*="TextEditorDecorationType"]').first().waitFor();
});

it('sees the outcome change while they type in the editor', async () => {
  const { page } = session;
  await goTo(page, 11, 1);
  await page.keyboard.type('# ');
  await outcome('Denied');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await outcome('Allowed');
});

it('is told when the language server has ended, and goes on when it is back', async () => {
  const said = panel().getByText('The language server is being started').waitFor();
  killLanguageServer();
  await said;
  await panel().getByText('The language server').waitFor({ state: 'detached' });
  await panel().getByRole('textbox', { name: 'From' }).fill('11.0.0.1');
  await outcome('Denied');
  await panel().getByRole('textbox', { name: 'From' }).fill('10.1.2.3');
  await outcome('Allowed');
});

it('starts from a key that a rule names, by what stands above the rule', async () => {
  const { page } = session;
  const before = await panel().getByRole('combobox', { name: 'API key' }).inputValue();
  const source = page.locator('.monaco-editor').first();
  await source.click();
  await goTo(page, 30, 1);
  const lens = source.locator('.codelens-decoration a').filter({ hasText: 'Simulate as' }).first();
  const [, name = ''] = /Simulate as (.+)$/.exec(readable(await lens.innerText())) ?? [];
  expect(name).not.toBe(before);
  await lens.click();
  await expect.poll(() => panel().getByRole('combobox', { name: 'API key' }).inputValue()).toBe(name);
  await panel().getByRole('combobox', { name: 'API key' }).fill(before);
  await page.keyboard.press('Enter');
  await outcome('Allowed');
});

it('starts from a key although the panel is hidden behind the file of the policy', async () => {
  const { page } = session;
  const key = panel().getByRole('combobox', { name: 'API key' });
  const before = await key.inputValue();
  await page.locator('.monaco-editor').first().click();
  await runCommand(page, 'View: Move Editor into Next Group');
  await page.locator('iframe.webview.ready').first().waitFor({ state: 'hidden' });
  await goTo(page, 30, 1);
  const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Simulate as' }).first();
  const [, name = ''] = /Simulate as (.+)$/.exec(readable(await lens.innerText())) ?? [];
  expect(name).not.toBe(before);
  await lens.click();
  await expect.poll(() => key.inputValue()).toBe(name);
  await key.fill(before);
  await page.keyboard.press('Enter');
  await outcome('Allowed');
  await panel().getByRole('textbox', { name: 'From' }).fill('10.1.2.3');
  await outcome('Allowed');
  await runCommand(page, 'View: Move Editor into Next Group');
  await page.locator('.monaco-editor').first().waitFor();
  await outcome('Allowed');
});

it('has the same session when the window was reloaded', async () => {
  const { page } = session;
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  const isReloaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await isReloaded;
  await outcome('Allowed');
  expect(await panel().getByRole('textbox', { name: 'From' }).inputValue()).toBe('10.1.2.3');
});

it('is empty, and there, when the policy is gone by the time that the window is reloaded', async () => {
  const { page } = session;
  fs.rmSync(path.join(workspace, FILE));
  const isReloaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await isReloaded;
  await outcome('Open a login policy to simulate it');
});
