import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  Hover,
  SignatureHelp,
} from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { code, plain } from '../../../server/src/core/features/describe/markdown.ts';
import { toMarkup, toPlainText } from '../../../server/src/lsp/markup.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

describe('plain text', () => {
  it.each([
    ['**Deployer** · role `deployer` · custom', 'Deployer · role deployer · custom'],
    ['one\n\n---\n\ntwo', 'one\n\ntwo'],
    [
      '```rego\nallow if {\n  x == "**a**"\n}\n```\n\n*rule of this policy*  \nTrue',
      'allow if {\n  x == "**a**"\n}\n\nrule of this policy\nTrue',
    ],
    ['- `x`: one\n- **two**: `` a`b ``', '- x: one\n- two: a`b'],
    ['see [the *page*](https://example.com/a_b)', 'see the page (https://example.com/a_b)'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    [`**${plain('a *b* [c](d) `e`')}**`, 'a *b* [c](d) `e`'],
    [`${plain('1. www.x.y://\\')} ${code('`')}`, '1. www.x.y://\\ `'],
    ['', ''],
  ])('of %j', (markdown, text) => {
    expect(toPlainText(markdown)).toBe(text);
  });

  it.each<[('markdown' | 'plaintext')[] | undefined, string]>([
    [['markdown', 'plaintext'], 'markdown'],
    [['plaintext', 'markdown'], 'plaintext'],
    [['plaintext'], 'plaintext'],
    [[], 'plaintext'],
    [undefined, 'plaintext'],
  ])('for a client that shows %j', (formats, kind) => {
    expect(toMarkup('**x**', formats)).toEqual({ kind, value: kind === 'markdown' ? '**x**' : 'x' });
  });
});

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT =
  'package spacelift\n\nroles["root"] contains "deployer" if office("x")\n\n# Who is at **home**.\noffice(ip) if ip\n';

it.each<[string, ClientCapabilities]>([
  ['says nothing', {}],
  [
    'asks for plain text',
    {
      textDocument: {
        hover: { contentFormat: ['plaintext'] },
        signatureHelp: { signatureInformation: { documentationFormat: ['plaintext'] } },
        completion: { completionItem: { documentationFormat: ['plaintext'] } },
      },
    },
  ],
])('a client that %s gets plain text', async (_, capabilities) => {
  const client = await TestClient.connect({ engine, capabilities, initializationOptions: { account: 'demo' } });
  await client.open(URI, TEXT);
  const position = { line: 2, character: 26 };
  const hover = await client.ask<Hover>('textDocument/hover', URI, { position });
  const value = expect.stringMatching(/^Deployer · role deployer · custom\n/) as string;
  expect(hover.contents).toEqual({ kind: 'plaintext', value });
  const { items } = await client.ask<CompletionList>('textDocument/completion', URI, { position });
  const deployer = items.find(({ label }) => label === 'deployer');
  const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', deployer);
  expect(resolved.documentation).toEqual({ kind: 'plaintext', value });
  const help = await client.ask<SignatureHelp>('textDocument/signatureHelp', URI, {
    position: { line: 2, character: 44 },
  });
  expect(help.signatures[0]?.documentation).toEqual({ kind: 'plaintext', value: 'Who is at **home**.' });
  await client.end();
});
