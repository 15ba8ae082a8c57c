/** The goldens of the engine's door (`test/engine/goldens`), asked of the engine as it ships, however it was started. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError, type Engine } from '../../../server/src/core/ports.ts';
import { openDoor } from '../../../server/src/engine/openDoor.ts';
import type { DoorRequest, EngineReply } from '../../../server/src/protocol/engine.ts';
import { dist, engineFolder, startEngine } from '../../support/engine.ts';

interface Golden {
  request?: DoorRequest;
  requestText?: string;
  reply: EngineReply<unknown>;
}

const goldensFolder = path.resolve(import.meta.dirname, '../../engine/goldens');
const goldens = fs
  .readdirSync(goldensFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, Golden] => [
    path.basename(file, '.json'),
    JSON.parse(fs.readFileSync(path.join(goldensFolder, file), 'utf8')) as Golden,
  ]);

/** What the worker never hands on to the door: text that is no JSON, and `decide`, which it answers itself. */
const DOOR_ONLY = ['bad-operation', 'bad-text'];

const SHOWN_BUILTINS = [
  'count',
  'http.send',
  'internal.member_2',
  'json.marshal',
  'plus',
  're_match',
  'sanitized',
  'strings.count',
  'time.clock',
];

/** The normal form that the goldens' README describes. */
function shorten(reply: EngineReply<unknown>): unknown {
  if (!reply.ok) return reply;
  const answer = reply.answer as { wasm?: string; builtins?: { name: string }[] };
  if (answer.wasm !== undefined) return { ...reply, answer: { ...answer, wasm: '<module>' } };
  if (answer.builtins === undefined) return reply;
  const builtins = answer.builtins.filter(({ name }) => SHOWN_BUILTINS.includes(name));
  return { ...reply, answer: { ...answer, builtins } };
}

async function askWorker(engine: Engine, request: DoorRequest): Promise<EngineReply<unknown>> {
  try {
    return { ok: true, answer: await engine.ask(request) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { kind, message } = error;
    if (kind === 'cancelled' || kind === 'gaveWay') throw error;
    return { ok: false, failure: { kind, message } };
  }
}

const plain = engineFolder({ 'engine.image': undefined });
afterAll(plain.remove);

describe.each([
  ['restored from the memory image', dist, 'image'],
  ['started from the beginning', plain.folder, 'beginning'],
])('an engine %s', (_, folder, from) => {
  const starts: string[] = [];
  let engine: Engine;
  beforeAll(() => {
    engine = startEngine({ folder, onStart: (start) => starts.push(start.from) });
  });
  afterAll(() => engine.dispose());

  it.each(goldens.filter(([name]) => !DOOR_ONLY.includes(name)))('%s', async (_, { request, reply }: Golden) => {
    if (request === undefined) throw new Error('a golden without a request');
    expect(shorten(await askWorker(engine, request))).toEqual(reply);
  });

  it.each(goldens.filter(([name]) => DOOR_ONLY.includes(name)))('%s, at the door', (_, golden: Golden) => {
    const { door } = openDoor(folder);
    const reply = door.ask(golden.requestText ?? JSON.stringify(golden.request));
    expect(JSON.parse(reply)).toEqual(golden.reply);
  });

  it('was started once, and so', () => {
    expect(starts).toEqual([from]);
  });
});
