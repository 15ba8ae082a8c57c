/** Scenario files of this machine, with the policies and the account that they name. */
import path from 'node:path';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import { MOST_SNAPSHOT_BYTES, MOST_TEXT_BYTES } from '../core/fileLimits.ts';
import type { ScenarioSurroundings } from '../core/scenarios/openScenarios.ts';
import type { CliContext } from './context.ts';
import { readAccount, type AccountOptions } from './options.ts';
import { FileTrouble, readNamedFile } from './readFile.ts';
import { openSettingsFiles } from './settingsFiles.ts';

/** What all files of a run have in common. */
export class ScenarioFiles {
  readonly #options: AccountOptions;
  readonly #context: CliContext;
  readonly #settings = openSettingsFiles();
  readonly #accounts = new Map<string, Promise<Inventory>>();
  #usual: Promise<Inventory | undefined> | undefined;

  constructor(options: AccountOptions, context: CliContext) {
    this.#options = options;
    this.#context = context;
  }

  /**
   * Refuses at once what is wrong with the options: else it would be told of every file, or of none.
   * @throws {BadInput} and {AccountError} as `readAccount`
   */
  async checkOptions(): Promise<void> {
    const { account, offline, keyFile } = this.#options;
    if (account !== undefined || offline === true || keyFile !== undefined) await this.#readUsual();
  }

  /** `--account` goes before what a file says, and what a file says before `LOGIN_POLICY_ACCOUNT`. */
  surroundingsOf(file: string): ScenarioSurroundings {
    const locate = (given: string): string => beside(file, given);
    return {
      engine: this.#context.engine,
      locate,
      readPolicy: async (given) => (await readIfThere(locate(given), MOST_TEXT_BYTES))?.text,
      keyLoginOf: async (given) => (await this.#settings.settingsOf(locate(given))).keyLogin,
      readAccount: (named) =>
        named === undefined || this.#options.account !== undefined
          ? this.#readUsual()
          : this.#readNamed(named === 'demo' ? this.#context.demoAccountFile : locate(named), named),
    };
  }

  #readUsual(): Promise<Inventory | undefined> {
    this.#usual ??= readAccount(this.#options, this.#context);
    return this.#usual;
  }

  #readNamed(file: string, named: string): Promise<Inventory> {
    const known = this.#accounts.get(file) ?? readSnapshot(file, named);
    this.#accounts.set(file, known);
    return known;
  }
}

function beside(file: string, given: string): string {
  const found = path.isAbsolute(given) ? path.normalize(given) : path.join(path.dirname(file), given);
  return found.split(path.sep).join('/');
}

async function readIfThere(file: string, most: number): Promise<{ text: string } | undefined> {
  try {
    return await readNamedFile(file, most);
  } catch (error) {
    if (error instanceof FileTrouble && error.reason === 'no such file') return undefined;
    throw error;
  }
}

async function readSnapshot(file: string, named: string): Promise<Inventory> {
  const read = await readIfThere(file, MOST_SNAPSHOT_BYTES);
  if (read === undefined) {
    throw new BadInput(
      `There is no file \`${named}\`: write \`demo\`, or the path of an account snapshot from this file; for your own account leave it out, and give --account auto`,
    );
  }
  // Only now: the schema costs more time to load than everything else of the command line.
  const { parseSnapshot } = await import('../core/account/snapshotSchema.ts');
  try {
    return buildInventory(parseSnapshot(read.text));
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(`\`${named}\` is no account snapshot: ${error.message}`);
    throw error;
  }
}
