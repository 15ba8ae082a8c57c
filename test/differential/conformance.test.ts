/**
 * OPA's own conformance cases through the product's compile path: where it compiles, the answer is the interpreter's.
 *
 * `excluded.txt` lists by reason what it leaves to the interpreter. The list only shrinks, but for what a new release
 * of OPA adds.
 */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { loadCompiledPolicy, type CallBuiltin } from '../../server/src/engine/compiledPolicy.ts';
import { openDoor } from '../../server/src/engine/openDoor.ts';
import type { BuiltinAnswer, EngineReply } from '../../server/src/protocol/engine.ts';
import { dist } from '../support/engine.ts';
import { prepareConformanceCases, type ConformanceCase } from './conformanceDoor.ts';
import { isSameValue } from './sameValue.ts';

/** A login policy has no data from outside, so the product can't give it any; the cases have it set from below. */
const outside = vi.hoisted(() => ({ data: '{}' }));
vi.mock('@open-policy-agent/opa-wasm', async (importOriginal) => {
  const { default: sdk } = await importOriginal<{ default: typeof import('@open-policy-agent/opa-wasm') }>();
  const loadPolicySync: typeof sdk.loadPolicySync = (...args) => {
    const policy = sdk.loadPolicySync(...args);
    policy.setData(Uint8Array.from(Buffer.from(outside.data)).buffer);
    return policy;
  };
  return { default: { ...sdk, loadPolicySync } };
});

const { door } = openDoor(dist);
const callBuiltin: CallBuiltin = (name, args) => {
  const reply = JSON.parse(door.ask(JSON.stringify({ op: 'builtin', name, args }))) as EngineReply<BuiltinAnswer>;
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.answer.result;
};

/** Name to reason. */
const excluded = new Map<string, string>();
const different: unknown[] = [];
let compared = 0;

function compare(one: ConformanceCase): void {
  if ('excluded' in one) {
    excluded.set(one.name, one.excluded.replace(/ \(line \d+\)/, ''));
    return;
  }
  outside.data = one.data;
  const compiled = loadCompiledPolicy(one.wasm, one.delegated ?? [], callBuiltin).decide(one.input);
  if (compiled === undefined && one.error === undefined) {
    excluded.set(one.name, 'the input is left to the interpreter');
    return;
  }
  compared++;
  if (!isSameValue(compiled, one.answer)) different.push({ name: one.name, compiled, interpreter: one.answer });
}

/** Name to reason. A line without indentation is a reason, those below it are names. */
function readExcluded(): Map<string, string> {
  const listed = new Map<string, string>();
  let reason = '';
  for (const line of fs.readFileSync(path.join(import.meta.dirname, 'excluded.txt'), 'utf8').split('\n')) {
    if (line.startsWith('  ')) listed.set(line.slice(2), reason);
    else reason = line;
  }
  return listed;
}

beforeAll(async () => {
  for await (const one of prepareConformanceCases()) compare(one);
}, 600_000);

/** `data.nested[2]` where data from outside has the key "2": a login policy has no such data. */
const NUMBER_AMONG_KEYS = ['v0', 'v1'].map((engine) => ({
  name: `${engine} data/nested integer`,
  compiled: [],
  interpreter: { '<set>': [{ x: 'bar' }] },
}));

it('what is compiled answers as the interpreter does', () => {
  expect(different).toEqual(NUMBER_AMONG_KEYS);
});

it('most cases are compiled', () => {
  expect(compared).toBeGreaterThan(2900);
});

it('what is excluded is listed, with the reason', () => {
  const listed = readExcluded();
  const missing = [...excluded].filter(([name, reason]) => listed.get(name) !== reason);
  expect(missing).toEqual([]);
});

it('what is listed is still excluded', () => {
  expect([...readExcluded().keys()].filter((name) => !excluded.has(name))).toEqual([]);
});
