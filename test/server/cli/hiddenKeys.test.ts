/** An account that does not show its API keys: what is said of a key that somebody names. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { demoAccount, keyId, spaceId } from '../core/account/demoAccount.ts';

const id = `api::${keyId('terraform-prod')}`;
const production = spaceId('production');
const BY_ID = `package spacelift

allow if input.session.login == "${id}"

roles["${production}"] contains "deployer" if input.session.login == "${id}"
`;
const BY_TEAM = 'package spacelift\n\nallow if "DevOps" in input.session.teams\n';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
  const { at } = demoAccount.apiKeys;
  const hidden = { ...demoAccount, apiKeys: { state: 'forbidden', at, items: [], reason: 'no permission' } };
  files = temporaryFolder({
    'hidden.json': JSON.stringify(hidden),
    'byId.json': JSON.stringify({ ...hidden, keyLogin: 'id' }),
    'id.rego': BY_ID,
    'team.rego': BY_TEAM,
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string): Promise<CliRun> =>
  runCli(
    engine,
    commandLine.split(' ').map((arg) => arg.replace('@', files.folder)),
  );

const NOT_SHOWN =
  'The account "demo" does not show the API key "terraform-prod": what the account shows of its API keys is forbidden (no permission)';
const UNKNOWN = 'its login, its teams and whether it is an administrative key, which is always admin';

it("can: by the account's own policies, unknown", async () => {
  const { out, code } = await run('can terraform-prod run:trigger eu --account @/hidden.json --ip 10.0.0.1');
  expect(code).toBe(2);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(/^\? UNKNOWN {2}run:trigger in production \/ eu /);
  expect(lines.slice(lines.indexOf('Why') + 1).slice(0, 2)).toEqual([
    `  ${NOT_SHOWN}. Not known: ${UNKNOWN}`,
    '  As assumed, no: No role is held in production / eu',
  ]);
  expect(out).toContain(`with "${id}": yes`);
  expect(out).not.toMatch(/without an account|has no team/);
});

it.each<[string, string, string[]]>([
  [
    'both forms of its login, as far as they are known',
    'simulate @/id.rego --key terraform-prod --account @/hidden.json',
    [
      `! ${NOT_SHOWN}. Not known, and assumed: ${UNKNOWN}`,
      '✗ DENIED  terraform-prod from 203.0.113.1 on Tuesday 2026-03-03T08:30:00Z',
      `! As "terraform-prod": denied, no roles. As "${id}": allowed, deployer in ${production}.`,
    ],
  ],
  [
    'its id, where that is how keys log in',
    'simulate @/id.rego --key terraform-prod --account @/byId.json',
    [
      `! ${NOT_SHOWN}. Not known, and assumed: ${UNKNOWN}`,
      '✗ DENIED  terraform-prod (api::<id>) from 203.0.113.1 on Tuesday 2026-03-03T08:30:00Z',
      `! As \`api::\` and an id that the policy does not have: denied, no roles. As "${id}": allowed, deployer in ${production}.`,
    ],
  ],
  [
    'a login that does not matter: only teams do',
    'simulate @/team.rego --key terraform-prod --account @/hidden.json',
    [
      `! ${NOT_SHOWN}. Not known, and assumed: ${UNKNOWN}`,
      '✗ DENIED  terraform-prod from 203.0.113.1 on Tuesday 2026-03-03T08:30:00Z',
    ],
  ],
])('simulate begins with who is not known, then %s', async (_, commandLine, expected) => {
  const { out, code } = await run(commandLine);
  expect(out.split('\n').slice(0, expected.length)).toEqual(expected);
  expect(out.split('Notes')[1]).not.toContain('does not show the API key');
  expect(code).toBe(0);
});
