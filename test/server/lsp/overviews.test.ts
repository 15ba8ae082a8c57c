/** What many sessions come to, asked of the language server: matrix and difference, as shown and as text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  WorkDoneProgress,
  type WorkDoneProgressReport,
} from 'vscode-languageserver-protocol/node';
import demo from '../../../demo/account.json' with { type: 'json' };
import type { Engine } from '../../../server/src/core/ports.ts';
import {
  DIFFERENCE,
  EXPORT_DIFFERENCE,
  EXPORT_MATRIX,
  MATRIX,
  WEEK,
  type ClientSettings,
  type DifferenceResult,
  type ExportResult,
  type MatrixResult,
  type NoOverview,
  type WeekResult,
} from '../../../server/src/protocol/lsp.ts';
import type { AccessDifference, AccessMatrix } from '../../../server/src/protocol/matrix.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

const URI = 'file:///a/login.rego';
const DEMO = new URL('../../../demo/account.json', import.meta.url).href;
const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
const ADMINS = 'package spacelift\n\nadmin if "DevOps" in input.session.teams\n';
const NOVEMBER = { zone: 'Europe/Berlin', date: '2026-11-24' };
const WEEKLY = { session: { login: 'a@example.com' }, ...NOVEMBER };
const BY_NAME = 'package spacelift\n\nallow if input.session.login == "ci-cd-production"\n';

interface Surroundings {
  settings?: ClientSettings;
  /** Of the account, in place of the demo account's. */
  account?: object;
  /** Of the engine's, in place of the real one. */
  ask?: Engine['ask'];
}

/** Opens the policy, and lets a test ask the server about it. */
async function withPolicy<Result>(
  text: string,
  { settings, account = demo, ask }: Surroundings,
  use: (client: TestClient) => Promise<Result>,
): Promise<Result> {
  const kept: Engine = {
    ask: ask ?? ((request, token) => engine.ask(request, token)),
    dispose: () => Promise.resolve(),
  };
  const client = await TestClient.connect({
    engine: kept,
    files: memoryFiles(new Map([[DEMO, JSON.stringify(account)]])),
    settings: { account: 'demo', ...settings },
    folders: ['file:///a'],
  });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  await client.open(URI, text);
  const result = await use(client);
  await client.end();
  return result;
}

function askOpen<Result>(
  method: string,
  text: string,
  params: object = {},
  surroundings: Surroundings = {},
): Promise<Result | NoOverview> {
  return withPolicy(text, surroundings, (client) =>
    client.connection.sendRequest(method, { textDocument: { uri: URI, version: 1 }, ...params }),
  );
}

function matrixIn(result: MatrixResult): Extract<MatrixResult, { kind: 'matrix' }>['matrix'] {
  if (result.kind !== 'matrix') throw new Error(JSON.stringify(result));
  return result.matrix;
}

function differenceIn(result: DifferenceResult): Extract<DifferenceResult, { kind: 'difference' }>['difference'] {
  if (result.kind !== 'difference') throw new Error(JSON.stringify(result));
  return result.difference;
}

/** `allowed: ci-cd-production by its name`, a line for each row. */
function listRows({ rows, words }: ReturnType<typeof matrixIn>): string[] {
  return rows.map(({ outcome, subjects }) => {
    const who = subjects.map((subject) => words.subjects[subject] ?? '?').join(', ');
    return `${words.outcomes[outcome]?.level ?? '?'}: ${who}`;
  });
}

const CHOSEN = { keys: ['ci-cd-production'], only: true };

