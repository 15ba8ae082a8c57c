/** A scenario's VS Code, from the start to the end. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { vsix } from '../../../scripts/package/vsix.mjs';
import { setUpBrowser } from '../../../scripts/vscode/browser.mjs';
import { setUpCodeServer } from '../../../scripts/vscode/codeServer.mjs';
import { startCodeServer, type Surroundings } from './codeServer.ts';
import { failures, root } from './places.ts';
import { vsCodeUnderTest } from './versions.mts';
import { openWorkbench } from './workbench.ts';

/** How long anything may take to be seen, in milliseconds; only what does not come at all takes so long. */
const PATIENCE_MS = 30_000;

export interface Session {
  readonly page: Page;
  /** Keeps a picture, and what was written, for whoever looks into a failure. */
  readonly keep: (name: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** @param folder relative to the root; a copy of it is opened */
export async function startSession(folder: string, surroundings: Surroundings = {}): Promise<Session> {
  const server = await startCodeServer(setUpCodeServer(vsCodeUnderTest()), vsix, path.join(root, folder), surroundings);
  const { executablePath, env } = setUpBrowser();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await openWorkbench(page, server.url);
  return {
    page,
    keep: async (name) => {
      fs.mkdirSync(failures, { recursive: true });
      await page.screenshot({ path: path.join(failures, `${name} (${vsCodeUnderTest()}).png`) });
      fs.writeFileSync(path.join(failures, `${name} (${vsCodeUnderTest()}).log`), [server.log(), ...said].join('\n'));
    },
    end: async () => {
      await browser.close();
      await server.stop();
    },
  };
}
