/** What the server needs from where it runs; assembled in `node/server.ts`. */
import type { Accounts, CancellationToken, Clock, Engine, SignInHelp } from '../core/ports.ts';

/** Files beside the open documents. */
export interface Files {
  /**
   * Without a byte order mark; undefined where there is no such file. Only `file:` URIs have files.
   * @param most bytes that it may have; what people write by hand (`MOST_TEXT_BYTES`), where it is left out
   * @throws {BadInput} for a larger file, a device, a pipe and the like: the message goes behind the file's name
   * @throws what the file system says
   */
  readText(uri: string, most?: number): Promise<string | undefined>;
  /**
   * The names of what is in a folder itself and ends so, but for folders; links are among them. None where there is no such folder, or it may
   * not be read.
   */
  list(folder: string, ending: string): Promise<string[]>;
  /** Whether there is a file or folder. */
  exists(uri: string): Promise<boolean>;
  /** Where a file or folder lies once links are followed; undefined where there is none. */
  realUri(uri: string): Promise<string | undefined>;
  /** The URI of a path, relative ones taken from the folder; a URI stays as it is. */
  resolve(path: string, folder: string | undefined): string;
}

export interface FoundFile {
  readonly uri: string;
  /** When it was written last: compared only. */
  readonly modifiedMs: number;
  readonly bytes: number;
}

/**
 * The files below a folder (a URI) whose names have that ending, those near to the folder first, until the caller asks
 * for no more or cancels. Neither links are followed nor folders entered in which nobody keeps what they have written
 * themselves. A folder that is not of this machine, or may not be read, has none.
 */
export type FindFiles = (folder: string, ending: string, token: CancellationToken) => AsyncIterable<FoundFile>;

export interface ServerHost {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly files: Files;
  readonly findFiles: FindFiles;
  /** Those that the user can sign in to. */
  readonly accounts: Accounts;
  readonly signInHelp: SignInHelp;
  /** URI of the demo account's snapshot. */
  readonly demoAccount: string;
  /** The page of a rule, for people; undefined where there is none. */
  pageOf(rule: string): string | undefined;
  readonly version: string;
}