describe('a matrix', () => {
  it.each<[string, ClientSettings, string[]]>([
    ['both forms of a login', {}, ['allowed: ci-cd-production by its name', 'denied: ci-cd-production by its id']],
    ['the form that is set', { keyLogin: 'id' }, ['denied: ci-cd-production by its id']],
    ['the other one', { keyLogin: 'name' }, ['allowed: ci-cd-production by its name']],
  ])('has %s, in the words of the command line', async (_, settings, expected) => {
    const result = await askOpen<MatrixResult>(MATRIX, BY_NAME, { chosen: CHOSEN }, { settings });
    expect(listRows(matrixIn(result))).toEqual(expected);
  });

  it('has people described whole, told apart by what they have', async () => {
    const text = `${MEMBERS}\ndeny if {\n  not input.session.member\n  "Ops" in input.session.teams\n}\n`;
    const teams = ['Platform', 'Ops'];
    const chosen = { sessions: [{ teams }, { teams, member: false }, { login: 'ada', teams }], only: true };
    expect(listRows(matrixIn(await askOpen<MatrixResult>(MATRIX, text, { chosen })))).toEqual([
      'allowed: team Platform + Ops (not known to the account), ada + Platform + Ops (not known to the account)',
      'denied: somebody with teams Platform + Ops as no member (not known to the account)',
    ]);
  });

  it('tells from where and when, what is assumed, and how many sessions there are', async () => {
    const text = `package spacelift

allow if {
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
  time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
  input.session.member
}
`;
    const { words, sessions, addresses, instants, subjects, ...rest } = matrixIn(
      await askOpen<MatrixResult>(MATRIX, text, { chosen: { logins: ['a@b.com'], only: true } }),
    );
    expect(sessions).toBe(subjects.length * addresses.length * instants.length);
    expect(rest).not.toHaveProperty('cells');
    expect(words.rows[0]).toEqual([{ from: 'from 10.0.0.0/8', when: '00:00–04:00 (Europe/Berlin)' }]);
    expect(words.assumed.join('\n')).toContain('session.member = true of people');
  });

  it.each(['csv', 'json', 'markdown'] as const)('is exported as %s', async (format) => {
    const result = await askOpen<ExportResult>(EXPORT_MATRIX, BY_NAME, { chosen: CHOSEN, format });
    const text = result.kind === 'text' ? result.text : JSON.stringify(result);
    if (format === 'json') expect((JSON.parse(text) as AccessMatrix).cells).toEqual([1, 0]);
    else
      expect(text).toContain(format === 'csv' ? 'key,ci-cd-production,ci-cd-production,,,allow' : '| allowed | ci-cd');
    expect(result).not.toHaveProperty('leftOut');
  });

  it('is exported as csv with what has no place in it', async () => {
    const result = await askOpen<ExportResult>(EXPORT_MATRIX, BY_NAME, { format: 'csv' });
    const leftOut = result.kind === 'text' ? result.leftOut : undefined;
    expect(leftOut?.join('\n')).toContain("API keys of the account can't log in");
  });
});

