/** Before all scenarios: VS Code, a browser, and the extension as it is installed. */
import fs from 'node:fs';
import { build } from '../../../scripts/lib/buildSteps.mjs';
import { buildVsix } from '../../../scripts/package/vsix.mjs';
import { setUpBrowser } from '../../../scripts/vscode/browser.mjs';
import { setUpCodeServer } from '../../../scripts/vscode/codeServer.mjs';
import { failures } from './places.ts';
import { VERSIONS } from './versions.mts';

export default async function setUp(): Promise<void> {
  await build();
  await buildVsix();
  for (const version of VERSIONS) setUpCodeServer(version);
  setUpBrowser();
  fs.rmSync(failures, { recursive: true, force: true });
}
