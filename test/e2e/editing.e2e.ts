/** A person opens a login policy with a mistake, sees it, mends it, and goes on writing. */
import { expect, it } from 'vitest';
import { startScenario } from './support/scenario.ts';
import {
  complete,
  editor,
  goTo,
  hover,
  line,
  newFile,
  openFile,
  problems,
  readable,
  runCommand,
  seesNoMistakes,
  statusItem,
} from './support/workbench.ts';

const FILE = 'teams-compared-with-a-string.rego';
const MISTAKE = '`input.session.teams` is a list and never equals a string';
const session = startScenario('examples', () => ({ settings: { 'loginPolicy.account': 'demo' } }));

it('is told what the file is taken for', async () => {
  const { page } = session;
  await openFile(page, FILE);
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
});

it('sees mistakes where they are', async () => {
  const { page } = session;
  await editor(page).locator('.squiggly-error').nth(1).waitFor();
  await runCommand(page, 'View: Focus Problems');
  const rows = problems(page).filter({ hasText: 'SL013' });
  await rows.nth(1).waitFor();
  expect(readable(await rows.first().innerText())).toContain(MISTAKE);
});

it('mends one, and it goes while they type', async () => {
  const { page } = session;
  await openFile(page, FILE);
  await goTo(page, 5, 10);
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await page.keyboard.type('"DevOps" in input.session.teams');
  await problems(page).filter({ hasText: 'SL013' }).nth(1).waitFor({ state: 'detached' });
  await editor(page).locator('.squiggly-error').first().waitFor();
});

it('completes a role of the account', async () => {
  const { page } = session;
  await goTo(page, 8, 1);
  await page.keyboard.type('roles["root"] contains "rea');
  await complete(page, 'space-reader');
  await page.keyboard.press('Enter');
  await line(page, 'roles["root"] contains "space-reader"').waitFor();
});

it('reads what a role is', async () => {
  const { page } = session;
  await goTo(page, 7, 62);
  expect(await hover(page, 'Deployer')).toContain('Start, confirm and discard runs');
});

it('finds the mistakes again when the server has been started anew', async () => {
  const { page } = session;
  const areGone = seesNoMistakes(page);
  await runCommand(page, 'Login Policy: Restart Language Server');
  await areGone;
  await editor(page).locator('.squiggly-error').first().waitFor();
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
});

it('mends the other one by its quick fix', async () => {
  const { page } = session;
  await goTo(page, 7, 72);
  await page.keyboard.press('Control+.');
  const fix = page.locator('.action-widget').getByText('Ask whether the name is in the list').first();
  // VS Code takes no click there before the mouse has been moved.
  await fix.hover({ force: true });
  await fix.click();
  const space = 'production-01JK5GKEM09MTEXGFXG694BX2X';
  await line(page, `roles["${space}"] contains "deployer" if "DevOps" in input.session.teams`).waitFor();
  await problems(page).filter({ hasText: 'SL013' }).first().waitFor({ state: 'detached' });
});

it('is told of mistakes in a text that is no file yet', async () => {
  const { page } = session;
  await newFile(page, 'Rego');
  await page.keyboard.insertText('package spacelift\n\nallow if input.session.emial == "ada"\n');
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await editor(page).locator('.squiggly-warning').first().waitFor();
});