describe('a difference', () => {
  it('is told against an older text', async () => {
    const baseline = { kind: 'text', name: 'login.rego at HEAD', text: MEMBERS };
    const { verdict, words, rows } = differenceIn(
      await askOpen<DifferenceResult>(DIFFERENCE, `${MEMBERS}\n${ADMINS.slice(19)}`, { baseline }),
    );
    expect(verdict).toBe('wider');
    expect(words).toMatchObject({ before: 'login.rego at HEAD', after: 'login.rego', lockOut: [] });
    expect(words.rows[0]?.changes).toEqual(['+ admin']);
    expect(rows[0]?.causes?.[0]).toMatchObject({ fires: 'after', policy: 'login.rego', rule: 'admin' });
  });

  it('reads an older text as what it was, of another Rego too', async () => {
    const baseline = { kind: 'text', name: 'before', text: 'package spacelift\n\nallow { input.session.member }\n' };
    expect(differenceIn(await askOpen<DifferenceResult>(DIFFERENCE, MEMBERS, { baseline })).verdict).toBe('same');
  });

  it('says first that nobody could repair the policy', async () => {
    const baseline = { kind: 'text', name: 'before', text: ADMINS };
    const { lockedOut, words } = differenceIn(await askOpen<DifferenceResult>(DIFFERENCE, MEMBERS, { baseline }));
    expect(lockedOut?.could).not.toEqual([]);
    expect(words.lockOut[0]).toContain('Nobody of those looked at can repair the policy any more');
  });

  const deployed = [
    { id: 'main', name: 'Main', body: MEMBERS, engine: 'v1' },
    { id: 'others', name: 'Others', body: ADMINS, engine: 'v1' },
  ];
  const withDeployed = (items: object[], state = 'complete'): Surroundings => ({
    account: { ...demo, loginPolicies: { state, at: '2026-01-01T00:00:00Z', items } },
  });

  it('replaces one deployed policy, and leaves the others on both sides', async () => {
    const params = { baseline: { kind: 'deployed', policy: 'main' } };
    const result = await askOpen<DifferenceResult>(DIFFERENCE, BY_NAME, params, withDeployed(deployed));
    const { verdict, lockedOut, words, outcomes } = differenceIn(result);
    expect({ verdict, lockedOut, before: words.before }).toEqual({ verdict: 'narrower', before: '"Main" as deployed' });
    expect(outcomes.flatMap(({ by = [] }) => by)).toContain('"Others" as deployed');
  });

  it.each<[string, object, Surroundings, string]>([
    [
      'an id that is none',
      { kind: 'deployed', policy: 'x' },
      withDeployed(deployed),
      'no login policy with the id "x"',
    ],
    [
      'policies that are not known',
      { kind: 'deployed', policy: 'main' },
      withDeployed([], 'forbidden'),
      'are forbidden',
    ],
    ['no account', { kind: 'deployed', policy: 'main' }, { settings: { account: 'none.json' } }, 'No account is known'],
  ])('is refused for %s', async (_, baseline, surroundings, message) => {
    const result = await askOpen<DifferenceResult>(DIFFERENCE, MEMBERS, { baseline }, surroundings);
    expect(result).toEqual({ kind: 'refused', message: expect.stringContaining(message) as string });
  });

  it('names another policy that has mistakes, with places in that', async () => {
    const text = 'package spacelift\n\nallow if input.session.member ==\n';
    const baseline = { kind: 'text', name: 'login.rego at HEAD', text };
    expect(await askOpen<DifferenceResult>(DIFFERENCE, MEMBERS, { baseline })).toMatchObject({
      kind: 'policy',
      name: 'login.rego at HEAD',
      findings: [{ severity: 'error', range: { start: { line: 2 } } }],
    });
  });

  it.each(['json', 'markdown'] as const)('is exported as %s', async (format) => {
    const baseline = { kind: 'text', name: 'HEAD', text: ADMINS };
    const result = await askOpen<ExportResult>(EXPORT_DIFFERENCE, MEMBERS, { baseline, format });
    const text = result.kind === 'text' ? result.text : JSON.stringify(result);
    if (format === 'json') expect((JSON.parse(text) as AccessDifference).verdict).toBe('both');
    else expect(text).toContain('HEAD → login.rego');
  });
});

describe('a week', () => {
  const NIGHTS = `package spacelift

allow if {
  input.session.login == "ci-cd-production"
  time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
}
`;

  it.each<[string, ClientSettings, string[]]>([
    ['by its id, where nothing is set', {}, ['denied, the whole week']],
    [
      'by its name, as it is set',
      { keyLogin: 'name' },
      ['allowed Mon, Tue, Wed, Thu, Fri, Sat, Sun 00:00–04:00 (Europe/Berlin); else denied'],
    ],
  ])('has the hours of a key %s', async (_, settings, summary) => {
    const request = { session: { key: 'ci-cd-production' }, ...NOVEMBER };
    const result = await askOpen<WeekResult>(WEEK, NIGHTS, { request }, { settings });
    expect(result).toMatchObject({ kind: 'week', version: 1, week: { monday: '2026-11-23', summary } });
  });

  it.each<[string, object, string]>([
    ['a zone that is none', { ...WEEKLY, zone: 'Berlin' }, 'Europe/Berlin'],
    ['a date that is none', { ...WEEKLY, date: '2026-02-30' }, 'is no date'],
    ['an unknown key', { ...WEEKLY, session: { key: 'nobody' } }, 'nobody'],
    ['a field that is none', { ...WEEKLY, day: 1 }, 'request.day'],
    ['a date that is no text', { ...WEEKLY, date: 5 }, 'request.date: right would be a text'],
  ])('is refused for %s', async (_, request, message) => {
    const result = await askOpen<WeekResult>(WEEK, NIGHTS, { request });
    expect(result).toEqual({ kind: 'refused', message: expect.stringContaining(message) as string });
  });
});

