/** What every test of the panel in a browser needs: a browser, the engine, the pages, and what was opened. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import fs from 'node:fs';
import type { Browser } from 'playwright-core';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { PanelTab, ToHost } from '../../../server/src/protocol/panel.ts';
import { demoAccount } from '../../server/core/account/demoAccount.ts';
import { startEngine } from '../../support/engine.ts';
import { servePages } from './pages.ts';
import { openPanel, startBrowser, type OpenPanel, type PanelOptions } from './panel.ts';

export const LOGIN = fs.readFileSync(new URL('../../../examples/login.rego', import.meta.url), 'utf8');

export type Opener = (options?: Partial<PanelOptions>) => Promise<OpenPanel>;

/** Of the example policy and the demo account, unless told. What the page had no business to say fails the test. */
export function setScene(): Opener {
  let browser: Browser;
  let engine: Engine;
  let pages: Awaited<ReturnType<typeof servePages>>;
  let opened: OpenPanel[] = [];
  beforeAll(async () => {
    [browser, pages] = await Promise.all([startBrowser(), servePages()]);
    engine = startEngine();
  });
  afterAll(async () => {
    pages.close();
    await Promise.all([browser.close(), engine.dispose()]);
  });
  afterEach(async () => {
    for (const { page, complaints, host } of opened) {
      expect(complaints).toEqual([]);
      expect(host.refused).toEqual([]);
      await page.close();
    }
    opened = [];
  });
  return async (options = {}) => {
    const made = await openPanel({ browser, url: pages.url, engine, text: LOGIN, account: demoAccount, ...options });
    opened.push(made);
    return made;
  };
}

const TITLES: Readonly<Record<PanelTab, string>> = {
  session: 'Session',
  matrix: 'Matrix',
  week: 'Week',
  changes: 'Changes',
};

export function showTab({ panel }: OpenPanel, tab: PanelTab): Promise<void> {
  return panel.getByRole('tab', { name: TITLES[tab] }).click();
}

/** What the page has said of a kind. */
export function heard<Type extends ToHost['type']>({ host }: OpenPanel, type: Type): Extract<ToHost, { type: Type }>[] {
  return host.heard.filter((message): message is Extract<ToHost, { type: Type }> => message.type === type);
}
