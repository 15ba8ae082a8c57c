/** What the server needs from where it runs; assembled in `node/server.ts`. */
import type { Clock, Engine } from '../core/ports.ts';

/** Files beside the open documents. */
export interface Files {
  /** Without a byte order mark; undefined where there is no such file. Only `file:` URIs have files. */
  readText(uri: string): Promise<string | undefined>;
  /** Whether there is a file or folder. */
  exists(uri: string): Promise<boolean>;
  /** The URI of a path, relative ones taken from the folder; a URI stays as it is. */
  resolve(path: string, folder: string | undefined): string;
}

export interface ServerHost {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly files: Files;
  /** URI of the demo account's snapshot. */
  readonly demoAccount: string;
  /** The page of a rule, for people; undefined where there is none. */
  pageOf(rule: string): string | undefined;
  readonly version: string;
}
