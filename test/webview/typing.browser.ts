/** A person types a date and a time key by key, as Chromium has them: month, day, year; hour, minute, second. */
import { expect, it } from 'vitest';
import type { SessionRequest } from '../../server/src/protocol/simulation.ts';
import type { OpenPanel } from './support/panel.ts';
import { heard, setScene, showTab } from './support/scene.ts';

const open = setScene();

const asked = (session: OpenPanel): SessionRequest | undefined => heard(session, 'session').at(-1)?.session;

it('a date and time are taken as they are typed, and nothing is taken for now on the way', async () => {
  const session = await open();
  const { panel, page } = session;
  await panel.getByRole('heading', { name: 'Denied', level: 1 }).waitFor();
  await panel.getByLabel('When').focus();
  await page.keyboard.type('11242026021530AM');
  expect(await panel.getByLabel('When').inputValue()).toBe('2026-11-24T02:15:30');
  await expect.poll(() => asked(session)?.at).toBe('2026-11-24T01:15:30Z');
  // Answers come while it is typed.
  await panel.locator('.old').waitFor({ state: 'detached' });
  expect(await panel.getByLabel('When').inputValue()).toBe('2026-11-24T02:15:30');
});

it('a part that is taken away changes nothing until all are; what is half typed is not left behind', async () => {
  const session = await open();
  const { panel, page } = session;
  const field = panel.getByLabel('When');
  const other = panel.getByRole('textbox', { name: 'From' });
  await field.fill('2026-07-07T02:30');
  await page.keyboard.press('Tab');
  await expect.poll(() => asked(session)?.at).toBe('2026-07-07T00:30:00Z');
  const before = session.host.heard.length;
  await field.focus();
  await page.keyboard.press('Backspace');
  await other.focus();
  await expect.poll(() => field.inputValue()).toBe('2026-07-07T02:30');
  expect(session.host.heard).toHaveLength(before);
  await field.focus();
  for (let part = 0; part < 7; part += 1) {
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowRight');
  }
  await other.focus();
  await expect.poll(() => asked(session)).not.toHaveProperty('at');
});

it('so is the day of a week', async () => {
  const session = await open();
  const { panel, page } = session;
  await showTab(session, 'week');
  const field = panel.getByLabel('A day of the week');
  await field.focus();
  await page.keyboard.type('03292027');
  expect(await field.inputValue()).toBe('2027-03-29');
  await expect.poll(() => heard(session, 'week').at(-1)?.week.date).toBe('2027-03-29');
  await page.keyboard.press('Backspace');
  await panel.getByRole('button', { name: 'The week after' }).focus();
  await expect.poll(() => field.inputValue()).toBe('2027-03-29');
});
