/** A file as it was in a revision of its git repository. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { BadInput } from '../../core/badInput.ts';

/** No policy is as large. */
const MOST_BYTES = 16_000_000;

/**
 * Its text, without a byte order mark; of a file that has been renamed since, that by its old name. Asks for the stored
 * bytes: no filter that a repository may configure is run.
 * @throws {BadInput} where there is no git, no repository, no such revision, or no such file in it
 */
export async function readFromGit(file: string, revision: string): Promise<string> {
  if (revision.startsWith('-') || revision.includes(':') || revision === '') {
    throw new BadInput(`--against "${revision}": right would be deployed, a file, or a revision such as HEAD`);
  }
  const [folder, name] = [path.dirname(path.resolve(file)), path.basename(file)];
  const told = await runGit(folder, ['cat-file', 'blob', `${revision}:./${name}`]);
  const old = isMissing(told) ? await findOldName(folder, name, revision) : undefined;
  const bytes = old === undefined ? told : await runGit(folder, ['cat-file', 'blob', `${revision}:${old}`]);
  if (!Buffer.isBuffer(bytes)) throw new BadInput(describe(file, revision, bytes));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file} at ${revision}: not UTF-8 text`);
  }
}

/**
 * The path, from the repository's root, by which the revision has what is now a file of another name: as far as git
 * knows of it (`git mv`, or since committed). The index alone is looked at: the files would go through filters.
 */
async function findOldName(folder: string, name: string, revision: string): Promise<string | undefined> {
  const prefix = await runGit(folder, ['rev-parse', '--show-prefix']);
  const compare = ['diff-index', '--cached', '--find-renames', '--diff-filter=R', '--name-status', '-z'];
  const renames = await runGit(folder, ['-c', 'core.fsmonitor=false', ...compare, revision, '--']);
  if (!Buffer.isBuffer(prefix) || !Buffer.isBuffer(renames)) return undefined;
  const now = prefix.toString('utf8').replace(/\n$/, '') + name;
  // How alike they are, the old path, the new path.
  const parts = renames.toString('utf8').split('\0');
  const at = parts.findIndex((part, index) => index % 3 === 2 && part === now);
  return at < 0 ? undefined : parts[at - 1];
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

function isMissing(told: Buffer | string): boolean {
  return !Buffer.isBuffer(told) && /does not exist in|exists on disk, but not in/.test(told);
}

function describe(file: string, revision: string, told: string): string {
  const about = `${file} at ${revision}`;
  const [line = ''] = told.split('\n');
  if (told.includes('not a git repository')) return `${about}: the file is in no git repository`;
  if (isMissing(told)) return `${about}: the file is not in that revision`;
  if (/invalid object name|Not a valid object name|unknown revision/.test(told)) {
    return `--against "${revision}" is no file and no revision of git: right would be deployed, a file, or one such as HEAD`;
  }
  return `${about}: git says: ${line.replace(/^fatal: /, '') || 'nothing'}`;
}
