/** A person sees who gets in, keeps some of it as scenarios, and sees what an edit changes and what it breaks. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { it } from 'vitest';
import { choice } from './support/account.ts';
import { startScenario } from './support/scenario.ts';
import { goTo, line, openFile, runCommand, statusItem, webview } from './support/workbench.ts';

const POLICY = 'login.rego';
const SCENARIOS = 'login.scenarios.yaml';
/** Whoever is on the list of keys gets in by it. */
const ENTRY_OF_KEYS = 11;
/** Below `patterns`. */
const OTHER = 'deny.v1.rego';
const IN_HOLIDAYS = `package spacelift

deny if input.session.login == "holidays@example.com"
`;
const session = startScenario('examples', () => ({ settings: { 'loginPolicy.account': 'demo' }, isCommitted: true }));

function panel(): FrameLocator {
  return webview(session.page);
}

function tab(file: string): Locator {
  return session.page.locator(`.tab[data-resource-name="${file}"]`);
}

/** A test of the Testing view, by its name and how it ended. */
function test(name: string, ended: 'Passed' | 'Failed' | 'Not yet run'): Locator {
  return session.page.getByRole('treeitem', { name: new RegExp(`^${name}.*\\(${ended}\\)`) });
}

const heading = (text: string): Promise<void> => panel().getByText(text).first().waitFor();

it('sees who gets in, and finds a key among them', async () => {
  const { page } = session;
  await openFile(page, POLICY);
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await runCommand(page, 'Login Policy: Show Who Gets In');
  await heading('Admin, the policy is not asked');
  await panel().getByRole('searchbox', { name: 'Filter' }).fill('scheduled-deployment');
  await heading('Tue, Thu 02:00–04:00 (Europe/Berlin)');
  await panel().getByText('Admin, the policy is not asked').waitFor({ state: 'detached' });
});

it('keeps a session of it as a scenario', async () => {
  const { page } = session;
  const name = 'scheduled-deployment by its id';
  await panel().getByRole('button', { name, exact: true }).first().hover();
  await panel()
    .getByRole('button', { name: `Pin ${name} as scenario` })
    .first()
    .click();
  await choice(page, SCENARIOS).click();
  await page.locator(`.tab.active.dirty[data-resource-name="${SCENARIOS}"]`).waitFor();
  await line(page, '      nothingElse: true').last().waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
});

it('runs the scenarios in the Testing view', async () => {
  const { page } = session;
  await runCommand(page, 'Testing: Focus on Test Explorer View');
  await page.getByRole('treeitem', { name: SCENARIOS }).waitFor();
  await runCommand(page, 'Test: Run All Tests');
  await test(SCENARIOS, 'Passed').click();
  await page.keyboard.press('ArrowRight');
  await test('scheduled-deployment from', 'Passed').waitFor();
});

it('looks at a session by the hours of a week', async () => {
  await tab(POLICY).click();
  await panel().getByRole('button', { name: 'scheduled-deployment by its id', exact: true }).first().click();
  await panel().getByRole('tab', { name: 'Week' }).click();
  await panel()
    .getByRole('gridcell', { name: /^Tue.*02:00.*allowed/ })
    .waitFor();
  await panel()
    .getByRole('gridcell', { name: /^Tue.*04:00.*denied/ })
    .waitFor();
});

it('asks another policy together with it, as it is on disk, and stays with both', async () => {
  const { page } = session;
  await panel().getByRole('tab', { name: 'Matrix' }).click();
  await panel().getByText('Asked alone').click();
  await panel().getByRole('combobox', { name: 'Add a login policy' }).fill(OTHER);
  await panel().getByRole('option', { name: OTHER }).click();
  await panel().getByRole('searchbox', { name: 'Filter' }).fill('');
  await heading(`by ${OTHER}`);
  const file = path.join(new URL(page.url()).searchParams.get('folder') ?? '', 'patterns', OTHER);
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, IN_HOLIDAYS);
  await heading('holidays@example.com');
  fs.writeFileSync(file, text);
  await tab(POLICY).click();
  await openFile(page, OTHER);
  await panel().getByRole('list', { name: 'Asked together' }).getByText(POLICY).waitFor();
  await tab(POLICY).click();
  await panel().getByRole('button', { name: 'Remove' }).click();
  await panel().getByText('Asked alone').waitFor();
});

it('sees at once who loses access by an edit, against the last commit', async () => {
  const { page } = session;
  await panel().getByRole('tab', { name: 'Changes' }).click();
  await heading('Same: nobody gains or loses');
  await tab(POLICY).click();
  await goTo(page, ENTRY_OF_KEYS, 1);
  await page.keyboard.type('# ');
  await heading('Narrower: somebody loses access');
  await panel().getByText('tf-provisioner in platform').first().waitFor();
});

it('sees which scenario it breaks, and how', async () => {
  const { page } = session;
  await runCommand(page, 'Test: Run All Tests');
  await test('The provisioner works in platform', 'Failed').waitFor();
  await test('The provisioner does not get in', 'Passed').waitFor();
  await openFile(page, SCENARIOS);
  await runCommand(page, 'Test: Peek Output');
  await page
    .locator('.test-output-peek, .zone-widget')
    .getByText('The access level is deny, not allow')
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
});

it('sees which clauses the scenarios have fired', async () => {
  const { page } = session;
  await openFile(page, POLICY);
  await goTo(page, ENTRY_OF_KEYS, 1);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await line(page, 'allow if is_known_key').waitFor();
  await runCommand(page, 'Test: Run All Tests with Coverage');
  await test('The provisioner works in platform', 'Passed').waitFor();
  await page.getByRole('treeitem', { name: new RegExp(`${POLICY}.*%`) }).waitFor();
});
