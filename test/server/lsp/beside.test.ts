/** Several login policies asked together: the same answers as on the command line, and what can't be asked. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import demo from '../../../demo/account.json' with { type: 'json' };
import {
  DIFFERENCE,
  EXPORT_DIFFERENCE,
  EXPORT_MATRIX,
  MATRIX,
  POLICIES,
  WEEK,
  type DifferenceResult,
  type ExportResult,
  type NoOverview,
  type PoliciesResult,
  type PolicyBeside,
  type WeekResult,
} from '../../../server/src/protocol/lsp.ts';
import type { AccessMatrix } from '../../../server/src/protocol/matrix.ts';
import { NOW, runCli, temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
const FREEZE = 'package spacelift\n\ndeny if "DevOps" in input.session.teams\n';
const OPS = 'package spacelift\n\nadmin if "DevOps" in input.session.teams\n';
const deployed = [
  { id: 'main', name: 'Main', body: MEMBERS, engine: 'v1' },
  { id: 'freeze', name: 'Freeze', body: FREEZE, engine: 'v1' },
  { id: 'freeze-2', name: 'Freeze', body: OPS, engine: 'v1' },
];
const patterns = path.resolve(import.meta.dirname, '../../../examples/patterns');
const names = fs.readdirSync(patterns).filter((name) => name.endsWith('.rego'));

const { folder, remove } = temporaryFolder({
  'account.json': JSON.stringify({
    ...demo,
    loginPolicies: { state: 'complete', at: '2026-01-01T00:00:00Z', items: deployed },
  }),
  'w/login.rego': MEMBERS,
  'w/prod/login.rego': FREEZE,
  'w/freeze.rego': FREEZE,
  'w/ops.rego': OPS,
  'w/broken.rego': 'package spacelift\n\nallow if input.session.member ==\n',
  'w/plan.rego': 'package spacelift\n\ndeny[msg] { input.terraform; msg := "x" }\n',
  'w/off.rego': MEMBERS,
  'outside/login.rego': FREEZE,
});
const uriOf = (place: string): string => pathToFileURL(path.join(folder, place)).href;
const file = (place: string): PolicyBeside => ({ kind: 'file', uri: uriOf(place) });
const ofAccount = (policy: string): PolicyBeside => ({ kind: 'deployed', policy });

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  fs.symlinkSync('login.rego', path.join(folder, 'w/same.rego'));
  fs.symlinkSync('freeze.rego', path.join(folder, 'w/again.rego'));
  client = await TestClient.connect({
    engine: { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() },
    folders: [uriOf('w')],
    settings: { account: path.join(folder, 'account.json'), files: { 'off.rego': 'off' } },
    clock: { now: () => NOW },
  });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
});
afterAll(async () => {
  await client.end();
  await engine.dispose();
  remove();
});

/** Of a policy at a place, with that text where it is not the file's. */
async function ask<Result>(
  method: string,
  params: object,
  { place = 'w/login.rego', text }: { place?: string; text?: string } = {},
): Promise<Result | NoOverview> {
  const uri = uriOf(place);
  await client.open(uri, text ?? fs.readFileSync(path.join(folder, place), 'utf8'));
  try {
    return await client.connection.sendRequest(method, { textDocument: { uri, version: 1 }, ...params });
  } finally {
    await client.close(uri);
  }
}

/** The outcomes' levels, with the policies that decide. */
async function outcomesOf(beside: PolicyBeside[], text?: string): Promise<string[]> {
  const chosen = { teams: ['DevOps'], logins: ['eve'], only: true };
  const result = await ask<ExportResult>(
    EXPORT_MATRIX,
    { beside, chosen, format: 'json' },
    text === undefined ? {} : { text },
  );
  if (result.kind !== 'text') throw new Error(JSON.stringify(result));
  const { outcomes } = JSON.parse(result.text) as AccessMatrix;
  return outcomes.map(({ level, by = [] }) => `${level} by ${by.join(', ')}`);
}

async function onCommandLine(words: string[]): Promise<unknown> {
  const { out, err, code } = await runCli(engine, [...words, '--account', path.join(folder, 'account.json')]);
  if (code === 2) throw new Error(err);
  // Whoever gives a path calls the policy by it.
  return JSON.parse(out.replaceAll(`${folder}/w/`, '').replaceAll(`${patterns}/`, ''));
}

