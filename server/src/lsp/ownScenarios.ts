/** The scenario files beside policies: as they stand in the editor, else on disk; and whether they have changed since. */
import {
  readOwnScenarios,
  SCENARIO_ENDING,
  type OwnScenarios,
  type PlacedPolicy,
  type ScenarioFolders,
} from '../core/scenarios/ownScenarios.ts';
import { locateNamed, readNamed } from './namedFiles.ts';
import type { Server } from './server.ts';
import { fileNameOf, isView, normalize } from './uris.ts';

type Surroundings = Pick<Server, 'documents' | 'host' | 'settings'>;

/** What was made of those beside some policies when it was used last. */
interface Use {
  readonly uris: readonly string[];
  readonly print: string;
}

export class OwnScenarioReader {
  readonly #surroundings: Surroundings;
  readonly #uses = new Map<string, Use>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** @param uris of policies, open or not; beside one that is not saved there is nothing */
  async read(uris: readonly string[]): Promise<OwnScenarios> {
    const found = await this.#read(uris);
    this.#uses.set(uris.join('\n'), { uris, print: printOf(found) });
    return found;
  }

  /** The policies whose scenarios are other than when they were used last, as a scenario file of this URI has changed. */
  async changedBy(uri: string): Promise<ReadonlySet<string>> {
    const folder = normalize(folderOf(uri));
    const changed = new Set<string>();
    for (const { uris, print } of [...this.#uses.values()]) {
      if (!uris.some((one) => normalize(folderOf(one)) === folder)) continue;
      if (printOf(await this.#read(uris)) !== print) for (const one of uris) changed.add(one);
    }
    return changed;
  }

  /** A policy is closed. */
  forget(uri: string): void {
    for (const [key, { uris }] of this.#uses) if (uris[0] === uri) this.#uses.delete(key);
  }

  #read(uris: readonly string[]): Promise<OwnScenarios> {
    return readOwnScenarios(uris.filter(isSaved).map(placePolicy), foldersOf(this.#surroundings));
  }
}

/** All that anybody goes by of them; where it stands in a file is nothing. */
function printOf({ files, leftOut }: OwnScenarios): string {
  const said = files.map(({ name, file: { policies, scenarios } }) => [name, policies, scenarios]);
  return JSON.stringify([said, leftOut], (key, value: unknown) =>
    key.toLowerCase().endsWith('range') ? undefined : value,
  );
}

function isSaved(uri: string): boolean {
  return !uri.startsWith('untitled:') && !isView(uri) && uri.includes('/');
}

function placePolicy(uri: string): PlacedPolicy {
  return { folder: folderOf(uri), place: normalize(uri), name: fileNameOf(uri) };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function foldersOf(server: Surroundings): ScenarioFolders {
  const { documents, host } = server;
  const inFolder = (folder: string): string[] =>
    documents
      .all()
      .map(({ uri }) => uri)
      .filter((uri) => uri.endsWith(SCENARIO_ENDING) && !isView(uri))
      .filter((uri) => normalize(folderOf(uri)) === normalize(folder));
  return {
    list: async (folder) => [
      ...new Set([...(await host.files.list(folder, SCENARIO_ENDING)), ...inFolder(folder).map(fileNameOf)]),
    ],
    read: (folder, name) => {
      const from = `${folder}/`;
      return readNamed(server, locateNamed(name, from), { path: name, from });
    },
    locate: (folder, path) => normalize(locateNamed(path, `${folder}/`)),
  };
}
