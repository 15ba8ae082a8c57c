/** What is known of an account, kept on this computer: a file for each account and each who looks at it. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { AccountSnapshot, SnapshotVersion } from '../../protocol/account.ts';
import { codeOf, makePrivateFolder, NotPrivate, readPrivateFile, replacePrivateFile } from './privateFiles.ts';
import type { Viewer } from './viewer.ts';

const VERSION: SnapshotVersion = 1;
/**
 * Stands for `snapshotSchema`. A test says what it has to be: of a file with another, written by another release,
 * nothing is read.
 */
export const SHAPE = '67b17779bc2f';

/** The first line of a file; the snapshot is the second. */
interface Stamp {
  version: SnapshotVersion;
  shape: string;
  endpoint: string;
  viewer: string;
  /** Stands for the id that the server gave the viewer; missing: it gave none. */
  viewerId?: string;
  /** Of the second line. */
  sha256: string;
}

type ReadStamp = Partial<Record<keyof Stamp, unknown>>;

/** Told in words what stands in the way of keeping or reading; nothing else is lost by it. */
export type OnTrouble = (message: string) => void;

/**
 * One account as one viewer sees it: with other permissions it looks different, and what one may not see would seem to
 * be gone to the other. Has no secret: of the viewer it knows kind and id (`viewer.ts`).
 *
 * What is read back fitted the schema when it was written (`SHAPE`), and is the same text (`sha256`). So it is not
 * checked once more: of a big account that takes ten times as long as reading it, at each start.
 */
export class SnapshotCache {
  readonly #folder: string;
  readonly #file: string;
  readonly #owner: Pick<Stamp, 'endpoint' | 'viewer'>;
  readonly #onTrouble: OnTrouble;

  /** @param folder the caller's own for caches; `accounts` is made in it */
  constructor(folder: string, endpoint: string, viewer: Viewer, onTrouble: OnTrouble) {
    this.#owner = { endpoint, viewer: `${viewer.kind} ${viewer.id}` };
    this.#folder = path.join(folder, 'accounts');
    this.#file = path.join(this.#folder, nameFile(this.#owner));
    this.#onTrouble = onTrouble;
  }

  /**
   * Undefined where there is none that can be used; never fails. A damaged one is set aside, beside its place.
   * @param viewerId of whoever looks, by the server: what somebody else was shown is not for them
   */
  async read(viewerId?: string): Promise<AccountSnapshot | undefined> {
    try {
      const text = await readPrivateFile(this.#file);
      if (text === undefined) return undefined;
      const stamp = readStamp(text);
      if (stamp && (stamp.version !== VERSION || stamp.shape !== SHAPE)) return undefined;
      const body = text.slice(text.indexOf('\n') + 1);
      if (!stamp || !this.#isIntact(stamp, body)) {
        await this.#setAside('is damaged, and is not used');
        return undefined;
      }
      if (viewerId !== undefined && (stamp.viewerId ?? hash(viewerId)) !== hash(viewerId)) return undefined;
      return JSON.parse(body) as AccountSnapshot;
    } catch (error) {
      await this.#tellUnread(error);
      return undefined;
    }
  }

  /**
   * Whether it was saved. Never fails.
   * @param viewerId of whom it was shown to, by the server
   */
  async write(snapshot: AccountSnapshot, viewerId?: string): Promise<boolean> {
    const body = JSON.stringify(snapshot);
    const seen = viewerId === undefined ? {} : { viewerId: hash(viewerId) };
    const stamp: Stamp = { version: VERSION, shape: SHAPE, ...this.#owner, ...seen, sha256: hash(body) };
    try {
      await makePrivateFolder(this.#folder);
      await replacePrivateFile(this.#file, `${JSON.stringify(stamp)}\n${body}`);
      return true;
    } catch (error) {
      this.#onTrouble(`What is known of ${this.#host} can't be saved: ${wordsFor(error)}`);
      return false;
    }
  }

  get #host(): string {
    return new URL(this.#owner.endpoint).host;
  }

  #isIntact(stamp: ReadStamp, body: string): boolean {
    const { endpoint, viewer } = this.#owner;
    return stamp.endpoint === endpoint && stamp.viewer === viewer && stamp.sha256 === hash(body);
  }

  async #tellUnread(error: unknown): Promise<void> {
    if (error instanceof NotPrivate) await this.#setAside(`is not used: ${error.message}`);
    else this.#onTrouble(`What was saved of ${this.#host} can't be read: ${wordsFor(error)}`);
  }

  async #setAside(why: string): Promise<void> {
    const aside = `${this.#file}.damaged`;
    try {
      await fs.rename(this.#file, aside);
      this.#onTrouble(`What was saved of ${this.#host} ${why}. It is now ${aside}`);
    } catch (error) {
      this.#onTrouble(`What was saved of ${this.#host} ${why}, and can't be moved out of the way: ${wordsFor(error)}`);
    }
  }
}

/** The host, for whoever looks into the folder, and what tells accounts and viewers apart. */
function nameFile({ endpoint, viewer }: Pick<Stamp, 'endpoint' | 'viewer'>): string {
  const host = new URL(endpoint).host.replace(/[^\w.-]/g, '_');
  return `${host}-${hash(`${endpoint}\n${viewer}`).slice(0, 16)}.json`;
}

/** Undefined where the first line is none of any release. */
function readStamp(text: string): ReadStamp | undefined {
  try {
    const stamp: unknown = JSON.parse(text.slice(0, Math.max(text.indexOf('\n'), 0)));
    return typeof stamp === 'object' && stamp !== null && 'version' in stamp && 'shape' in stamp ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** Hexadecimal. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** @throws the error itself where it is none of the file system's */
function wordsFor(error: unknown): string {
  if (error instanceof NotPrivate) return error.message;
  const code = codeOf(error);
  if (code === undefined) throw error;
  const words: Record<string, string> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the disk',
    EDQUOT: 'no space is left on the disk',
  };
  return words[code] ?? code;
}