describe('as on the command line', () => {
  it.each(names)('the matrix of %s and another policy', async (name) => {
    const text = fs.readFileSync(path.join(patterns, name), 'utf8');
    fs.writeFileSync(path.join(folder, 'w', name), text);
    const chosen = { keys: ['ci-cd-production'], teams: ['DevOps'], only: true };
    const params = { beside: [file('w/freeze.rego')], chosen, format: 'json' };
    const result = await ask<ExportResult>(EXPORT_MATRIX, params, { place: `w/${name}` });
    const files = [name, 'freeze.rego'].map((one) => path.join(folder, 'w', one));
    const who = ['--key', 'ci-cd-production', '--team', 'DevOps', '--only'];
    const expected = await onCommandLine(['matrix', ...files, ...who, '--format', 'json']);
    expect(result.kind === 'text' && JSON.parse(result.text)).toEqual(expected);
    fs.rmSync(path.join(folder, 'w', name));
  });

  it.each<[string, string[]]>([
    ['files', ['freeze.rego', 'ops.rego']],
    ['one', ['freeze.rego']],
  ])('a difference beside %s', async (_, others) => {
    const older = `${MEMBERS}\nadmin if "Platform" in input.session.teams\n`;
    fs.writeFileSync(path.join(folder, 'w', 'old.rego'), older);
    const baseline = { kind: 'text', name: 'old.rego', text: older };
    const chosen = { teams: ['Platform', 'DevOps'], only: true };
    const params = { baseline, beside: others.map((one) => file(`w/${one}`)), chosen, format: 'json' };
    const result = await ask<ExportResult>(EXPORT_DIFFERENCE, params);
    const at = (name: string): string => path.join(folder, 'w', name);
    const who = ['--team', 'Platform', '--team', 'DevOps', '--only', '--format', 'json'];
    const beside = others.flatMap((one) => ['--beside', at(one)]);
    const expected = await onCommandLine(['diff', at('old.rego'), at('login.rego'), ...beside, ...who]);
    expect(result.kind === 'text' && JSON.parse(result.text)).toEqual(expected);
    expect(expected).toMatchObject({ verdict: 'narrower' });
    fs.rmSync(at('old.rego'));
  });

  it('a week', async () => {
    const request = { session: { login: 'eve', teams: ['DevOps'] }, zone: 'Europe/Berlin', date: '2026-11-24' };
    const result = await ask<WeekResult>(WEEK, { beside: [file('w/freeze.rego')], request });
    const files = ['login.rego', 'freeze.rego'].map((one) => path.join(folder, 'w', one));
    const who = ['--login', 'eve', '--team', 'DevOps', '--zone', 'Europe/Berlin', '--date', '2026-11-24'];
    expect(result.kind === 'week' && result.week).toEqual(
      await onCommandLine(['week', ...files, ...who, '--format', 'json']),
    );
    expect(result).toMatchObject({ week: { summary: ['denied by freeze.rego, the whole week'] } });
  });
});

describe('taken together', () => {
  it.each<[string, PolicyBeside[], string[]]>([
    ['none', [], ['allow by ']],
    ['a file', [file('w/freeze.rego')], ['allow by login.rego', 'deny by freeze.rego']],
    ['by a link, once', [file('w/freeze.rego'), file('w/again.rego')], ['allow by login.rego', 'deny by freeze.rego']],
    ['of the same name', [file('w/prod/login.rego')], ['allow by w/login.rego', 'deny by prod/login.rego']],
    [
      'deployed ones, once',
      [ofAccount('freeze'), ofAccount('main'), ofAccount('freeze')],
      ['allow by login.rego, "Main" as deployed', 'deny by "Freeze" (freeze) as deployed'],
    ],
    [
      'both',
      [ofAccount('freeze-2'), file('w/ops.rego')],
      ['admin by ops.rego, "Freeze" (freeze-2) as deployed', 'allow by login.rego'],
    ],
  ])('%s', async (_, beside, expected) => {
    expect(await outcomesOf(beside)).toEqual(expected);
  });

  it('as they stand in the editor, which may be ahead of the disk', async () => {
    const other = uriOf('w/freeze.rego');
    await client.open(other, 'package spacelift\n\nallow if "DevOps" in input.session.teams\n');
    expect(await outcomesOf([file('w/freeze.rego')])).toEqual([
      'allow by login.rego, freeze.rego',
      'allow by login.rego',
    ]);
    await client.change(other, { text: OPS });
    expect(await outcomesOf([file('w/freeze.rego')])).toEqual(['admin by freeze.rego', 'allow by login.rego']);
    await client.close(other);
    expect(await outcomesOf([file('w/freeze.rego')])).toEqual(['allow by login.rego', 'deny by freeze.rego']);
  });
});

