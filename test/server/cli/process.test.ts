/** What only the whole process shows: `dist/cli.js` as a shell runs it. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, withoutProgress } from '../../support/cli.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const cli = path.join(root, 'dist/cli.js');
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  const rules = Array.from({ length: 400 }, (_, n) => `admin if input.session.teams == "team ${n}"`);
  files = temporaryFolder({
    'fine.rego': 'package spacelift\n\nallow if input.session.member\n',
    'mistakes.rego': ['package spacelift', '', ...rules, ''].join('\n'),
    'endless.rego':
      'package spacelift\n\nallow if count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a == -b]) > 1\n',
  });
});
afterAll(() => {
  files.remove();
});

function run(...args: string[]): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } {
  return runIn(process.env, ...args);
}

function runIn(env: NodeJS.ProcessEnv, ...args: string[]): ReturnType<typeof run> {
  return spawnSync(process.execPath, [cli, ...args], { cwd: files.folder, encoding: 'utf8', env });
}

/** Resolves with the exit code, and with what was written to stderr. */
function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, err });
    });
  });
}

describe('the process', () => {
  it('ends with 0 when all is well, 1 with errors, 2 when it could not', () => {
    expect(run('check', 'fine.rego').status).toBe(0);
    expect(run('check', 'mistakes.rego').status).toBe(1);
    expect(run('check', 'missing.rego')).toMatchObject({ status: 2, stdout: '' });
    expect(run().status).toBe(2);
  });

  it.each([
    ['no colour where there is no terminal', {}, false],
    ['none for CI alone', { CI: 'true' }, false],
    ['colour where it is forced', { FORCE_COLOR: '1' }, true],
    ['none where it is forbidden', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('writes %s', (_, environment, isColoured) => {
    expect(runIn(environment, 'check', 'mistakes.rego').stdout.includes('\u001b')).toBe(isColoured);
  });

  it('writes all of a long output', () => {
    expect(run('check', 'mistakes.rego').stdout).toMatch(/1 login policy checked: 400 errors\n$/);
  });

  it('says by its exit code what it found, also when its reader goes away', async () => {
    const child = spawn(process.execPath, [cli, 'check', 'mistakes.rego'], {
      cwd: files.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => {
      child.stdout.destroy();
    });
    const { code, err } = await ended(child);
    expect(withoutProgress(err)).toBe('');
    expect(code).toBe(1);
  });

  it('says in a line that its folder is gone', () => {
    const gone = path.join(files.folder, 'gone');
    fs.mkdirSync(gone);
    // The shell goes there, and the folder goes away.
    const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" check .';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', gone, process.execPath, cli], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('login-policy: the current folder does not exist any more: change to another one\n');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it.each(['check pipe', 'fmt pipe', 'simulate fine.rego --input pipe', 'check fine.rego --account pipe'])(
    'ends on Ctrl-C while it waits for something to read: %s',
    async (commandLine) => {
      const pipe = path.join(files.folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const args = [cli, ...commandLine.split(' ')];
      const child = spawn(process.execPath, args, { cwd: files.folder, stdio: ['ignore', 'ignore', 'pipe'] });
      const end = ended(child);
      // Opened for writing as soon as it is opened for reading.
      const writer = await fs.promises.open(pipe, 'w');
      fs.rmSync(pipe);
      child.kill('SIGINT');
      expect(await end).toEqual({ code: 130, err: '' });
      await writer.close();
    },
  );

  it('ends quietly on Ctrl-C, also in the middle of an endless policy', async () => {
    const child = spawn(process.execPath, [cli, 'simulate', 'endless.rego'], {
      cwd: files.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = ended(child);
    // Its progress line says that it is at work.
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { code, err } = await end;
    expect(withoutProgress(err)).toBe('');
    expect(code).toBe(130);
  });
});
