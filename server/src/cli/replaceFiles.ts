import fs from 'node:fs';
import path from 'node:path';
import { identify } from './files.ts';
import { FileTrouble } from './readFile.ts';

/** A file, and what it shall hold. */
export interface Replacement {
  readonly path: string;
  readonly text: string;
}

/**
 * All or nothing: all new texts are written beside their files before the first is put into place, and no file is seen
 * half-written (but one with hard links or another owner, which is overwritten). Links, owners and modes stay.
 * @throws {FileTrouble} when a file can't be written: none is changed, unless the disk fails in the last moment
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  const staged: StagedFile[] = [];
  try {
    for (const replacement of replacements) staged.push(stage(replacement));
    for (let next = staged.shift(); next !== undefined; next = staged.shift()) putIntoPlace(next);
  } finally {
    for (const { temporary } of staged) fs.rmSync(temporary, { force: true });
  }
}

interface StagedFile {
  /** As typed or found. */
  readonly path: string;
  readonly target: string;
  readonly temporary: string;
  /** The file must stay the same one: it has other names too, or another owner. */
  readonly stays: boolean;
}

function stage({ path: file, text }: Replacement): StagedFile {
  const target = identify(file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    const { mode, nlink, uid, gid } = statWritable(file);
    fs.writeFileSync(temporary, text, { flag: 'wx', mode });
    // What the mode was created with is less what the umask takes away.
    fs.chmodSync(temporary, mode);
    const made = fs.statSync(temporary);
    return { path: file, target, temporary, stays: nlink > 1 || made.uid !== uid || made.gid !== gid };
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw toTrouble(file, error);
  }
}

function statWritable(file: string): fs.Stats {
  const stat = fs.statSync(file);
  if (!stat.isFile()) throw new FileTrouble(file, 'is no ordinary file, and so is not rewritten');
  const isWritable = (stat.mode & 0o222) !== 0 && mayWrite(file);
  if (!isWritable) throw new FileTrouble(file, 'is read-only; nothing was changed');
  return stat;
}

function mayWrite(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function putIntoPlace({ path: file, target, temporary, stays }: StagedFile): void {
  try {
    if (!stays) {
      fs.renameSync(temporary, target);
      return;
    }
    fs.copyFileSync(temporary, target);
    fs.rmSync(temporary);
  } catch (error) {
    const { reason } = toTrouble(file, error);
    throw new FileTrouble(file, `${reason}; its new text is in ${temporary}`);
  }
}

function toTrouble(file: string, error: unknown): FileTrouble {
  if (error instanceof FileTrouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words: Record<string, string> = {
    EACCES: 'no permission to write into its folder',
    EPERM: 'no permission to write into its folder',
    EROFS: 'its file system is read-only',
    ENOSPC: 'no space is left',
    EDQUOT: 'no space is left',
  };
  return new FileTrouble(file, `can't be written (${words[code] ?? code})`);
}
