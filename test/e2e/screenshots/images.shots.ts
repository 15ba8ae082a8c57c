/** The pictures of README and walkthrough, in a light and a dark theme. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/places.ts';
import { startSession, type Session } from '../support/session.ts';
import { complete, editor, goTo, line, openFile, runCommand, statusItem, webview } from '../support/workbench.ts';

const images = path.join(root, 'docs/images');
/** They are part of the package. */
const MOST_BYTES = 150_000;

const THEMES = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
] as const;

const SIZE = { width: 1120, height: 700 };
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.lineHeight': 18,
  'explorer.decorations.badges': false,
  'loginPolicy.account': 'demo',
  'window.title': '${activeEditorShort}',
  'workbench.layoutControl.enabled': false,
};

describe.each(THEMES)('%s', (name, theme) => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession('examples', {
      settings: { ...SETTINGS, 'workbench.colorTheme': theme },
      isCommitted: true,
    });
    await session.page.setViewportSize(SIZE);
    // Where it points at nothing.
    await session.page.mouse.move(SIZE.width / 2, 5);
  });
  afterAll(() => session.end());

  const shoot = async (what: string): Promise<void> => {
    const file = path.join(images, `${what}-${name}.png`);
    await session.page.screenshot({ path: file, animations: 'disabled', caret: 'initial' });
    expect(fs.statSync(file).size, file).toBeLessThan(MOST_BYTES);
  };

  it('template', async () => {
    const { page } = session;
    await runCommand(page, 'Login Policy: New Login Policy');
    await page.locator('.quick-input-widget:visible').filter({ hasText: 'One key, by its id' }).waitFor();
    await shoot('template');
    await page.keyboard.press('Escape');
  });

  it('mistake', async () => {
    const { page } = session;
    await runCommand(page, 'View: Close Primary Side Bar');
    await openFile(page, 'teams-compared-with-a-string.rego');
    await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
    await editor(page).locator('.squiggly-error').nth(1).waitFor();
    await editor(page).getByText('Simulate').nth(1).waitFor();
    await goTo(page, 5, 12);
    await showHover(page, 'never equals a string');
    await shoot('mistake');
    await page.keyboard.press('Escape');
  });

  it('completion', async () => {
    const { page } = session;
    await goTo(page, 8, 1);
    await page.keyboard.press('Escape');
    await page.keyboard.type('roles["root"] contains "dep');
    await complete(page, 'deployer');
    await page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: 'secure-deployer' }).waitFor();
    await shoot('completion');
    await page.keyboard.press('Escape');
    await runCommand(page, 'File: Revert File');
    await runCommand(page, 'View: Close All Editors');
  });

  it('account', async () => {
    const { page } = session;
    await openFile(page, 'login.rego');
    await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
    await page
      .locator('.activitybar [aria-label^="Login Policy"], .activitybar [aria-label^="Spacelift"]')
      .first()
      .click();
    await page.locator('.pane-body .monaco-list-row').nth(3).waitFor();
    await page.mouse.move(SIZE.width / 2, 5);
    await shoot('account');
    await runCommand(page, 'View: Close Primary Side Bar');
  });

  it('simulation', async () => {
    const { page } = session;
    await line(page, 'allow if is_employee').waitFor();
    await runCommand(page, 'Login Policy: Run Simulation');
    const panel = webview(page);
    await panel.getByRole('combobox', { name: 'API key' }).fill('production-depl');
    await page.keyboard.press('Enter');
    await panel.getByRole('textbox', { name: 'From' }).fill('10.20.30.40');
    await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
    await panel.getByText('Secure deployer').first().waitFor();
    await shoot('simulation');
  });

  it('matrix', async () => {
    const { page } = session;
    await webview(page).getByRole('tab', { name: 'Matrix' }).click();
    await webview(page).getByText('Admin, the policy is not asked').first().waitFor();
    await page.mouse.move(SIZE.width / 2, 5);
    await shoot('matrix');
  });

  it('week', async () => {
    const { page } = session;
    const panel = webview(page);
    await panel.getByRole('searchbox', { name: 'Filter' }).fill('scheduled-deployment');
    await panel.getByRole('button', { name: 'scheduled-deployment by its id', exact: true }).first().click();
    await panel.getByRole('tab', { name: 'Week' }).click();
    await panel.getByRole('gridcell', { name: /^Tue.*02:00.*allowed/ }).hover();
    await panel.getByText('Tue, Thu 02:00–04:00').first().waitFor();
    await shoot('week');
  });

  it('changes', async () => {
    const { page } = session;
    const panel = webview(page);
    await panel.getByRole('tab', { name: 'Changes' }).click();
    await panel.getByText('Same: nobody gains or loses').first().waitFor();
    await page.locator('.tab[data-resource-name="login.rego"]').click();
    await goTo(page, 11, 1);
    await page.keyboard.type('# ');
    await panel.getByText('Narrower: somebody loses access').first().waitFor();
    await page.mouse.move(SIZE.width / 2, 5);
    await shoot('changes');
  });

  it('scenarios', async () => {
    const { page } = session;
    await runCommand(page, 'View: Close Editors in Other Groups');
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    await page.getByRole('treeitem', { name: 'login.scenarios.yaml' }).waitFor();
    await runCommand(page, 'Test: Run All Tests');
    await page.getByRole('treeitem', { name: /^login\.scenarios\.yaml.*\(Failed\)/ }).waitFor();
    await runCommand(page, 'View: Toggle Panel Visibility');
    await openFile(page, 'login.scenarios.yaml');
    await runCommand(page, 'Test: Peek Output');
    await page.getByText('The access level is deny, not allow').first().waitFor();
    await page.mouse.move(SIZE.width / 2, 5);
    await shoot('scenarios');
  });
});

async function showHover(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: wanted }).first().waitFor();
}
