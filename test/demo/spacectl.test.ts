/**
 * What the real spacectl (490d0dd) asks, recorded while it used the demo account, is answered as it was then: the kinds of
 * values, not the values. What all of its commands begin with is in `whoami.json` alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DemoAccount } from '../../demo/server.ts';
import { signIn, startDemo } from '../support/demoAccount.ts';
import { startEngine } from '../support/engine.ts';

interface Recorded {
  command: string;
  requests: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: unknown;
    answer: { status: number; body: unknown };
  }[];
}

const folder = path.join(import.meta.dirname, 'spacectl');
const recordings = fs
  .readdirSync(folder)
  .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Recorded);

const engine = startEngine();
let demo: DemoAccount;
beforeAll(async () => {
  demo = await startDemo({ engine });
});
afterAll(async () => {
  await demo.close();
  await engine.dispose();
});

it.each(recordings)('$command', async ({ requests }) => {
  const token = await signIn(demo);
  const fill = (text: string): string =>
    text.replace('<key id>', demo.keyId).replace('<key secret>', demo.keySecret).replace('<token>', token);
  for (const { method, path: place, headers, body, answer } of requests) {
    const response = await fetch(demo.endpoint + place, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, fill(value)]),
      body: fill(JSON.stringify(body)),
    });
    expect({ status: response.status, body: kindsOf(await response.json()) }).toEqual(answer);
  }
});

/** Each value's type; of a list, that of its first. */
function kindsOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map(kindsOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, kindsOf(one)]));
}
