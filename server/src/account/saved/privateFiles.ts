/** Files that only their owner can read, and that are never seen half-written. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OF_OTHERS = 0o077;
const WRITABLE_BY_OTHERS = 0o022;

/** The file or folder is not the user's own, or not what it should be. The message is for people. */
export class NotPrivate extends Error {
  override readonly name = 'NotPrivate';
}

/**
 * The text of the user's own file. A mode that lets others read it is put right.
 * @returns undefined where there is none
 * @throws {NotPrivate} where it is somebody else's, or others may have changed it
 * @throws what the file system says
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  let handle;
  try {
    handle = await fs.open(file, constants.O_RDONLY | noLinks());
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ELOOP') throw new NotPrivate(`${file} is a link`);
    throw error;
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new NotPrivate(`${file} is no file`);
    if (hasModes()) {
      refuseForeign(file, stat.uid);
      if ((stat.mode & WRITABLE_BY_OTHERS) !== 0) throw new NotPrivate(`${file} can be changed by others`);
      if ((stat.mode & OF_OTHERS) !== 0) await handle.chmod(FILE_MODE);
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/**
 * Writes beside the file and puts it into place when all of it is on the disk: whoever reads sees the old text or the
 * new. Of several who write, the last wins. (Libraries for this take a short write to a full disk for a whole one.)
 * @throws what the file system says; the file is then as it was
 */
export async function replacePrivateFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeThrough(temporary, text);
    await moveOver(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await fs.open(file, 'wx', FILE_MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const PAUSES_MS = [10, 50, 250];

/** Windows refuses for as long as somebody else has the old file open. */
async function moveOver(source: string, target: string): Promise<void> {
  for (const pause of PAUSES_MS) {
    try {
      await fs.rename(source, target);
      return;
    } catch (error) {
      if (hasModes() || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
      await wait(pause);
    }
  }
  await fs.rename(source, target);
}

/**
 * Makes the folder, and those above it. A mode that lets others in is put right.
 * @throws {NotPrivate} where it is somebody else's, or no folder
 * @throws what the file system says
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  const stat = await fs.lstat(folder);
  if (!stat.isDirectory()) throw new NotPrivate(`${folder} is a link`);
  if (!hasModes()) return;
  refuseForeign(folder, stat.uid);
  if ((stat.mode & OF_OTHERS) !== 0) await fs.chmod(folder, FOLDER_MODE);
}

/** Windows keeps the folders of a user from others by itself. */
function hasModes(): boolean {
  return process.platform !== 'win32';
}

function noLinks(): number {
  return hasModes() ? constants.O_NOFOLLOW : 0;
}

function refuseForeign(file: string, uid: number): void {
  if (uid !== process.getuid?.()) throw new NotPrivate(`${file} belongs to another user`);
}

/** `ENOSPC`; undefined for what does not come from the system. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}
