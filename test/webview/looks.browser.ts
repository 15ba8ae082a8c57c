/** Every theme, at a usual and at a narrow width: pictures to be looked at, and what axe finds. */
import axe from 'axe-core';
import fs from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../server/src/core/ports.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import { startEngine } from '../support/engine.ts';
import { servePages, THEMES } from './support/pages.ts';
import { openPanel, startBrowser, type OpenPanel } from './support/panel.ts';

const LOGIN = fs.readFileSync(new URL('../../examples/login.rego', import.meta.url), 'utf8');
const FREEZE = `package spacelift

deny if {
	"DevOps" in input.session.teams
	time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
}
`;
let browser: Browser;
let engine: Engine;
let pages: Awaited<ReturnType<typeof servePages>>;

beforeAll(async () => {
  [browser, pages] = await Promise.all([startBrowser(), servePages()]);
  engine = startEngine();
});
afterAll(async () => {
  pages.close();
  await Promise.all([browser.close(), engine.dispose()]);
});

/** Rules and places, such as `color-contrast: .mark`. */
async function violations({ page }: OpenPanel): Promise<string[]> {
  const frame = page.frames()[1];
  if (!frame) throw new Error('the panel is not there');
  // By the browser's own door: the page's security policy lets nothing else in.
  await frame.evaluate(axe.source);
  const found = await frame.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((results) => results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => target.join(' ')) })))",
  );
  return (found as { id: string; nodes: string[] }[]).map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).join(', ')}`);
}

const SIZES: [string, number][] = [
  ['usual', 640],
  ['narrow', 320],
];

describe.each(THEMES)('%s', (theme) => {
  it.each(SIZES)('a session, %s', async (size, width) => {
    const open = await openPanel({ browser, url: pages.url, engine, text: LOGIN, account: demoAccount, theme, width });
    const { panel, page } = open;
    await panel.getByRole('combobox', { name: 'API key' }).fill('production-deploy');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: /^inside 10\.0\.0\.1/ }).click();
    await panel.getByRole('heading', { name: 'Allowed' }).waitFor();
    await panel.getByText('saw').first().waitFor();
    await panel.locator('.old').first().waitFor({ state: 'detached' });
    await open.picture(`${theme}-${size}`);
    await panel.getByText('All fields').click();
    await panel.getByText('More of the session').click();
    await page.setViewportSize({ width, height: 3000 });
    await open.picture(`${theme}-${size}-whole`);
    expect(await violations(open)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await page.close();
  });

  it.each(SIZES)('the matrix, %s', async (size, width) => {
    const open = await openPanel({ browser, url: pages.url, engine, text: LOGIN, account: demoAccount, theme, width });
    const { panel, page } = open;
    await panel.getByRole('tab', { name: 'Matrix' }).click();
    await panel.getByRole('table', { name: 'Who gets in' }).waitFor();
    await open.picture(`matrix-${theme}-${size}`);
    await panel.getByText('Look at more').click();
    await panel.getByRole('combobox', { name: 'Add a team' }).fill('Platform');
    await page.keyboard.press('Enter');
    await panel.getByText('1 chosen').waitFor();
    await panel.locator('.old').first().waitFor({ state: 'detached' });
    await page.setViewportSize({ width, height: size === 'narrow' ? 4500 : 3000 });
    await open.picture(`matrix-${theme}-${size}-whole`);
    expect(await violations(open)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await page.close();
  });

  it.each(SIZES)('several policies, %s', async (size, width) => {
    const others = { 'prod/freeze-of-december-and-january.rego': FREEZE };
    const made = { browser, url: pages.url, engine, text: LOGIN, others, account: demoAccount, theme, width };
    const open = await openPanel(made);
    const { panel, page } = open;
    await panel.getByRole('combobox', { name: 'API key' }).fill('terraform-automation');
    await page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: 'Matrix' }).click();
    await panel.locator('.beside > summary').click();
    for (const name of ['prod/freeze', 'deployed']) {
      await panel.getByRole('combobox', { name: 'Add a login policy' }).fill(name);
      await panel.getByRole('option', { name }).first().waitFor();
      await page.keyboard.press('Enter');
    }
    await panel.locator('.level-cell').getByText('by prod/freeze').first().waitFor();
    await panel.locator('.old').first().waitFor({ state: 'detached' });
    await open.picture(`several-${theme}-${size}`);
    expect(await violations(open)).toEqual([]);
    await panel.getByRole('tab', { name: 'Week' }).click();
    await panel.getByRole('gridcell').first().waitFor();
    await open.picture(`several-week-${theme}-${size}`);
    await panel.getByRole('tab', { name: 'Session' }).click();
    await panel.getByText('is asked alone').waitFor();
    await open.picture(`several-session-${theme}-${size}`);
    expect(await violations(open)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await page.close();
  });

  it.each(SIZES)('changes, %s', async (size, width) => {
    const head = LOGIN.replace('{"space-reader"}},\n\t"Contractors"', '{"space-admin"}},\n\t"Contractors"');
    const text = LOGIN.replace('"Platform" in', '"Platfrom" in').replace(
      '[input.session.login]\n\tfrom_company_network\n',
      '[input.session.login]\n',
    );
    const made = { browser, url: pages.url, engine, text, head, account: demoAccount, theme, width };
    const open = await openPanel(made);
    const { panel, page } = open;
    await panel.getByRole('tab', { name: 'Changes' }).click();
    await panel.getByRole('table', { name: 'What changes' }).waitFor();
    await open.picture(`changes-${theme}-${size}`);
    await page.setViewportSize({ width, height: 2200 });
    await open.picture(`changes-${theme}-${size}-whole`);
    expect(await violations(open)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await page.close();
  });

  it.each(SIZES)('a week, %s', async (size, width) => {
    const open = await openPanel({ browser, url: pages.url, engine, text: LOGIN, account: demoAccount, theme, width });
    const { panel, page } = open;
    await panel.getByRole('combobox', { name: 'API key' }).fill('scheduled');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Denied' }).waitFor();
    await panel.getByRole('tab', { name: 'Week' }).click();
    await panel.getByLabel('A day of the week').fill('2026-10-25');
    await panel.getByRole('gridcell', { name: 'Tue 20 Oct 02:00' }).hover();
    await page.setViewportSize({ width, height: 1100 });
    await open.picture(`week-${theme}-${size}`);
    expect(await violations(open)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await page.close();
  });
});
