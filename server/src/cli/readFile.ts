/** From a path to the text that is there. */
import fs from 'node:fs';
import { Socket } from 'node:net';
import { BadInput } from '../core/badInput.ts';
import { collectBytes } from './collectBytes.ts';
import { readRegularFile } from './regularFile.ts';
import type { Streams } from './streams.ts';

/** A file, folder or path that can't be worked with. Its message is both, in a line. */
export class FileTrouble extends BadInput {
  /** As typed or found; `-` for standard input. */
  readonly path: string;
  /** Without the path: `not UTF-8 text; save it as UTF-8`. */
  readonly reason: string;
  constructor(path: string, reason: string) {
    super(`${nameOf(path)}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

/** A file that was read. */
export interface SourceFile {
  /** As typed or found, with `/`; `-` for standard input. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** The file began with a byte order mark. */
  readonly bom: boolean;
}

/**
 * Reads one file, or standard input for `-`.
 * @throws {FileTrouble} when it can't be read or is not UTF-8
 */
export async function readSource(file: string, streams: Streams): Promise<SourceFile> {
  return file === '-' ? decode(file, () => streams.readInput()) : readFile(file);
}

/**
 * Reads one file; `-` is a name like any other.
 * @throws {FileTrouble} when it can't be read or is not UTF-8
 */
export async function readFile(file: string): Promise<SourceFile> {
  return decode(file, () => readBytes(file));
}

/**
 * Reads a file that another file names, or that holds because of where it lies: no device, no pipe.
 * @param most bytes that it may have
 * @throws {FileTrouble} when it can't be read or is not UTF-8
 */
export async function readNamedFile(file: string, most: number): Promise<SourceFile> {
  return decode(file, () => readRegularFile(file, most));
}

/** What is wrong, from an error of the file system. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words: Record<string, string> = {
    ENOENT: 'no such file',
    ENOTDIR: 'no such file: what is before the last / is no folder',
    ELOOP: 'is a symbolic link that leads back to itself',
    ENAMETOOLONG: 'no such file: the name is too long',
    EISDIR: 'is a folder; a file is needed here',
    EACCES: 'may not be read (permission denied)',
    EPERM: 'may not be read (permission denied)',
    EFBIG: 'is far too large',
  };
  return words[code] ?? `can't be read (${code})`;
}

/** Also of a file that is a link. */
function whyNot(file: string, error: unknown): string {
  if (error instanceof BadInput) return error.message;
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isMissing && isDanglingLink(file) ? DANGLING : whyUnreadable(error);
}

export const DANGLING = 'is a symbolic link to what is not there';

export function isDanglingLink(file: string): boolean {
  const link = fs.lstatSync(file, { throwIfNoEntry: false });
  return link?.isSymbolicLink() === true && !fs.existsSync(file);
}

/** As a person wants to see it. */
function nameOf(path: string): string {
  if (path === '-') return 'standard input';
  return path === '' ? "''" : path;
}

async function readBytes(file: string): Promise<Buffer> {
  const stat = await fs.promises.stat(file);
  return collectBytes(stat.isFIFO() ? openPipe(file) : fs.createReadStream(file));
}

/** Not in a thread that waits for the writer: the process could not end before it, whoever asks it to. */
function openPipe(file: string): Socket {
  const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

async function decode(path: string, read: () => Promise<Buffer>): Promise<SourceFile> {
  if (path === '') throw new FileTrouble(path, 'is an empty path');
  let bytes: Buffer;
  try {
    bytes = await read();
  } catch (error) {
    throw new FileTrouble(path, path === '-' ? whyUnreadable(error) : whyNot(path, error));
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bom };
  } catch {
    throw new FileTrouble(path, 'not UTF-8 text; save it as UTF-8');
  }
}
