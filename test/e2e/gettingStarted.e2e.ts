/** A person begins a policy out of a template, and says what files are. */
import { expect, it } from 'vitest';
import { startScenario } from './support/scenario.ts';
import {
  editor,
  goTo,
  line,
  openFile,
  pick,
  problems,
  readable,
  runCommand,
  seesNoMistakes,
  statusItem,
} from './support/workbench.ts';

const session = startScenario('examples', () => ({ settings: { 'loginPolicy.account': 'demo' } }));

it('begins with a template, in the Rego that they choose', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: New Login Policy');
  await pick(page, 'Who gets in?', 'One key, by its name');
  await pick(page, 'Which Rego does Spacelift evaluate it with?', 'Rego v0');
  await line(page, '# spacelift: type=login engine=v0').waitFor();
  await statusItem(page, 'Login policy · Rego v0 · demo').waitFor();
  expect(readable(await editor(page).innerText())).toContain('"terraform-automation"');
});

it('says in the file that it is of another Rego, and is told what does not fit any more', async () => {
  const { page } = session;
  await statusItem(page, 'Login policy · Rego v0').click();
  await pick(page, 'What is this file?', 'Login policy, Rego v1');
  await line(page, '# spacelift: type=login engine=v1').waitFor();
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await editor(page).locator('.squiggly-error').first().waitFor();
});

it('says in the settings that a file is no login policy', async () => {
  const { page } = session;
  await openFile(page, 'clock-from-outside.rego');
  await goTo(page, 1, 1);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await runCommand(page, 'View: Focus Problems');
  await problems(page).filter({ hasText: 'SL017' }).first().waitFor();
  await statusItem(page, 'Login policy · Rego v').click();
  const areGone = seesNoMistakes(page);
  await pick(page, 'What is this file?', 'Not a login policy');
  await pick(page, 'Where shall it be said?', 'Say it in the settings of the workspace');
  await statusItem(page, 'No login policy').waitFor();
  await areGone;
  await problems(page).filter({ hasText: 'SL017' }).first().waitFor({ state: 'detached' });
});

it('and takes that back', async () => {
  const { page } = session;
  await statusItem(page, 'No login policy').click();
  await pick(page, 'What is this file?', 'Login policy, Rego v1');
  await statusItem(page, 'Login policy · Rego v1 · demo').waitFor();
  await problems(page).filter({ hasText: 'SL017' }).first().waitFor();
});

it('finds in the output which versions run', async () => {
  const { page } = session;
  await runCommand(page, 'Login Policy: Show Output');
  const lines = page.locator('.part.panel .view-line');
  await lines.filter({ hasText: /Spacelift\sLogin\sPolicies\s[\d.]+\sin\s/ }).waitFor();
});
