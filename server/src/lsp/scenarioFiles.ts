/** Scenario files, with all that they name: as they stand in the editor, else on disk. */
import type { Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import { openScenarios, type OpenScenarios, type ScenarioSurroundings } from '../core/scenarios/openScenarios.ts';
import { MOST_SNAPSHOT_BYTES } from '../core/fileLimits.ts';
import type { CancellationToken } from '../core/ports.ts';
import { SCENARIO_ENDING } from '../core/scenarios/ownScenarios.ts';
import { isNear, locateNamed, readNamed, readText } from './namedFiles.ts';
import type { Server } from './server.ts';
import { fileNameOf, normalize } from './uris.ts';

export function isScenarioFile(uri: string): boolean {
  return fileNameOf(uri).endsWith(SCENARIO_ENDING);
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
  const locate = (path: string): string => locateNamed(path, uri);
  return {
    engine: host.engine,
    locate,
    readPolicy: (path) => readNamed(server, locate(path), { path, from: uri }),
    keyLoginOf: async (path) =>
      (await isNear(server, locate(path), uri)) ? (await settings.forDocument(locate(path))).check.keyLogin : undefined,
    readAccount: async (named) => {
      if (named === undefined) return account.inventory;
      const text =
        named === 'demo'
          ? await readText(server, host.demoAccount, MOST_SNAPSHOT_BYTES)
          : await readNamed(server, locate(named), { path: named, from: uri, most: MOST_SNAPSHOT_BYTES });
      return toInventory(server, text, named);
    },
  };
}

function toInventory({ snapshots }: Server, text: string | undefined, named: string): Inventory {
  if (text === undefined) {
    throw new BadInput(
      `There is no file \`${named}\`: write \`demo\`, or the path of an account snapshot from this file`,
    );
  }
  try {
    return snapshots.read(text);
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

/** What a new scenario file says of the account: nothing of one that somebody is signed in to, or can't be read so. */
export async function accountFor(server: Server, file: string): Promise<string | undefined> {
  const { uri } = server.account;
  if (uri === undefined) return undefined;
  if (uri === server.host.demoAccount) return 'demo';
  return (await isNear(server, uri, file)) ? pathBetween(file, uri) : undefined;
}