const BASELINE = { kind: 'text', name: 'before', text: MEMBERS };
const BROKEN = 'package spacelift\n\nallow if {\n';

/** What holds of each of the questions. */
describe.each<[string, object]>([
  [MATRIX, {}],
  [EXPORT_MATRIX, { format: 'csv' }],
  [DIFFERENCE, { baseline: BASELINE }],
  [EXPORT_DIFFERENCE, { baseline: BASELINE, format: 'json' }],
  [WEEK, { request: WEEKLY }],
])('%s', (method, params) => {
  it.each<[string, string, object, object]>([
    ['mistakes of the policy are told', BROKEN, {}, { kind: 'policy', version: 1, findings: [{ severity: 'error' }] }],
    [
      'what is no login policy is not asked',
      'package spacelift\n\ndeny { input.terraform }\n',
      {},
      { kind: 'noPolicy' },
    ],
    ['another version is stale', MEMBERS, { textDocument: { uri: URI, version: 7 } }, { kind: 'stale', version: 1 }],
    ['what is not open is told', MEMBERS, { textDocument: { uri: 'file:///b', version: 1 } }, { kind: 'noPolicy' }],
  ])('%s', async (_, text, others, expected) => {
    const result = await askOpen<NoOverview>(method, text, { ...params, ...others });
    expect(result).toMatchObject(expected);
    expect('name' in result).toBe(false);
  });

  it.skipIf(method === WEEK).each<[string, object, object]>([
    ['an address that is none is refused', { chosen: { addresses: ['1.2.3'] } }, { kind: 'refused' }],
    ['so is a key', { chosen: { keys: ['nobody'] } }, { kind: 'refused' }],
    [
      'and a parameter',
      { chosen: { logins: [1] } },
      { kind: 'refused', message: 'chosen.logins[0]: right would be a text' },
    ],
    [
      'and a whole input document',
      { chosen: { sessions: [{ input: '{}' }] } },
      { kind: 'refused', message: expect.stringMatching(/^chosen\.sessions\[0\]\.input: A whole input/) as string },
    ],
  ])('%s', async (_, others, expected) => {
    expect(await askOpen<NoOverview>(method, MEMBERS, { ...params, ...others })).toMatchObject(expected);
  });

  it('tells how far it is', async () => {
    const told: (WorkDoneProgressReport | { kind: 'begin' | 'end' })[] = [];
    await withPolicy(MEMBERS, {}, async ({ connection }) => {
      connection.onProgress(WorkDoneProgress.type, 'a token', (value) => void told.push(value));
      await connection.sendRequest(method, {
        textDocument: { uri: URI, version: 1 },
        workDoneToken: 'a token',
        ...params,
      });
    });
    expect(told[0]).toMatchObject({ kind: 'begin', cancellable: true });
    expect(told.at(-1)).toEqual({ kind: 'end' });
    const last = told.at(-2);
    expect(last).toMatchObject({ kind: 'report', percentage: 100 });
    expect(last && 'message' in last && last.message).toMatch(/\d+ of \d+$/);
  });

  it('ends when it is cancelled', async () => {
    const stop = new CancellationTokenSource();
    let wasTold = false;
    const ask: Engine['ask'] = (request, token) => {
      if (request.op !== 'decide') return engine.ask(request, token);
      stop.cancel();
      return new Promise((_, reject) => {
        token?.onCancellationRequested(() => {
          wasTold = true;
          reject(new Error('whoever asked waits no more'));
        });
      });
    };
    await withPolicy(MEMBERS, { ask }, async ({ connection }) => {
      const asked = connection.sendRequest(method, { textDocument: { uri: URI, version: 1 }, ...params }, stop.token);
      await expect(asked).rejects.toThrow('cancelled');
    });
    expect(wasTold).toBe(true);
  });
});