describe('a difference', () => {
  const baseline = { kind: 'text', name: 'login.rego at HEAD', text: `${MEMBERS}\n${OPS.slice(19)}` };
  const changes = (result: DifferenceResult): unknown =>
    result.kind === 'difference'
      ? { changes: result.difference.words.rows.map((row) => row.changes), verdict: result.difference.verdict }
      : result;

  it('has those beside on both sides', async () => {
    const alone = await ask<DifferenceResult>(DIFFERENCE, { baseline });
    expect(changes(alone)).toEqual({ changes: [['− admin']], verdict: 'narrower' });
    const frozen = await ask<DifferenceResult>(DIFFERENCE, { baseline, beside: [file('w/freeze.rego')] });
    expect(changes(frozen)).toEqual({ changes: [], verdict: 'same' });
  });

  it('against a deployed policy has the others of the account anyway, once', async () => {
    const against = { kind: 'deployed', policy: 'main' };
    const asked = { baseline: against, beside: [ofAccount('main'), ofAccount('freeze'), file('w/ops.rego')] };
    const result = await ask<DifferenceResult>(DIFFERENCE, asked, { text: 'package spacelift\n\nallow if true\n' });
    const by = result.kind === 'difference' ? result.difference.outcomes.flatMap((one) => one.by ?? []) : [];
    expect([...new Set(by)].sort()).toEqual(['"Freeze" (freeze) as deployed', '"Main" as deployed', 'login.rego']);
  });

  it('tells the older version from a policy beside that is called the same', async () => {
    const file1 = { kind: 'text', name: 'freeze.rego', text: OPS };
    const result = await ask<DifferenceResult>(DIFFERENCE, { baseline: file1, beside: [file('w/freeze.rego')] });
    expect(result.kind === 'difference' && result.difference.words.before).toBe('freeze.rego, the older version');
  });
});

const REQUEST = { session: { login: 'eve' }, zone: 'Europe/Berlin', date: '2026-11-24' };

describe.each<[string, object]>([
  [MATRIX, {}],
  [DIFFERENCE, { baseline: { kind: 'text', name: 'before', text: MEMBERS } }],
  [WEEK, { request: REQUEST }],
])('%s', (method, params) => {
  it.each<[string, unknown, string]>([
    ['a file that there is not', [file('w/none.rego')], 'There is no file `none.rego`'],
    ['no login policy', [file('w/plan.rego')], '`plan.rego` is no login policy: '],
    ['what is turned off', [file('w/off.rego')], '`off.rego` is no login policy: the settings say so'],
    ['the policy itself', [file('w/login.rego')], '`login.rego` is the policy in the editor'],
    ['the policy itself, by a link', [file('w/same.rego')], '`same.rego` is the policy in the editor'],
    ['what lies elsewhere', [file('outside/login.rego')], '`outside/login.rego` lies outside of the workspace'],
    ['another machine', [{ kind: 'file', uri: 'file://evil/share/x.rego' }], '`x.rego` lies outside of the workspace'],
    ['an id that is none', [ofAccount('x')], 'has no login policy with the id "x"'],
    ['a kind that is none', [{ kind: 'git' }], 'beside[0].kind: right would be a file or a deployed policy'],
    ['no list', 'freeze.rego', 'beside: right would be a list of policies'],
    ['a URI that is no text', [{ kind: 'file', uri: 1 }], 'beside[0].uri: right would be a text'],
  ])('refuses %s', async (_, beside, message) => {
    const result = await ask<NoOverview>(method, { ...params, beside });
    expect(result).toEqual({ kind: 'refused', message: expect.stringContaining(message) as string });
  });

  it('names one that does not compile, with places in it', async () => {
    const result = await ask<NoOverview>(method, { ...params, beside: [file('w/broken.rego')] });
    expect(result).toMatchObject({
      kind: 'policy',
      name: 'broken.rego',
      findings: [{ severity: 'error', range: { start: { line: 2 } } }],
    });
  });
});

it('lists the login policies that there are, open or not', async () => {
  const open = uriOf('outside/login.rego');
  await client.open(open, FREEZE);
  const found = await client.connection.sendRequest<PoliciesResult>(POLICIES);
  await client.close(open);
  const expected = ['outside/login.rego', 'w/broken.rego', 'w/freeze.rego', 'w/login.rego', 'w/ops.rego'];
  expect(found.sort()).toEqual([...expected, 'w/prod/login.rego'].map(uriOf).sort());
});
