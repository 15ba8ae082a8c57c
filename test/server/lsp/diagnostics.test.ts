import type { Diagnostic } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpaError } from '../../../server/src/protocol/engine.ts';
import { startEngine } from '../../support/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, PUSHED, TestClient, type ClientOptions } from '../../support/lspClient.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

function connect(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  // The engine ends with the tests, not with a connection.
  return TestClient.connect({
    engine: { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() },
    ...options,
  });
}

const MISTAKE = 'package spacelift\n\nallow if input.session.teams == "DevOps"\n';
const URI = 'untitled:login';

describe('diagnostics', () => {
  it('are pulled, with the rule and its page', async () => {
    const client = await connect();
    expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false });
    await client.open(URI, MISTAKE);
    expect(await client.diagnostics(URI)).toMatchObject([
      {
        code: 'SL013',
        severity: 1,
        source: 'login-policy',
        codeDescription: { href: 'https://example.com/rules/SL013.md' },
      },
    ]);
    await client.end();
  });

  it('follow an edit', async () => {
    const client = await connect();
    await client.open(URI, MISTAKE);
    const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 40 } };
    await client.change(URI, { range, text: '"DevOps" in input.session.teams' });
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.end();
  });

  it('are not told again to a client that has them', async () => {
    const client = await connect();
    await client.open(URI, MISTAKE);
    const pull = (previousResultId?: string) =>
      client.ask<{ kind: string; resultId: string; items?: Diagnostic[] }>('textDocument/diagnostic', URI, {
        identifier: 'login-policy',
        ...(previousResultId !== undefined && { previousResultId }),
      });
    const first = await pull();
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'SL013' }] });
    expect(await pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    // Below the mistake: nothing is other than it was.
    const end = { line: 3, character: 0 };
    await client.change(URI, { range: { start: end, end }, text: '# more\n' });
    expect(await pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    expect(await pull('of another server')).toMatchObject({ kind: 'full', items: [{ code: 'SL013' }] });
    const start = { line: 0, character: 0 };
    await client.change(URI, { range: { start, end: start }, text: '# more\n' });
    const moved = await pull((await pull()).resultId);
    expect(moved.kind).toBe('unchanged');
    await client.change(URI, { text: 'package spacelift\n\nallow if "DevOps" in input.session.teams\n' });
    expect(await pull(moved.resultId)).toMatchObject({ kind: 'full', items: [] });
    await client.close(URI);
    await client.open(URI, MISTAKE);
    expect(await pull(first.resultId)).toMatchObject({ kind: 'full' });
    await client.end();
  });

  it('of two documents with one text are told of both, also when one is edited or closed', async () => {
    const client = await connect();
    for (const uri of [URI, 'untitled:copy']) await client.open(uri, MISTAKE);
    const [one, other] = await Promise.all([client.diagnostics(URI), client.diagnostics('untitled:copy')]);
    expect(other).toEqual(one);
    await client.change(URI, { text: 'package spacelift\n\nallow if "DevOps" in input.session.teams\n' });
    expect(await client.diagnostics(URI)).toEqual([]);
    expect(await client.diagnostics('untitled:copy')).toEqual(one);
    await client.close(URI);
    expect(await client.diagnostics('untitled:copy')).toEqual(one);
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.end();
  });

  it('follow a document whose language is changed, or that is renamed', async () => {
    const client = await connect();
    await client.open('untitled:Untitled-1', MISTAKE, 'plaintext');
    expect(await client.diagnostics('untitled:Untitled-1')).toEqual([]);
    await client.close('untitled:Untitled-1');
    await client.open('untitled:Untitled-1', MISTAKE);
    expect(await client.diagnostics('untitled:Untitled-1')).toMatchObject([{ code: 'SL013' }]);
    await client.close('untitled:Untitled-1');
    await client.open('file:///w/login.rego', MISTAKE);
    expect(await client.diagnostics('file:///w/login.rego')).toMatchObject([{ code: 'SL013' }]);
    await client.close('file:///w/login.rego');
    // A test, by its new name.
    await client.open('file:///w/login_test.rego', MISTAKE);
    expect(await client.diagnostics('file:///w/login_test.rego')).toEqual([]);
    await client.end();
  });

  it('are pushed to a client that does not pull', async () => {
    const client = await connect({ capabilities: PUSHED });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(URI, MISTAKE);
    await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL013'));
    await client.change(URI, { text: 'package spacelift\n\nallow if "DevOps" in input.session.teams\n' });
    await client.until(() => (client.pushes.get(URI)?.length === 0 ? true : undefined));
    await client.change(URI, { text: MISTAKE });
    await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL013'));
    await client.close(URI);
    await client.until(() => (client.pushes.get(URI)?.length === 0 ? true : undefined));
    await client.end();
  });

  it('tell nothing of a file that is no login policy', async () => {
    const client = await connect();
    await client.open(URI, 'package terraform\n\ndeny contains 1 if input.terraform\n');
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.end();
  });

  it('have tags and related places', async () => {
    const client = await connect();
    await client.open(URI, 'package spacelift\n\nspace_read contains "root" if input.session.member\n');
    expect(await client.diagnostics(URI)).toContainEqual(expect.objectContaining({ code: 'SL008', tags: [2] }));
    await client.change(URI, {
      text: 'package spacelift\n\nallow if {\n  input.session.login == "a"\n  input.session.login == "b"\n}\n',
    });
    const contradiction = (await client.diagnostics(URI)).find(({ code }) => code === 'SL041');
    expect(contradiction?.relatedInformation?.[0]?.location).toMatchObject({ uri: URI, range: { start: { line: 3 } } });
    await client.end();
  });

  it('have no related places for a client that shows none', async () => {
    const client = await connect({ capabilities: { ...FULL, textDocument: { diagnostic: {} } } });
    await client.open(
      URI,
      'package spacelift\n\nallow if {\n  input.session.login == "a"\n  input.session.login == "b"\n}\n',
    );
    expect((await client.diagnostics(URI)).map(({ relatedInformation }) => relatedInformation)).toEqual([undefined]);
    await client.end();
  });
});

