/** However a policy is written, it is told the same of it, in the same places. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import type { TestClient } from '../../../support/lspClient.ts';
import { KINDS, type Kind } from './kinds.ts';
import { OpenDocument } from './openDocument.ts';
import { CLEAN, MISTAKEN, UNTIDY, type Version } from './policies.ts';
import { ABOUT_CLEAN, ABOUT_MISTAKES, ABOUT_UNTIDY } from './requests.ts';
import { connectToDemo } from './session.ts';

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  client = await connectToDemo(engine);
});
afterAll(async () => {
  expect(client.logged).toEqual([]);
  await client.end();
});

const PLAIN: Kind = { name: 'plain' };
const TABLES = [
  ['right', CLEAN, ABOUT_CLEAN],
  ['mistaken', MISTAKEN, ABOUT_MISTAKES],
  ['untidy', UNTIDY, ABOUT_UNTIDY],
] as const;
const VERSIONS: readonly Version[] = ['v1', 'v0'];

describe.each(VERSIONS)('%s', (version) => {
  describe.each(TABLES)('a policy that is %s', (name, texts, requests) => {
    const answers = new Map<string, Promise<unknown>>();
    beforeAll(async () => {
      const document = await OpenDocument.open(client, `untitled:${name}-${version}`, texts[version], PLAIN, version);
      await client.diagnostics(document.uri);
      for (const [request, ask] of Object.entries(requests)) {
        const answer = ask(document).then((answer) => document.plain(answer));
        answer.catch(() => undefined);
        await Promise.allSettled([answer]);
        answers.set(request, answer);
      }
      await client.close(document.uri);
    });

    describe.each(KINDS)('with $name', (kind) => {
      let document: OpenDocument;
      beforeAll(async () => {
        document = await OpenDocument.open(client, `untitled:${name}-${kind.name}`, texts[version], kind, version);
      });
      afterAll(() => client.close(document.uri));

      it.each(Object.entries(requests))('%s', async (request, ask) => {
        expect(document.plain(await ask(document))).toEqual(await answers.get(request));
      });
    });
  });
});
