/** A file as it was in a revision of its git repository. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { BadInput } from '../../core/badInput.ts';

/** No policy is as large. */
const MOST_BYTES = 16_000_000;

/**
 * Its text, without a byte order mark. Asks for the stored bytes: no filter that a repository may configure is run.
 * @throws {BadInput} where there is no git, no repository, no such revision, or no such file in it
 */
export async function readFromGit(file: string, revision: string): Promise<string> {
  if (revision.startsWith('-') || revision.includes(':') || revision === '') {
    throw new BadInput(`--against "${revision}": right would be deployed, a file, or a revision such as HEAD`);
  }
  const bytes = await runGit(path.dirname(path.resolve(file)), [
    'cat-file',
    'blob',
    `${revision}:./${path.basename(file)}`,
  ]);
  if (!Buffer.isBuffer(bytes)) throw new BadInput(describe(file, revision, bytes));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file} at ${revision}: not UTF-8 text`);
  }
}

/** Without a shell. What it writes, or why it failed. */
function runGit(cwd: string, args: string[]): Promise<Buffer | string> {
  return new Promise((resolve) => {
    const options = { cwd, env: gitEnvironment(), encoding: 'buffer', maxBuffer: MOST_BYTES } as const;
    execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        resolve(error.code === 'ENOENT' ? 'there is no git here, or no such folder' : stderr.toString('utf8').trim());
    });
  });
}

const ELSEWHERE: ReadonlySet<string> = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']);

/** In English, and of the file's own repository: a hook is started with variables that name another folder. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ELSEWHERE.has(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function describe(file: string, revision: string, told: string): string {
  const about = `${file} at ${revision}`;
  const [line = ''] = told.split('\n');
  if (told.includes('not a git repository')) return `${about}: the file is in no git repository`;
  if (/does not exist in|exists on disk, but not in/.test(told)) return `${about}: the file is not in that revision`;
  if (/invalid object name|Not a valid object name|unknown revision/.test(told)) {
    return `--against "${revision}" is no file and no revision of git: right would be deployed, a file, or one such as HEAD`;
  }
  return `${about}: git says: ${line.replace(/^fatal: /, '') || 'nothing'}`;
}
