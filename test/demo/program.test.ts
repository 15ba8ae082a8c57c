/** `dist/demoAccount.js`, started as a program and loaded by another. */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../demo/commandLine.ts';
import { ask, SIGN_IN } from '../support/demoAccount.ts';
import { dist } from '../support/engine.ts';

const bundle = path.join(dist, 'demoAccount.js');
const THREE_LINES =
  /^SPACELIFT_API_KEY_ENDPOINT=(http:\/\/127\.0\.0\.1:\d+)\nSPACELIFT_API_KEY_ID=(\w{26})\nSPACELIFT_API_KEY_SECRET=([0-9a-f]{64})\n$/;

interface Started {
  process: ChildProcessWithoutNullStreams;
  endpoint: string;
  id: string;
  secret: string;
}

async function start(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, [bundle, ...args]);
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += part as string;
    const [, endpoint, id, secret] = THREE_LINES.exec(said) ?? [];
    if (endpoint !== undefined && id !== undefined && secret !== undefined)
      return { process: child, endpoint, id, secret };
  }
  throw new Error(`It said: ${said}${await text(child.stderr)}`);
}

/** What came of it: its exit code, and everything that it still said. */
async function end({ process: child }: Started, signal: NodeJS.Signals): Promise<unknown> {
  const ended = once(child, 'exit');
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  child.kill(signal);
  const [code, killedBy] = (await ended) as [number | null, string | null];
  return { code, killedBy, said: (await said).join('') };
}

describe.skipIf(process.platform === 'win32')('as a program', () => {
  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('says how to sign in, answers, and ends by %s', async (signal) => {
    const started = await start();
    const variables = { id: started.id, secret: started.secret };
    const { data } = await ask(started, SIGN_IN, { variables });
    expect(data?.['apiKeyUser']).toMatchObject({ validUntil: expect.any(Number) as number });
    expect(await end(started, signal)).toEqual({ code: 0, killedBy: null, said: '' });
  });

  it('listens where it is told to; where that is taken, it says so', async () => {
    const first = await start();
    const { port } = new URL(first.endpoint);
    const second = promisify(execFile)(process.execPath, [bundle, '--port', port]);
    await expect(second).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: `demo-account: port ${port} is in use: give another, or none\n`,
    });
    await end(first, 'SIGTERM');
    const again = await start('--port', port);
    expect(again.endpoint).toBe(first.endpoint);
    await end(again, 'SIGTERM');
  });

  it('ends while its engine is running', async () => {
    const started = await start();
    const { data } = await ask(started, SIGN_IN, { variables: { id: started.id, secret: started.secret } });
    const { jwt } = data?.['apiKeyUser'] as { jwt: string };
    const simulate =
      'mutation { policySimulate(type: LOGIN, body: "package spacelift\\n\\nadmin := true", input: "{}") }';
    const answer = await ask(started, simulate, { token: jwt });
    expect(answer.data?.['policySimulate']).toMatch(/^\{"access_level":"admin"/);
    expect(await end(started, 'SIGTERM')).toEqual({ code: 0, killedBy: null, said: '' });
  });

  it('a flag that is wrong is told in a line', async () => {
    await expect(promisify(execFile)(process.execPath, [bundle, '--prot', '1'])).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: "demo-account: Unknown option '--prot'\n",
    });
  });
});

it('as a function, it starts nothing by being loaded', async () => {
  const { startDemoAccount } = createRequire(import.meta.url)(bundle) as typeof import('../../demo/main.ts');
  const demo = await startDemoAccount();
  expect((await fetch(`${demo.endpoint}/apikeytoken`)).status).toBe(200);
  await demo.close();
  await expect(fetch(`${demo.endpoint}/apikeytoken`)).rejects.toThrow();
});

describe('the command line', () => {
  it.each([
    [[], { kind: 'start', port: 0 }],
    [['--port', '8080'], { kind: 'start', port: 8080 }],
    [['--port=65535'], { kind: 'start', port: 65_535 }],
    [['--help'], { kind: 'help' }],
    [['--port', '65536'], { kind: 'wrong', problem: '--port 65536: right would be a number from 1 to 65535' }],
    [['--port', 'x'], { kind: 'wrong', problem: '--port x: right would be a number from 1 to 65535' }],
    [['--port='], { kind: 'wrong', problem: '--port : right would be a number from 1 to 65535' }],
    [['--port'], { kind: 'wrong', problem: "Option '--port <value>' argument missing" }],
    [
      ['8080'],
      { kind: 'wrong', problem: "Unexpected argument '8080'. This command does not take positional arguments" },
    ],
  ])('%j', (args, line) => {
    expect(readCommandLine(args)).toEqual(line);
  });
});
