/** `.login-policy.yaml`: found above a policy, read once. */
import fs from 'node:fs';
import path from 'node:path';
import { BadInput } from '../core/badInput.ts';
import { MOST_TEXT_BYTES } from '../core/fileLimits.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../core/settings/settings.ts';
import { readNamedFile } from './readFile.ts';
import { place } from './writers/human/codeFrame.ts';
import { printable } from './writers/human/printable.ts';

const NAME = '.login-policy.yaml';

export interface SettingsFiles {
  /**
   * What holds for a policy: the file in its folder or in the nearest one above, up to the root of the git repository
   * (else of the file system); for standard input (`-`) from the working directory. The defaults where there is none.
   * @throws {BadInput} for a file that can't be read as settings: the first mistake with its place
   */
  settingsOf(policy: string): Promise<CheckSettings>;
}

export function openSettingsFiles(): SettingsFiles {
  const known = new Map<string, Promise<CheckSettings>>();
  return {
    settingsOf: (policy) => {
      const file = findAbove(policy === '-' ? process.cwd() : path.dirname(path.resolve(policy)));
      if (file === undefined) return Promise.resolve(DEFAULT_SETTINGS);
      const settings = known.get(file) ?? readSettingsFile(file);
      known.set(file, settings);
      return settings;
    },
  };
}

function findAbove(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, NAME);
    if (fs.existsSync(file)) return file;
    if (fs.existsSync(path.join(at, '.git')) || at === path.dirname(at)) return undefined;
  }
}

async function readSettingsFile(file: string): Promise<CheckSettings> {
  const shown = shownPath(file);
  const { text } = await readNamedFile(shown, MOST_TEXT_BYTES);
  // Only now: the schema and YAML cost more time to load than most policies to check.
  const { readSettings } = await import('../core/settings/readSettings.ts');
  const reading = readSettings(text);
  if (reading.ok) return reading.settings;
  const [first, ...others] = reading.problems;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new BadInput(first ? `${place(shown, first.range)}: ${printable(first.message)}${more}` : shown);
}

/** Relative where that is shorter to read. */
function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
