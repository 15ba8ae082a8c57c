/** Before all tests of the panel: what is built, and a browser. */
import fs from 'node:fs';
import { build } from '../../../scripts/lib/buildSteps.mjs';
import { setUpBrowser } from '../../../scripts/vscode/browser.mjs';
import { pictures } from './panel.ts';

export default async function setUp(): Promise<void> {
  await build();
  setUpBrowser();
  fs.rmSync(pictures, { recursive: true, force: true });
}
