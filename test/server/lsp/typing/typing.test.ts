/**
 * Somebody types, and the editor asks for everything at each step: no fault, and in the end the answers of a server that
 * has only just seen the text. `LONG_TESTS=1` types all examples and makes thousands of edits, and reports the slowest
 * answers; `SEED=…` makes other edits.
 */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientSettings } from '../../../../server/src/protocol/lsp.ts';
import { LineIndex } from '../../../../server/src/core/syntax/positions.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { SIMULATED_RULES } from '../../../../server/src/core/simulated/all.ts';
import { startEngine } from '../../../support/engine.ts';
import { fakeEngine, type FakeEngine } from '../../../support/fakeEngine.ts';
import { TestClient } from '../../../support/lspClient.ts';
import { askAll, CAPABILITIES, checksAt, questionsAt, Slowest } from './everything.ts';

const isLong = process.env['LONG_TESTS'] !== undefined;
const SEED = Number(process.env['SEED'] ?? 1);
const RANDOM_EDITS = isLong ? 5_000 : 400;
const URI = 'untitled:typing';
const SHORT = `package spacelift

# 🚀 each key where it belongs
keys := {"api::01K422XK606Y7W2KRBM91DVYBG": "production-01JK5GKEM09MTEXGFXG694BX2X"}

allow if keys[input.session.login]

roles[space] contains "deployer" if {
	space := keys[input.session.login]
	net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
	[hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
	hour < 4
}
`;

const OLD = `package spacelift

roles["root"][role] { input.session.teams[_] == "DevOps"; role := "space-admin" }
`;

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

/** What is found in the background comes when it comes, and not as an answer. */
const UNSIMULATED = Object.fromEntries(SIMULATED_RULES.map(({ id }) => [id, 'off' as const]));

async function connect(withEngine: Engine, settings: ClientSettings = {}): Promise<TestClient> {
  const kept: Engine = { ask: (request, token) => withEngine.ask(request, token), dispose: () => Promise.resolve() };
  const client = await TestClient.connect({
    engine: kept,
    settings: { account: 'demo', rules: UNSIMULATED, ...settings },
  });
  // Its settings, and with them the account, come after the start.
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  return client;
}

/** An engine that finds nothing wrong: what is asked of it here is how often and when, and not what it says. */
function content(): FakeEngine {
  return fakeEngine({
    check: () => ({ errors: [] }),
    parses: () => ({ v0: false, v1: true }),
    capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
    upgrade: ({ text }) => ({ text }),
  });
}

/** No request failed: each failure is in the log, or ends the connection. */
function expectNoFault({ logged }: TestClient): void {
  expect(logged).toEqual([]);
}

/** A server that sees only this text says the same. */
async function expectAsFresh(client: TestClient, text: string, withEngine: Engine): Promise<void> {
  const fresh = await connect(withEngine);
  await fresh.open(URI, text);
  // So that both know OPA's built-ins.
  await fresh.diagnostics(URI);
  await client.diagnostics(URI);
  const lines = new LineIndex(text);
  for (const offset of [0, Math.floor(text.length / 2), text.length]) {
    const questions = [...questionsAt(lines, offset), ...checksAt(lines)];
    expect(await askAll(client, URI, questions)).toEqual(await askAll(fresh, URI, questions));
  }
  await fresh.end();
}

function examples(): string[] {
  const folder = path.resolve(import.meta.dirname, '../../../../examples/patterns');
  return fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

it('has no question that the server does not answer', async () => {
  const client = await connect(content());
  const { capabilities } = client.initialized;
  const asked = [...questionsAt(new LineIndex(''), 0), ...checksAt(new LineIndex(''))].map(([method]) => method);
  expect(asked.filter((method) => !capabilities[CAPABILITIES[method] ?? 'experimental'])).toEqual([]);
  await client.end();
});

it('a policy is typed, and taken back', { timeout: 3_600_000 }, async () => {
  const slowest = new Slowest();
  for (const text of isLong ? [SHORT, OLD, ...examples()] : [SHORT, OLD]) {
    const client = await connect(engine);
    await client.open(URI, '');
    const lengths = Array.from(text, (character) => character.length);
    let length = 0;
    let at = 0;
    for (const added of lengths) await step((length += added));
    await expectAsFresh(client, text, engine);
    for (const removed of lengths.reverse()) await step((length -= removed));
    await expectAsFresh(client, '', engine);
    expectNoFault(client);
    await client.end();

    async function step(to: number): Promise<void> {
      const lines = new LineIndex(text.slice(0, to));
      const [from, end] = [Math.min(at, to), Math.max(at, to)];
      const range = new LineIndex(text.slice(0, at)).rangeOf({ from, to: at });
      await client.change(URI, { range, text: to > at ? text.slice(from, end) : '' });
      at = to;
      await askAll(client, URI, [...questionsAt(lines, to), ...checksAt(lines)], slowest);
    }
  }
  if (isLong) console.info(slowest.toString()); // eslint-disable-line no-console -- the figures of a long run
});

it('edits at random, as an editor sends them', { timeout: 3_600_000 }, async () => {
  const quiet = content();
  const client = await connect(quiet);
  const pieces = [
    ...SHORT.split(/(?<=\s)/),
    '\r\n',
    '\uFEFF',
    '🚀',
    '"',
    '`',
    '{',
    '}',
    '[',
    ']',
    '\t',
    'default ',
    '',
  ];
  let text = SHORT;
  await client.open(URI, text);
  const edits = fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.nat(8), fc.nat(8), fc.nat(200)),
    piece: fc.constantFrom(...pieces),
  });
  for (const { at, length, piece } of fc.sample(edits, { seed: SEED, numRuns: RANDOM_EDITS })) {
    const from = at % (text.length + 1);
    const to = Math.min(text.length, from + length);
    const range = new LineIndex(text).rangeOf({ from, to });
    const lines = new LineIndex(text);
    // Positions inside of a line's end are moved by both sides alike.
    text = text.slice(0, lines.offsetAt(range.start)) + piece + text.slice(lines.offsetAt(range.end));
    await client.change(URI, { range, text: piece });
    await askAll(client, URI, questionsAt(new LineIndex(text), Math.min(from + piece.length, text.length)));
    if (text.length > 4_000) {
      text = SHORT;
      await client.change(URI, { text });
    }
  }
  await expectAsFresh(client, text, quiet);
  expectNoFault(client);
  await client.end();
});

it('asks for nothing twice where the person types on', async () => {
  const quiet = content();
  const client = await connect(quiet);
  await client.open(URI, SHORT);
  await client.diagnostics(URI);
  const before = quiet.asked.length;
  await Promise.all([client.diagnostics(URI), client.diagnostics(URI)]);
  expect(quiet.asked.length).toBe(before);
  await client.end();
});
