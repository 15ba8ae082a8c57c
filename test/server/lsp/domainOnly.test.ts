/** Beside another server for Rego, what both can do is left to the other one. */
import type { CompletionList, Hover } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestClient } from '../../support/lspClient.ts';
import { startEngine } from '../../support/engine.ts';

const URI = 'untitled:login';
const TEXT = `package spacelift

allow if {
	some team in input.session.teams
	startswith(team, "Dev")
	sanitized(team) != ""
}

roles["root"] contains "deployer" if allow
`;

const options = (mode: 'full' | 'domainOnly'): Parameters<typeof TestClient.connect>[0] => ({
  engine: startEngine(),
  initializationOptions: { account: 'demo', mode },
});

let client: TestClient;
let full: TestClient;
beforeAll(async () => {
  client = await TestClient.connect(options('domainOnly'));
  full = await TestClient.connect(options('full'));
  for (const one of [client, full]) {
    await one.open(URI, TEXT);
    await one.diagnostics(URI);
  }
});
afterAll(async () => {
  await client.end();
  await full.end();
});

it('announces nothing that the other does', () => {
  const has = ({ initialized }: TestClient): string[] => Object.keys(initialized.capabilities).sort();
  const left = has(full).filter((name) => !has(client).includes(name));
  expect(left).toEqual([
    'definitionProvider',
    'documentFormattingProvider',
    'documentSymbolProvider',
    'foldingRangeProvider',
    'selectionRangeProvider',
    'semanticTokensProvider',
    'signatureHelpProvider',
    'workspaceSymbolProvider',
  ]);
});

it.each<[what: string, line: number, character: number, told: string | undefined]>([
  ['a role', 8, 26, 'Deployer'],
  ['a field of the input', 3, 30, 'input.session.teams'],
  ['a rule that Spacelift reads', 2, 2, 'allow'],
  ['a local', 3, 7, 'team'],
  ["Spacelift's own function", 5, 4, 'sanitized'],
  ['a built-in', 4, 4, undefined],
  ['a keyword', 3, 2, undefined],
  ['the package', 0, 10, undefined],
])('of %s tells what only it knows', async (_what, line, character, told) => {
  const hover = await client.ask<Hover | null>('textDocument/hover', URI, { position: { line, character } });
  if (told === undefined) expect(hover).toBeNull();
  else expect(JSON.stringify(hover?.contents)).toContain(told);
  expect(await full.ask('textDocument/hover', URI, { position: { line, character } })).not.toBeNull();
});

it('offers roles, fields, rules and patterns, and no built-ins, keywords or names of the policy', async () => {
  const labels = async (from: TestClient, line: number, character: number): Promise<string[]> =>
    (await from.ask<CompletionList>('textDocument/completion', URI, { position: { line, character } })).items.map(
      ({ label }) => label,
    );
  expect(await labels(client, 8, 26)).toContain('space-reader');
  expect(await labels(client, 7, 0)).toEqual(expect.arrayContaining(['deny', 'allow a team']));
  const inBody = await labels(client, 6, 0);
  expect(await labels(full, 6, 0)).toEqual(expect.arrayContaining(['startswith', 'team', 'some']));
  for (const label of ['startswith', 'team', 'some', 'every']) expect(inBody).not.toContain(label);
});

it('tells what OPA compiles and what Spacelift expects, but not what can be read', async () => {
  const codes = async (from: TestClient, text: string): Promise<unknown[]> => {
    await from.change(URI, { text });
    return (await from.diagnostics(URI)).map(({ code }) => code);
  };
  expect(await codes(client, 'package spacelift\n\nallow if input.session.teams == "DevOps"\n')).toEqual(['SL013']);
  expect(await codes(client, 'package spacelift\n\nallow if x == 1\n')).toEqual(['rego_unsafe_var_error']);
  const unreadable = 'package spacelift\n\nallow if {\n\tinput.session.member ==\n}\n';
  expect(await codes(full, unreadable)).toContain('rego_parse_error');
  expect(await codes(client, unreadable)).not.toContain('rego_parse_error');
});
