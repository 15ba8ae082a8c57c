/** The panel in a real browser. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { setUpBrowser } from '../../../scripts/vscode/browser.mjs';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { RegoVersion } from '../../../server/src/protocol/engine.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { ToPage } from '../../../server/src/protocol/panel.ts';
import { FakeHost } from './host.ts';
import type { ThemeName } from './pages.ts';

/** How long anything may take to be seen, in milliseconds; only what does not come at all takes so long. */
const PATIENCE_MS = 15_000;

/** Of what is taken while testing; not kept in the repository. */
export const pictures = path.resolve(import.meta.dirname, '../../../.vscode-test/panel');

export async function startBrowser(): Promise<Browser> {
  const { executablePath, env } = setUpBrowser();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}

export interface PanelOptions {
  browser: Browser;
  url: string;
  engine: Engine;
  text: string;
  account?: AccountSnapshot | undefined;
  rego?: RegoVersion;
  /** What HEAD has; left out, there is no git. */
  head?: string;
  /** Other policies of the workspace, by their names. */
  others?: Readonly<Record<string, string>>;
  theme?: ThemeName;
  width?: number;
  height?: number;
}

export interface OpenPanel {
  readonly page: Page;
  readonly panel: FrameLocator;
  readonly host: FakeHost;
  /** What the page has complained of: errors, and what its security policy has stopped. */
  readonly complaints: string[];
  /** Hands the page a message as VS Code does, whatever it is. */
  readonly send: (message: unknown) => Promise<void>;
  readonly picture: (name: string) => Promise<void>;
}

export async function openPanel(options: PanelOptions): Promise<OpenPanel> {
  const {
    browser,
    url,
    engine,
    text,
    account,
    rego,
    head,
    others,
    theme = 'dark',
    width = 640,
    height = 900,
  } = options;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce', timezoneId: 'UTC' });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const send = (message: unknown): Promise<void> =>
    page.evaluate((given) => {
      (globalThis as unknown as { toPanel: (message: unknown) => void }).toPanel(given);
    }, message);
  const host = new FakeHost({
    engine,
    text,
    send: (message: ToPage) => send(message),
    ...(account && { account }),
    ...(rego && { rego }),
    ...(head !== undefined && { head }),
    ...(others && { others }),
  });
  await page.exposeFunction('toHost', (message: unknown) => host.hear(message));
  await page.goto(`${url}/?theme=${theme}`);
  return {
    page,
    panel: page.frameLocator('iframe[title="panel"]'),
    host,
    complaints,
    send,
    picture: async (name) => {
      fs.mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    },
  };
}
