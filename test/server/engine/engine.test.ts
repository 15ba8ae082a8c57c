import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineError, type Engine } from '../../../server/src/core/ports.ts';
import { createEngine, type EngineOptions, type EngineStart } from '../../../server/src/engine/engine.ts';
import { startWorker } from '../../../server/src/engine/startWorker.ts';
import { TestToken } from '../../support/cancellation.ts';
import { engineFolder } from '../../support/engine.ts';

const fakeWorker = fs.readFileSync(path.join(import.meta.dirname, 'fakeWorker.cjs'));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** The real host over a worker that does as it is told. */
function startFake(options: Partial<EngineOptions> & { code?: string | Buffer; ahead?: boolean } = {}): Engine {
  const { code = fakeWorker, ahead = false, ...rest } = options;
  const { folder, remove } = engineFolder({ 'engineWorker.js': code });
  const engine = createEngine({ folder, ...rest, ...(ahead && { worker: startWorker(folder, rest) }) });
  cleanUps.push(() => engine.dispose(), remove);
  return engine;
}

interface FakeAnswer {
  threadId: number;
  seen: string[];
}

async function command(engine: Engine, text: string, token?: TestToken): Promise<FakeAnswer> {
  return (await engine.ask({ op: 'parses', text }, token)) as unknown as FakeAnswer;
}

async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`not an EngineError: ${String(error)}`);
  return `${error.kind}: ${error.message}`;
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('requests', () => {
  it('are answered one after the other by one worker, started once', async () => {
    const starts: EngineStart[] = [];
    const engine = startFake({ onStart: (start) => starts.push(start) });
    const answers = await Promise.all([command(engine, 'echo'), command(engine, 'echo'), command(engine, 'echo')]);
    expect(answers.map(({ seen }) => seen.length)).toEqual([1, 2, 3]);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
    expect(starts).toEqual([{ from: 'image' }]);
  });

  it('find a worker that was started before', async () => {
    const starts: EngineStart[] = [];
    const { promise, resolve } = deferred();
    const engine = startFake({
      ahead: true,
      onStart: (start) => {
        starts.push(start);
        resolve();
      },
    });
    await promise;
    expect((await command(engine, 'echo')).seen).toEqual(['echo']);
    expect(starts).toHaveLength(1);
  });

  it('fail with what the engine says', async () => {
    expect(await failure(command(startFake(), 'badRequest'))).toBe('badRequest: what?');
  });
});

describe('a worker that ends', () => {
  it.each([
    ['exit', /^crashed: The policy engine ended with exit code 3$/],
    ['throw', /^crashed: The policy engine ended: too deep$/],
    ['loop', /^timeLimit: The time limit was reached/],
  ])('on %s costs that request alone', async (text, expected) => {
    const engine = startFake();
    const before = await command(engine, 'echo');
    const [failed, after] = await Promise.all([failure(command(engine, text)), command(engine, 'echo')]);
    expect(failed).toMatch(expected);
    expect(after.seen).toEqual(['echo']);
    expect(after.threadId).not.toBe(before.threadId);
  });

  it('between requests is replaced', async () => {
    const engine = startFake();
    const first = await command(engine, 'exitSoon');
    for (;;) {
      const next = await command(engine, 'echo').catch(() => undefined);
      if (next !== undefined && next.threadId !== first.threadId) break;
    }
  });

  it('with more memory than is good is replaced after its reply', async () => {
    const engine = startFake();
    const last = await command(engine, 'grow');
    expect(last.seen).toEqual(['grow']);
    expect((await command(engine, 'echo')).threadId).not.toBe(last.threadId);
  });

  it('may take longer as long as it gets on', async () => {
    const engine = startFake({ timeLimitMs: 1000 });
    expect((await command(engine, 'pastTheFirstDeadline')).seen).toEqual(['pastTheFirstDeadline']);
  });
});

describe('a worker that does not start', () => {
  it.each([
    [
      'throws',
      'throw new Error("no")',
      /^unavailable: The policy engine can't be started: no; if .* `npm run build` makes them anew$/,
    ],
    [
      'says why',
      'require("node:worker_threads").parentPort.postMessage({ kind: "unavailable", message: "no file" })',
      /^unavailable: The policy engine can't be started: no file; if .* `npm run build`/,
    ],
    [
      'does nothing',
      'setInterval(() => {}, 1000)',
      /^unavailable: The policy engine can't be started: it took longer than 0.3 seconds; if /,
    ],
  ])('%s', async (_, code, expected) => {
    expect(await failure(command(startFake({ code, timeLimitMs: 300 }), 'echo'))).toMatch(expected);
  });

  it('is missing', async () => {
    const engine = createEngine({ folder: path.join(import.meta.dirname, 'nowhere') });
    expect(await failure(command(engine, 'echo'))).toMatch(
      /^unavailable: The policy engine can't be started: Cannot find module [^\n]* `npm run build`/,
    );
  });
});

