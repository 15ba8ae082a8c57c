/** A file as it was in a revision of its git repository. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { BadInput } from '../../core/badInput.ts';

/** No policy is as large. */
const MOST_BYTES = 16_000_000;
/** Of a link's target, in bytes: no system takes more. */
const LONGEST_PATH = 4096;
/** How a reason begins that is our own words. */
const LINK = 'it is a link';

/** Whether the repository that the file is in has such a revision. */
export async function isRevision(file: string, revision: string): Promise<boolean> {
  const commit = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  return Buffer.isBuffer(await runGit(path.dirname(path.resolve(file)), commit));
}

/**
 * Its text, without a byte order mark; of a file that has been renamed since, that by its old name; of a link, that of
 * the file it led to. Asks for the stored bytes: no filter that a repository may configure is run.
 * @throws {BadInput} where there is no git, no repository, no such revision, or no such file in it
 */
export async function readFromGit(file: string, revision: string): Promise<string> {
  if (revision.startsWith('-') || revision.includes(':') || revision === '') {
    throw new BadInput(`--against "${revision}": right would be deployed, a file, or a revision such as HEAD`);
  }
  const [folder, name] = [path.dirname(path.resolve(file)), path.basename(file)];
  const told = await readStored(folder, `${revision}:./${name}`);
  const old = isMissing(told) ? await findOldName(folder, name, revision) : undefined;
  const bytes = old === undefined ? told : await readStored(folder, `${revision}:${old}`);
  if (!Buffer.isBuffer(bytes)) throw new BadInput(describe(file, revision, bytes));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file} at ${revision}: not UTF-8 text`);
  }
}

/** What git has by this name, or why it has nothing. */
async function readStored(folder: string, object: string): Promise<Buffer | string> {
  const blob = await runGit(folder, ['cat-file', 'blob', object]);
  // Git asks for names line by line here, and what it stores of a link is a path.
  if (!Buffer.isBuffer(blob) || blob.length > LONGEST_PATH || blob.includes('\n') || object.includes('\n')) return blob;
  const followed = await runGit(folder, ['cat-file', '--batch', '--follow-symlinks'], `${object}\n`);
  return Buffer.isBuffer(followed) ? unpack(followed, blob.toString('utf8')) : followed;
}

/** An answer to `--batch`: a line that says what follows and how long it is, and that. */
function unpack(answer: Buffer, link: string): Buffer | string {
  const end = answer.indexOf('\n');
  const [name = '', kind, size = ''] = answer.toString('utf8', 0, end).split(' ');
  if (kind === 'blob') return answer.subarray(end + 1, end + 1 + Number(size));
  const where = name === 'symlink' ? 'outside of the repository' : 'and no file is there';
  return `${LINK} to ${link} there, ${where}`;
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
function runGit(cwd: string, args: string[], input = ''): Promise<Buffer | string> {
  return new Promise((resolve) => {
    const options = { cwd, env: gitEnvironment(), encoding: 'buffer', maxBuffer: MOST_BYTES } as const;
    const git = execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        resolve(error.code === 'ENOENT' ? 'there is no git here, or no such folder' : stderr.toString('utf8').trim());
    });
    // One that has ended before it reads says itself why.
    git.stdin?.on('error', () => undefined).end(input);
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
  if (told.startsWith(LINK)) return `${about}: ${told}`;
  const isUnknown = /invalid object name|Not a valid object name|unknown revision/.test(told);
  if (isUnknown && revision === 'HEAD') return `${about}: the repository has no commit yet`;
  if (isUnknown) {
    return `--against "${revision}" is no file and no revision of git: right would be deployed, a file, or one such as HEAD`;
  }
  return `${about}: git says: ${line.replace(/^fatal: /, '') || 'nothing'}`;
}
