/** The scenario files of a policy: those in its own folder that name it. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { ascending } from '../ascending.ts';
import { BadInput } from '../badInput.ts';
import { counted } from '../counted.ts';
import type { NamedSessions } from '../matrix/namedSessions.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import type { ReadScenarioFile } from './scenario.ts';

/** A saved policy. */
export interface PlacedPolicy {
  readonly folder: string;
  /** As `ScenarioFolders.locate` has it. */
  readonly place: string;
  /** Of the file, without its folder. */
  readonly name: string;
}

/** Folders in which policies lie, wherever those are. */
export interface ScenarioFolders {
  /**
   * The names of the files in the folder itself that end with `.scenarios.yaml`.
   * @throws {BadInput} for a folder that can't be read: the message goes behind its name
   */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /**
   * Undefined where there is none any more.
   * @throws {BadInput} for a file that can't be read: the message goes behind its name
   */
  readonly read: (folder: string, name: string) => Promise<string | undefined>;
  /** Where a path leads that stands in a file of the folder: the same text for the same file. Nothing is looked at. */
  readonly locate: (folder: string, path: string) => string;
}

export const SCENARIO_ENDING = '.scenarios.yaml';

export interface OwnScenarioFile {
  readonly name: string;
  readonly file: ReadScenarioFile;
}

/** In the order of their folders and names. */
export interface OwnScenarios extends NamedSessions {
  readonly files: readonly OwnScenarioFile[];
}

/** In a folder with more, somebody has made them. */
const MOST_FILES = 64;

/** Each file once, however many of the policies it names. What can't be read is told, not thrown. */
export async function readOwnScenarios(
  policies: readonly PlacedPolicy[],
  folders: ScenarioFolders,
): Promise<OwnScenarios> {
  const own: Own = { files: [], sessions: [], leftOut: [] };
  for (const folder of new Set(policies.map((policy) => policy.folder))) {
    const inFolder = policies.filter((policy) => policy.folder === folder);
    const names = await told(own, `Whom scenarios in ${folder} name`, () => folders.list(folder));
    const sorted = [...(names ?? [])].sort(ascending);
    for (const name of sorted.slice(0, MOST_FILES)) {
      const text = await told(own, `Whom ${name} names`, () => folders.read(folder, name));
      if (text !== undefined) take(own, name, text, { folder, inFolder, locate: folders.locate });
    }
    if (sorted.length > MOST_FILES) {
      own.leftOut.push(`${counted(sorted.length - MOST_FILES, 'more scenario file')} in ${folder}`);
    }
  }
  return own;
}

interface Own extends OwnScenarios {
  readonly files: OwnScenarioFile[];
  readonly sessions: { session: SessionRequest; from: string }[];
  readonly leftOut: string[];
}

async function told<Read>(own: Own, what: string, read: () => Promise<Read>): Promise<Read | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    own.leftOut.push(`${what}: ${error.message}`);
    return undefined;
  }
}

interface Place {
  readonly folder: string;
  readonly inFolder: readonly PlacedPolicy[];
  readonly locate: ScenarioFolders['locate'];
}

/** Of a file with mistakes, what has none; the first mistake is told. */
function take(own: Own, name: string, text: string, { folder, inFolder, locate }: Place): void {
  if (!inFolder.some((policy) => mayName(text, policy))) return;
  const file = readScenarioFile(text);
  const mistake = file.findings.find(({ severity }) => severity === 'error');
  const named = file.policies.map((policy) => locate(folder, policy.text));
  // Of a file that can't be read, its text alone tells that it is about one of these.
  const isOwn = named.length > 0 ? inFolder.some(({ place }) => named.includes(place)) : mistake !== undefined;
  if (!isOwn) return;
  own.files.push({ name, file });
  if (mistake) {
    own.leftOut.push(`Whom ${name} names: line ${mistake.range.start.line + 1}: ${mistake.message}`);
  }
  const sessions = file.scenarios.filter((scenario) => scenario.mistake === undefined).map(({ session }) => session);
  const whole = sessions.filter(({ input }) => input === undefined);
  const inputs = sessions.length - whole.length;
  if (inputs > 0) own.leftOut.push(`Whom ${name} names: ${counted(inputs, 'whole input document')}`);
  own.sessions.push(...whole.map((session) => ({ session, from: name })));
}

/** Before YAML is read, which takes a while: a name stands in the text as it is, unless something in it is escaped. */
function mayName(text: string, { name }: PlacedPolicy): boolean {
  return text.includes(name) || text.includes('\\') || name.includes("'");
}