describe('cancelling', () => {
  it('takes a waiting request out of the queue', async () => {
    const engine = startFake();
    const token = new TestToken();
    const running = command(engine, 'echo');
    const waiting = command(engine, 'echo', token);
    const last = command(engine, 'badRequest');
    token.cancel();
    expect(await failure(waiting)).toBe('cancelled: Cancelled');
    await running;
    await failure(last);
    expect((await command(engine, 'echo')).seen).toEqual(['echo', 'badRequest', 'echo']);
  });

  it('answers a running request at once, and tells the worker', async () => {
    const engine = startFake();
    const before = await command(engine, 'echo');
    const token = new TestToken();
    const running = command(engine, 'untilCancelled', token);
    token.cancel();
    expect(await failure(running)).toBe('cancelled: Cancelled');
    expect((await command(engine, 'echo')).threadId).toBe(before.threadId);
  });

  it('ends a request that does not stop with its worker, long before its limit', async () => {
    const engine = startFake();
    const before = await command(engine, 'echo');
    const token = new TestToken();
    const running = command(engine, 'hang', token);
    const next = command(engine, 'echo');
    token.cancel();
    expect(await failure(running)).toBe('cancelled: Cancelled');
    expect((await next).threadId).not.toBe(before.threadId);
  });

  it('counts before the request, and no more after the answer', async () => {
    const engine = startFake();
    const token = new TestToken();
    await command(engine, 'echo', token);
    expect(token.listenerCount).toBe(0);
    token.cancel();
    expect(await failure(command(engine, 'echo', token))).toBe('cancelled: Cancelled');
    expect((await command(engine, 'echo')).seen).toHaveLength(2);
  });
});

describe('a request that takes long', () => {
  it('gives way to those that wait', async () => {
    const engine = startFake({ patienceMs: 50 });
    const [long, next] = [failure(command(engine, 'hang')), command(engine, 'echo')];
    expect(await long).toBe('gaveWay: It took too long while other requests waited');
    expect((await next).seen).toEqual(['echo']);
  });

  it('gives way to one that comes later', async () => {
    const engine = startFake({ patienceMs: 50 });
    const before = await command(engine, 'echo');
    const long = failure(command(engine, 'untilCancelled'));
    const next = command(engine, 'echo');
    expect(await long).toMatch(/^gaveWay: /);
    // It has stopped by itself: the worker stays.
    expect((await next).threadId).toBe(before.threadId);
  });

  it('gives way to nobody where nobody waits', async () => {
    const engine = startFake({ patienceMs: 1, timeLimitMs: 1000 });
    await command(engine, 'echo');
    const gone = new TestToken();
    const long = command(engine, 'pastTheFirstDeadline');
    const waiting = failure(command(engine, 'echo', gone));
    gone.cancel();
    expect(await waiting).toBe('cancelled: Cancelled');
    expect((await long).seen).toContain('pastTheFirstDeadline');
  });
});

describe('disposing', () => {
  it('fails what runs, what waits and what comes', async () => {
    const engine = startFake();
    const failures = [failure(command(engine, 'loop')), failure(command(engine, 'echo'))];
    await engine.dispose();
    failures.push(failure(command(engine, 'echo')));
    expect(new Set(await Promise.all(failures))).toEqual(new Set(['unavailable: The policy engine has been stopped']));
  });

  it('is fine before the first request, and twice', async () => {
    const engine = startFake();
    await engine.dispose();
    await engine.dispose();
  });
});

it('an idle worker does not keep the process alive, a busy one does', async () => {
  const { folder, remove } = engineFolder({ 'engineWorker.js': fakeWorker });
  cleanUps.push(remove);
  const script = `
    import { createEngine } from ${JSON.stringify(path.resolve('server/src/engine/engine.ts'))};
    import { startWorker } from ${JSON.stringify(path.resolve('server/src/engine/startWorker.ts'))};
    const folder = ${JSON.stringify(folder)};
    const engine = createEngine({ folder, worker: startWorker(folder) });
    const ask = () => engine.ask({ op: 'parses', text: 'echo' });
    ask().then(ask).then((answer) => console.log(answer.seen.length));`;
  await esbuild.build({
    stdin: { contents: script, resolveDir: folder, loader: 'ts' },
    bundle: true,
    platform: 'node',
    outfile: path.join(folder, 'script.cjs'),
  });
  const child = spawn(process.execPath, [path.join(folder, 'script.cjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8');
  let output = '';
  child.stdout.on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'exit')) as [number];
  expect({ code, output }).toEqual({ code: 0, output: '2\n' });
});
