/** The account that completion, hover and findings go by. */
import { BadInput } from '../core/badInput.ts';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { parseSnapshot } from '../core/account/snapshotSchema.ts';
import type { AccountResult } from '../protocol/lsp.ts';
import type { ServerHost } from './host.ts';
import type { SettingsReader } from './settings.ts';

export class AccountHolder {
  readonly #host: ServerHost;
  readonly #settings: SettingsReader;
  #inventory: Inventory | undefined;
  #state: AccountResult = { state: 'none' };
  /** Of the inventory. */
  #source = '';
  #turn = 0;

  constructor(host: ServerHost, settings: SettingsReader) {
    this.#host = host;
    this.#settings = settings;
  }

  /** Undefined: none is chosen, or it can't be read. */
  get inventory(): Inventory | undefined {
    return this.#inventory;
  }

  get state(): AccountResult {
    return this.#state;
  }

  /** The URI of the snapshot; undefined where no account is chosen. */
  get uri(): string | undefined {
    const { account, mainFolder } = this.#settings;
    if (account === '') return undefined;
    return account === 'demo' ? this.#host.demoAccount : this.#host.files.resolve(account, mainFolder);
  }

  /**
   * Reads what the settings name, anew. What was known stays until then, and where the file can't be read any more.
   * Never fails: see `state`.
   */
  async load(): Promise<void> {
    const { uri } = this;
    const source = this.#settings.account;
    const turn = ++this.#turn;
    const loaded = uri === undefined ? undefined : await this.#read(uri);
    // The settings have changed once more.
    if (turn !== this.#turn) return;
    if (loaded === undefined) this.#inventory = undefined;
    else if (typeof loaded !== 'string') this.#inventory = loaded;
    else if (this.#source !== source) this.#inventory = undefined;
    this.#source = source;
    if (typeof loaded === 'string') this.#state = { state: 'failed', source, message: loaded };
    else this.#state = loaded === undefined ? { state: 'none' } : describe(loaded, source);
  }

  /** The account, or why it can't be had. */
  async #read(uri: string): Promise<Inventory | string> {
    try {
      const text = await this.#host.files.readText(uri);
      return text === undefined ? 'no such file' : buildInventory(parseSnapshot(text));
    } catch (error) {
      if (error instanceof BadInput || isSystemError(error)) return error.message;
      throw error;
    }
  }
}

function describe({ account }: Inventory, source: string): AccountResult {
  const { roles, spaces, apiKeys, teams, loginPolicies } = account;
  const count = ({
    state,
    items,
  }: typeof roles | typeof teams | typeof spaces | typeof apiKeys | typeof loginPolicies) => ({
    state,
    count: items.length,
  });
  return {
    state: 'loaded',
    name: account.name,
    source,
    parts: {
      roles: count(roles),
      spaces: count(spaces),
      apiKeys: count(apiKeys),
      teams: count(teams),
      loginPolicies: count(loginPolicies),
    },
  };
}

/** No permission, for one. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
