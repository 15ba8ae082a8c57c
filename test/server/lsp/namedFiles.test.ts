/** What a scenario file may name in an editor: its text may come from anybody. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Files } from '../../../server/src/lsp/host.ts';
import { nodeFiles } from '../../../server/src/node/files.ts';
import {
  PIN_SCENARIO,
  SCENARIOS,
  type PinScenarioResult,
  type ScenariosResult,
} from '../../../server/src/protocol/lsp.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

const POLICY = 'package spacelift\n\nallow if true\n';
const SNAPSHOT = fs.readFileSync(path.resolve(import.meta.dirname, '../../../demo/account.json'));

const { folder, remove } = temporaryFolder({
  'outside/login.rego': POLICY,
  'outside/secret.json': 'root:x:0:0\n',
  'w/login.rego': POLICY,
  'w/account.json': SNAPSHOT,
  'w/notes.json': 'the password is: x\n',
  'w/scenarios/login.rego': POLICY,
  'repository/.git/HEAD': '',
  'repository/login.rego': POLICY,
});
const uriOf = (place: string): string => pathToFileURL(path.join(folder, place)).href;

/** URIs that were looked at in any way. */
const touched: string[] = [];
const files: Files = {
  ...nodeFiles,
  readText: (uri, most) => (touched.push(uri), nodeFiles.readText(uri, most)),
  exists: (uri) => (touched.push(uri), nodeFiles.exists(uri)),
  realUri: (uri) => (touched.push(uri), nodeFiles.realUri(uri)),
};

let client: TestClient;
beforeAll(async () => {
  fs.symlinkSync('../outside/login.rego', path.join(folder, 'w/link.rego'));
  fs.symlinkSync('login.rego', path.join(folder, 'w/near.rego'));
  fs.symlinkSync('/dev/null', path.join(folder, 'w/device.rego'));
  execFileSync('mkfifo', [path.join(folder, 'w/pipe.rego')]);
  fs.writeFileSync(path.join(folder, 'w/large.rego'), '');
  fs.truncateSync(path.join(folder, 'w/large.rego'), 3 * 2 ** 20);
  client = await TestClient.connect({ engine: startEngine(), files, folders: [uriOf('w')] });
});
afterAll(async () => {
  await client.end();
  remove();
});

/** What is found at a scenario file with that text. */
async function findingsOf(place: string, text: string): Promise<string[]> {
  const uri = uriOf(place);
  await client.open(uri, `${text}\nscenarios: []\n`, 'yaml');
  try {
    const result: ScenariosResult = await client.connection.sendRequest(SCENARIOS, { uri });
    return result?.findings.map(({ rule, message }) => `${rule} ${message}`) ?? [];
  } finally {
    await client.close(uri);
  }
}

it.each<[string, string, RegExp]>([
  [
    'w/scenarios',
    'policy: ../../outside/login.rego',
    /^SL081 `\.\.\/\.\.\/outside\/login\.rego` lies outside of the work/,
  ],
  ['w/scenarios', 'policy: //evil/share/x.rego', /^SL081 `\/\/evil\/share\/x\.rego` lies outside of the work/],
  ['w/scenarios', 'policy: /etc/passwd', /^SL081 `\/etc\/passwd` lies outside of the work/],
  ['w/scenarios', 'policy: ../link.rego', /^SL081 `\.\.\/link\.rego` is a link to what lies outside of the work/],
  ['w/scenarios', 'policy: ../device.rego', /^SL081 `\.\.\/device\.rego` is a (?:link|device)/],
  ['w', 'policy: pipe.rego', /^SL081 `pipe\.rego` is a device, a pipe or a socket; a file is needed here\.$/],
  ['w', 'policy: large.rego', /^SL081 `large\.rego` is too large: more than 2 MiB\.$/],
  [
    'w',
    'policy: login.rego\naccount: ../outside/secret.json',
    /^SL081 `\.\.\/outside\/secret\.json` lies outside of the work/,
  ],
  [
    'w',
    'policy: login.rego\naccount: //evil/share/x.json',
    /^SL081 `\/\/evil\/share\/x\.json` lies outside of the work/,
  ],
  [
    'w',
    'policy: login.rego\naccount: notes.json',
    /^SL081 `notes\.json` is no account snapshot: not JSON \(line 1, column 1\)\.$/,
  ],
  ['elsewhere', 'policy: ../outside/login.rego', /^SL081 `\.\.\/outside\/login\.rego` lies outside of the work/],
])('in %s, refuses `%s`', async (place, text, message) => {
  touched.length = 0;
  const [first] = await findingsOf(`${place}/a.scenarios.yaml`, text);
  expect(first).toMatch(message);
  expect(touched.filter((uri) => /evil|outside|etc\/passwd/.test(uri))).toEqual([]);
});

it.each([
  ['w/scenarios', 'policy: login.rego'],
  ['w/scenarios', 'policy: ../login.rego\naccount: ../account.json'],
  ['w/scenarios', 'policy: ../near.rego'],
  ['outside', 'policy: login.rego'],
  ['repository/scenarios', 'policy: ../login.rego'],
])('in %s, takes `%s`', async (place, text) => {
  expect((await findingsOf(`${place}/a.scenarios.yaml`, text)).filter((found) => found.startsWith('SL081'))).toEqual(
    [],
  );
});

it('takes what is open, wherever it lies', async () => {
  const policy = uriOf('outside/login.rego');
  await client.open(policy, POLICY);
  const found = await findingsOf('w/a.scenarios.yaml', 'policy: ../outside/login.rego');
  expect(found.filter((one) => one.startsWith('SL081'))).toEqual([]);
  await client.close(policy);
});

it('writes no account into a new scenario file that could not be read from there', async () => {
  const account = path.join(folder, 'outside/account.json');
  fs.writeFileSync(account, SNAPSHOT);
  const other = await TestClient.connect({ engine: startEngine(), folders: [uriOf('w')], settings: { account } });
  const [uri, file] = [uriOf('w/login.rego'), uriOf('w/new.scenarios.yaml')];
  await other.open(uri, POLICY);
  const pinned: PinScenarioResult = await other.connection.sendRequest(PIN_SCENARIO, {
    textDocument: { uri, version: 1 },
    file,
    pin: { session: { login: 'ada' } },
  });
  expect(pinned.kind === 'text' ? pinned.text : '').toMatch(/^policy: login\.rego\n\n/);
  await other.end();
});
