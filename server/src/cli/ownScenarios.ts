/** The scenario files beside policies that somebody named. */
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { BadInput } from '../core/badInput.ts';
import { MOST_TEXT_BYTES } from '../core/fileLimits.ts';
import type { OwnScenarios, PlacedPolicy, ScenarioFolders } from '../core/scenarios/ownScenarios.ts';
import { FileTrouble, readNamedFile, whyUnreadable } from './readFile.ts';

/**
 * What can't be read is told, not thrown. Undefined where there is no such file.
 * @param files paths; there is nothing beside standard input (-) and versions out of git
 */
export async function readScenariosBeside(files: readonly string[]): Promise<OwnScenarios | undefined> {
  const policies = files.filter((file) => file !== '-' && existsSync(file)).map(placePolicy);
  const lists = await Promise.all(policies.map(({ folder }) => listOrWhy(folder)));
  if (lists.every((names) => Array.isArray(names) && names.length === 0)) return undefined;
  // Only now: YAML takes a while to load.
  const { readOwnScenarios } = await import('../core/scenarios/ownScenarios.ts');
  return readOwnScenarios(policies, folders);
}

function placePolicy(file: string): PlacedPolicy {
  return { folder: path.dirname(file), place: path.resolve(file), name: path.basename(file) };
}

const folders: ScenarioFolders = {
  list: async (folder) => {
    const found = await listOrWhy(folder);
    if (typeof found === 'string') throw new BadInput(found);
    return found;
  },
  read: async (folder, name) => {
    try {
      return (await readNamedFile(path.join(folder, name), MOST_TEXT_BYTES)).text;
    } catch (error) {
      if (error instanceof FileTrouble) throw new BadInput(error.reason);
      throw error;
    }
  },
  // Links are not followed: a path that stands in a file is not looked at.
  locate: (folder, given) => path.resolve(folder, given),
};

/** The names, or why there are none. */
async function listOrWhy(folder: string): Promise<string[] | string> {
  try {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.name.endsWith('.scenarios.yaml') && !entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    return whyUnreadable(error);
  }
}
