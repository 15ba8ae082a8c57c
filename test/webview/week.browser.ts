/** A person looks at a week of hours. */
import { expect, it } from 'vitest';
import type { OpenPanel, PanelOptions } from './support/panel.ts';
import { heard, setScene, showTab } from './support/scene.ts';

const open = setScene();

/** Of the key that has a window on Tuesday and Thursday from 02:00 to 04:00, by the clock of Berlin. */
async function openWeek(date: string, options: Partial<PanelOptions> = {}): Promise<OpenPanel> {
  const session = await open(options);
  const { panel, page } = session;
  await panel.getByRole('combobox', { name: 'API key' }).fill('scheduled');
  await page.keyboard.press('Enter');
  await panel.getByRole('heading', { name: 'Denied', level: 1 }).waitFor();
  await showTab(session, 'week');
  await panel.getByRole('grid').waitFor();
  await panel.getByLabel('A day of the week').fill(date);
  await expect.poll(() => heard(session, 'week').at(-1)?.week.date).toBe(date);
  await panel.locator('.old').waitFor({ state: 'detached' });
  return session;
}

const hours = ({ panel }: OpenPanel, name: RegExp | string): ReturnType<OpenPanel['panel']['locator']> =>
  panel.getByRole('gridcell', { name });

it('has a letter and words for each hour, by the clock of the policy', async () => {
  const session = await openWeek('2026-11-25');
  const { panel } = session;
  await panel.getByRole('heading', { name: /^scheduled-deployment/ }).waitFor();
  expect(await panel.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Europe/Berlin');
  expect(await hours(session, /: /).count()).toBe(168);
  expect(await hours(session, /: allowed, window-deployer in production$/).count()).toBe(4);
  const first = hours(session, 'Tue 24 Nov 02:00: allowed, window-deployer in production');
  expect(await first.innerText()).toBe('R');
  await first.hover();
  await panel.getByRole('region', { name: 'The hour that is looked at' }).getByText('allow, line 11').waitFor();
  await panel.getByText('window-deployer in production Tue, Thu 02:00–04:00 (Europe/Berlin)').waitFor();
});

it('is gone through by arrow keys; Enter takes the hour into the session', async () => {
  const session = await openWeek('2026-11-25');
  const { panel, page } = session;
  expect(await panel.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
  await panel.locator('[role=gridcell][tabindex="0"]').focus();
  for (const key of ['Home', 'PageUp', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await panel.getByRole('heading', { name: 'Tue 24 Nov 02:00' }).waitFor();
  expect(await panel.locator(':focus').getAttribute('aria-label')).toMatch(/^Tue 24 Nov 02:00/);
  await page.keyboard.press('Enter');
  await panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
  expect(heard(session, 'session').at(-1)?.session).toMatchObject({ at: '2026-11-24T01:00:00Z' });
  expect(await panel.getByLabel('When').inputValue()).toBe('2026-11-24T02:00');
});

it('an hour that is left out is no hour, and one that comes twice is two', async () => {
  const session = await openWeek('2026-03-29');
  expect(await hours(session, /^Sun 29 Mar 0[12]:00/).count()).toBe(1);
  await session.panel.getByRole('button', { name: 'clock change week of 19 Oct 2026' }).click();
  await hours(session, /^Sun 25 Oct 02:00 \(UTC\+02:00\): denied$/).waitFor();
  await hours(session, /^Sun 25 Oct 02:00 \(UTC\+01:00\): denied$/).waitFor();
  expect(await hours(session, /: /).count()).toBe(169);
});

it('an hour in which it changes is split, and told in words', async () => {
  const text = `package spacelift

allow if {
	clock := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
	(clock[0] * 60) + clock[1] >= 585
	clock[0] < 18
}
`;
  const session = await openWeek('2026-11-25', { text });
  await hours(session, 'Mon 23 Nov 09:00: denied; from 09:45 allowed').waitFor();
  expect(
    await hours(session, /^Mon 23 Nov 09:00/)
      .locator('.week-part')
      .count(),
  ).toBe(2);
});

it('weeks and zones are chosen', async () => {
  const session = await openWeek('2026-11-25');
  const { panel, page } = session;
  await panel.getByRole('button', { name: 'The week after' }).click();
  await expect.poll(() => heard(session, 'week').at(-1)?.week.date).toBe('2026-12-02');
  await panel.getByRole('combobox', { name: 'Time zone' }).fill('tokyo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await hours(session, /^Tue 1 Dec 10:00: allowed/).waitFor();
  await panel.getByRole('button', { name: 'this week' }).click();
  await expect.poll(() => heard(session, 'week').at(-1)?.week.date).not.toBe('2026-12-02');
});

it('a clause leads to its line; the time of the session does not matter', async () => {
  const session = await openWeek('2026-11-25');
  const { panel } = session;
  await hours(session, /^Tue 24 Nov 02:00/).hover();
  await panel.getByRole('button', { name: 'line 11', exact: true }).click();
  await expect.poll(() => heard(session, 'reveal').at(-1)?.range.start.line).toBe(10);
  expect(heard(session, 'week').at(-1)?.week.session).not.toHaveProperty('at');
});

it('says where every hour is the same', async () => {
  const session = await open({ text: 'package spacelift\n\nallow if input.session.member\n' });
  await session.panel.getByRole('heading', { name: 'Allowed', level: 1 }).waitFor();
  await showTab(session, 'week');
  await session.panel.getByText('The policy does not read the time: every hour comes to the same.').waitFor();
});

it('says where nobody logs in yet', async () => {
  const session = await open();
  const { panel } = session;
  await panel.getByText('Input JSON', { exact: true }).click();
  await showTab(session, 'week');
  await panel.getByRole('heading', { name: 'Say in the tab Session who logs in' }).waitFor();
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await panel.getByRole('tab', { name: 'Session', selected: true }).waitFor();
});
