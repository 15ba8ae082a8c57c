/** The real worker: how it starts, and how it ends. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineError, type Engine } from '../../../server/src/core/ports.ts';
import type { EngineStart } from '../../../server/src/engine/engine.ts';
import { decodeImage, encodeImage } from '../../../server/src/engine/memoryImage.ts';
import type { DecideRequest, EvaluateRequest, PolicySource } from '../../../server/src/protocol/engine.ts';
import { dist, engineFolder, startEngine } from '../../support/engine.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** An engine, and how its workers have started. */
function start(changes: Record<string, string | Uint8Array | undefined> = {}): {
  engine: Engine;
  starts: EngineStart[];
} {
  const starts: EngineStart[] = [];
  const { folder, remove } = engineFolder(changes);
  const engine = startEngine({ folder, onStart: (how) => starts.push(how) });
  cleanUps.push(() => engine.dispose(), remove);
  return { engine, starts };
}

const fine: PolicySource = { text: 'package spacelift\n\nallow if input.session.member\n', engine: 'v1' };

async function expectServed(engine: Engine): Promise<void> {
  expect(await engine.ask({ op: 'check', policy: fine })).toEqual({ errors: [] });
}

function evaluate(text: string, timeLimitMs = 5000): EvaluateRequest {
  return { op: 'evaluate', policy: { text, engine: 'v1' }, input: '{}', explain: false, timeLimitMs };
}

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof EngineError)) throw new Error(`not an EngineError: ${JSON.stringify(error)}`);
  return error;
}

const data = fs.readFileSync(path.join(dist, 'engine.data'));
const code = fs.readFileSync(path.join(dist, 'engine.wasm'));
const image = fs.readFileSync(path.join(dist, 'engine.image'));

describe('the start', () => {
  it('is from the image', async () => {
    const { engine, starts } = start();
    await expectServed(engine);
    expect(starts).toEqual([{ from: 'image' }]);
  });

  it.each<[string, Uint8Array | undefined, RegExp]>([
    ['missing', undefined, /^ENOENT/],
    ['empty', Buffer.alloc(0), /not a memory image/],
    ['cut off', image.subarray(0, image.length / 2), /damaged/],
    ['damaged', Buffer.from(image).fill(1, image.length - 5), /damaged/],
    ['of another build', encodeImage({ ...decodeImage(image), build: 'other' }), /another build/],
  ])('is from the beginning where the image is %s', async (_, content, why) => {
    const { engine, starts } = start({ 'engine.image': content });
    await expectServed(engine);
    expect(starts).toEqual([{ from: 'beginning', why: expect.stringMatching(why) as string }]);
  });

  it.each<[string, Record<string, Uint8Array | undefined>, RegExp]>([
    ['the code is missing', { 'engine.wasm': undefined }, /can't be started: .*no such file.*engine\.wasm/],
    ['the code is no module', { 'engine.wasm': Buffer.from('no module') }, /can't be started: .*expected magic word/],
    [
      'the code is cut off',
      { 'engine.wasm': code.subarray(0, 1_000_000) },
      /can't be started: .*past end of the module/,
    ],
    ['the data are missing', { 'engine.data': undefined }, /can't be started: .*no such file.*engine\.data/],
    ['the data are cut off', { 'engine.data': data.subarray(0, 1000) }, /can't be started: .*engine\.data is cut off/],
  ])('is impossible where %s', async (_, changes, message) => {
    const { engine, starts } = start(changes);
    for (let again = 0; again < 2; again++) {
      const error = await failure(engine.ask({ op: 'check', policy: fine }));
      expect(error.kind).toBe('unavailable');
      expect(error.message).toMatch(message);
      expect(error.message).toMatch(/^.*`npm run build` makes them anew$/);
    }
    expect(starts).toEqual([]);
  });
});

describe('damage that the start does not see', () => {
  const middleOf = ({ length }: Buffer) => Math.floor(length / 2);
  /** A megabyte of it in the middle is neither code nor data of Go's. */
  const spoilt = (bytes: Buffer) => Buffer.from(bytes).fill(0xfe, middleOf(bytes), middleOf(bytes) + 2 ** 20);

  it.each<[string, Record<string, Uint8Array>]>([
    ['the code', { 'engine.wasm': spoilt(code) }],
    ['the data', { 'engine.data': spoilt(data), 'engine.image': Buffer.alloc(0) }],
  ])('of %s is told in one line, with what to do', async (_, changes) => {
    const error = await failure(start(changes).engine.ask({ op: 'check', policy: fine }));
    expect(error.message).toMatch(/^The policy engine .*`npm run build` makes them anew.*$/);
  });
});

describe('the worker', () => {
  const nested = `package spacelift\n\nallow if x := ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`;
  const pairs = 'some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a == -b';
  const endless = `package spacelift\n\nallow if count([1 | ${pairs}]) > 1\n`;

  it('is replaced after a stack overflow, and the next request served', async () => {
    const { engine, starts } = start();
    const error = await failure(engine.ask({ op: 'check', policy: { text: nested, engine: 'v1' } }));
    expect(error.kind).toBe('crashed');
    expect(error.message).toMatch(/nested too deeply/);
    await expectServed(engine);
    expect(starts).toEqual([{ from: 'image' }, { from: 'image' }]);
  });

  it.each(['image', 'beginning'])('(from the %s) stays when the interpreter stops an endless policy', async (from) => {
    const { engine, starts } = start(from === 'image' ? {} : { 'engine.image': undefined });
    const { outcome } = await engine.ask(evaluate(endless, 300));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'eval_cancel_error' }] });
    await expectServed(engine);
    expect(starts).toMatchObject([{ from }]);
  });

  it('is ended when a compiled policy is endless', async () => {
    const { engine, starts } = start();
    const request: DecideRequest = {
      op: 'decide',
      policy: { text: endless, engine: 'v1' },
      inputs: ['{}'],
      evaluator: 'compiled',
      timeLimitMs: 300,
    };
    const error = await failure(engine.ask(request));
    expect(error.kind).toBe('timeLimit');
    await expectServed(engine);
    expect(starts).toHaveLength(2);
  });

  it('leaves a panic or a bad request to the one who asked', async () => {
    const { engine, starts } = start();
    const error = await failure(engine.ask({ op: 'check' } as never));
    expect(error.kind).toBe('badRequest');
    await expectServed(engine);
    expect(starts).toHaveLength(1);
  });

  it('takes requests much larger than its memory', async () => {
    const { engine } = start();
    const large: PolicySource = { text: `${fine.text}# ${'x'.repeat(3_000_000)}\n`, engine: 'v1' };
    expect(await engine.ask({ op: 'check', policy: large })).toEqual({ errors: [] });
  });

  it('draws other random numbers after each start from the image', async () => {
    const text =
      'package spacelift\n\nflag contains uuid.rfc4122("x")\n\nteam contains sprintf("%d", [rand.intn("x", 1e9)])\n';
    const results = new Set<string>();
    for (let again = 0; again < 3; again++) {
      const { outcome } = await start().engine.ask(evaluate(text));
      results.add(JSON.stringify(outcome));
    }
    expect(results.size).toBe(3);
  });
});
