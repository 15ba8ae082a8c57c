import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../support/engine.ts';
import { PUSHED, TestClient } from '../../support/lspClient.ts';
import type { Engine } from '../../../server/src/core/ports.ts';

let engine: Engine;
beforeAll(() => {
  // Ends with the tests: each connection below would dispose of it.
  engine = startEngine();
});
afterAll(() => engine.dispose());

function shared(): Engine {
  return { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() };
}

const MISTAKE = 'package spacelift\n\nallow if input.session.teams == "DevOps"\n';
const URI = 'untitled:login';

describe('diagnostics', () => {
  it('are pulled, with the rule and its page', async () => {
    const client = await TestClient.connect({ engine: shared() });
    expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false });
    await client.open(URI, MISTAKE);
    expect(await client.diagnostics(URI)).toMatchObject([
      { code: 'SL013', severity: 1, codeDescription: { href: 'https://example.com/rules/SL013.md' } },
    ]);
    await client.end();
  });

  it('follow an edit', async () => {
    const client = await TestClient.connect({ engine: shared() });
    await client.open(URI, MISTAKE);
    const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 40 } };
    await client.change(URI, { range, text: '"DevOps" in input.session.teams' });
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.end();
  });

  it('are pushed to a client that does not pull', async () => {
    const client = await TestClient.connect({ engine: shared(), capabilities: PUSHED });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(URI, MISTAKE);
    await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL013'));
    await client.change(URI, { text: 'package spacelift\n\nallow if "DevOps" in input.session.teams\n' });
    await client.until(() => (client.pushes.get(URI)?.length === 0 ? true : undefined));
    await client.end();
  });

  it('tell nothing of a file that is no login policy', async () => {
    const client = await TestClient.connect({ engine: shared() });
    await client.open(URI, 'package terraform\n\ndeny contains 1 if input.terraform\n');
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.end();
  });

  it('take levels from the settings, and what they say of files', async () => {
    const settings = { files: { '**/plan*': 'off' as const }, rules: { SL024: 'off' as const } };
    const client = await TestClient.connect({ engine: shared(), settings });
    await client.open('file:///w/plan.rego', MISTAKE);
    await client.until(() => (client.told.get('file:///w/plan.rego')?.kind === 'other' ? true : undefined));
    expect(await client.diagnostics('file:///w/plan.rego')).toEqual([]);
    await client.end();
  });
});
