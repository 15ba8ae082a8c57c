/** Scenario files, with all that they name: as they stand in the editor, else on disk. */
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { parseSnapshot } from '../core/account/snapshotSchema.ts';
import { BadInput } from '../core/badInput.ts';
import { openScenarios, type OpenScenarios, type ScenarioSurroundings } from '../core/scenarios/openScenarios.ts';
import { withoutByteOrderMark } from '../core/syntax/positions.ts';
import type { CancellationToken } from '../core/ports.ts';
import type { Server } from './server.ts';
import { fileNameOf, isSameUri, normalize } from './uris.ts';

export function isScenarioFile(uri: string): boolean {
  return fileNameOf(uri).endsWith('.scenarios.yaml');
}

/** Without a byte order mark; undefined where there is no such file. */
export async function readText({ documents, host }: Server, uri: string): Promise<string | undefined> {
  const open = documents.get(uri) ?? documents.all().find((document) => isSameUri(document.uri, uri));
  const text = open?.getText() ?? (await host.files.readText(uri));
  return text === undefined ? undefined : withoutByteOrderMark(text);
}

/**
 * @param text of the file
 * @throws {EngineError} where the engine gives no answer
 */
export function openScenarioFile(
  server: Server,
  uri: string,
  text: string,
  token?: CancellationToken,
): Promise<OpenScenarios> {
  return openScenarios(text, surroundingsOf(server, uri), token);
}

export function surroundingsOf(server: Server, uri: string): ScenarioSurroundings {
  const { host, settings, account } = server;
  const locate = (path: string): string => resolve(path, uri);
  return {
    engine: host.engine,
    locate,
    readPolicy: (path) => readNamed(server, locate(path), path),
    keyLoginOf: async (path) => (await settings.forDocument(locate(path))).check.keyLogin,
    readAccount: async (named) => {
      if (named === undefined) return account.inventory;
      return readAccount(server, named === 'demo' ? host.demoAccount : locate(named), named);
    },
  };
}

/** A path beside a file. */
function resolve(path: string, uri: string): string {
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href;
  } catch {
    return path;
  }
}

async function readNamed(server: Server, uri: string, path: string): Promise<string | undefined> {
  try {
    return await readText(server, uri);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new BadInput(`\`${path}\` can't be read: ${error.message}`);
    throw error;
  }
}

async function readAccount(server: Server, uri: string, named: string): Promise<Inventory> {
  const text = await readNamed(server, uri, named);
  if (text === undefined) {
    throw new BadInput(
      `There is no file \`${named}\`: write \`demo\`, or the path of an account snapshot from this file`,
    );
  }
  try {
    return buildInventory(parseSnapshot(text));
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(`\`${named}\` is no account snapshot: ${error.message}`);
    throw error;
  }
}

/**
 * From a file to another, as one would write it there.
 * @throws {BadInput} where there is no such path
 */
export function pathBetween(from: string, to: string): string {
  const [start, end] = [from, to].map((uri) => normalize(uri).split('/'));
  if (start === undefined || end === undefined || !isPlaced(start, end)) {
    throw new BadInput('A scenario file names its policy by a path: save both on one disk');
  }
  const shared = end.findIndex((part, index) => part !== start[index]);
  const up = start.slice(shared, -1).map(() => '..');
  return [...up, ...end.slice(shared)].join('/');
}

/** Two files below one root. */
function isPlaced(start: readonly string[], end: readonly string[]): boolean {
  return start.length > 3 && end.length > 3 && start.slice(0, 3).join('/') === end.slice(0, 3).join('/');
}

/** What a new scenario file says of the account: nothing of one that somebody is signed in to. */
export function accountFor({ account, settings, host }: Server, file: string): string | undefined {
  if (account.uri === undefined) return undefined;
  if (account.uri === host.demoAccount) return 'demo';
  return isPlaced(normalize(file).split('/'), normalize(account.uri).split('/'))
    ? pathBetween(file, account.uri)
    : settings.account;
}