/** 500 rules of four lines each. */
const LONG = Array.from({ length: 500 }, (_, n) => `allow if {\n  input.session.login == "person-${n}"\n}\n`).join(
  '\n',
);

/** What is marked, and by what: `SL020: input.session.emial`. */
const DOCUMENTS: readonly [name: string, text: string, marked: string[]][] = [
  ['v1', MISTAKE, ['SL013: input.session.teams == "DevOps"']],
  ['v0', 'package spacelift\n\nallow { input.session.emial == "a" }\n', ['SL020: emial']],
  ['broken', 'package spacelift\n\nallow if {\n', ['rego_parse_error: {']],
  ['empty', '', ['SL032: ']],
  ['with a package only', 'package spacelift\n', ['SL032: package spacelift']],
  ['of 2,000 lines', `package spacelift\n\n${LONG}\nallow if input.session.emial\n`, ['SL020: emial']],
  ['with CRLF', MISTAKE.replaceAll('\n', '\r\n'), ['SL013: input.session.teams == "DevOps"']],
  ['with CR', MISTAKE.replaceAll('\n', '\r'), ['SL013: input.session.teams == "DevOps"']],
  ['with a byte order mark', `\uFEFF${MISTAKE}`, ['SL013: input.session.teams == "DevOps"']],
  [
    'with characters beyond the plane',
    'package spacelift\n\nallow if { input.session.name == "🦊 é"; input.session.emial == "🦊" }\n',
    ['SL020: emial'],
  ],
  [
    'with a NUL',
    'package spacelift\n\nallow if input.session.emial == "a\0"\n',
    ['SL020: emial', 'rego_parse_error: "a\0"'],
  ],
  [
    'of a million characters',
    `package spacelift\n\n${'# a comment\n'.repeat(83_000)}\nallow if input.session.emial\n`,
    ['SL020: emial'],
  ],
  ['with tabs', 'package spacelift\n\nallow if {\n\t\tinput.session.emial == "a"\n}\n', ['SL020: emial']],
];

describe.each([
  'untitled:login',
  'vscode-vfs://github/o/r/login.rego',
  'file:///w/a%20b/login%25.rego',
  'untitled:login%',
])('in %s, the right text is marked', (uri) => {
  it.each(DOCUMENTS)('%s', async (_, text, marked) => {
    const client = await connect();
    await client.open(uri, text);
    const found = await client.diagnostics(uri);
    expect(found.map((one) => describeDiagnostic(one, text))).toEqual(marked);
    await client.end();
  });
});

function describeDiagnostic({ code, range }: Diagnostic, text: string): string {
  return `${code ?? ''}: ${TextDocument.create('', '', 1, text).getText(range)}`;
}

it.each([
  ['v1', 'package spacelift\n\nallow if input.session.member\n'],
  ['v0', 'package spacelift\n\nallow { input.session.member }\n'],
  ['v1 by a word that is no mark', 'package spacelift\n\nallow := true if { input.session.member }\n'],
])('the engine reads a text once: %s', async (_, text) => {
  const asked: string[] = [];
  const client = await connect({
    engine: {
      ask: (request, token) => {
        asked.push(request.op);
        return engine.ask(request, token);
      },
      dispose: () => Promise.resolve(),
    },
  });
  await client.open(URI, text);
  await client.diagnostics(URI);
  expect(asked).toEqual(['capabilities', 'check']);
  await client.end();
});

it('what looks like one version and only the other can read is checked as that', async () => {
  const error = { code: 'rego_parse_error', message: 'unexpected', location: { file: 'policy', offset: 0, length: 1 } };
  const client = await connect({
    engine: fakeEngine({
      check: ({ policy }) => ({ errors: policy.engine === 'v1' ? [error as OpaError] : [] }),
      parses: () => ({ v0: true, v1: false }),
      capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
    }),
  });
  await client.open(URI, 'package spacelift\n\nallow if input.session.member\n');
  await client.diagnostics(URI);
  await client.until(() => {
    const status = client.told.get(URI);
    return status?.kind === 'loginPolicy' && status.engine === 'v0' ? true : undefined;
  });
  await client.end();
});
