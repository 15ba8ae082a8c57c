/** What is set for a document: the editor's settings over the settings file above it. */
import picomatch from 'picomatch/posix';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { readSettings } from '../core/settings/readSettings.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../core/settings/settings.ts';
import { settingsSchema } from '../core/settings/settingsSchema.ts';
import { SECTION, type ClientSettings, type FileKind } from '../protocol/lsp.ts';
import type { Files } from './host.ts';

export const SETTINGS_FILE = '.login-policy.yaml';

/** A file that can't be read as settings. */
export interface SettingsTrouble {
  readonly file: string;
  readonly message: string;
}

export interface DocumentSettings {
  readonly check: CheckSettings;
  /** Where the settings file has mistakes, and so is left aside. */
  readonly trouble?: SettingsTrouble;
}

const FILE_KINDS: readonly unknown[] = ['v0', 'v1', 'auto', 'off'] satisfies FileKind[];

export class SettingsReader {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #initial: ClientSettings;
  readonly #canAsk: boolean;
  #folders: readonly string[];
  #client: ClientSettings;
  readonly #settingsFiles = new Map<string, Promise<DocumentSettings>>();

  constructor(connection: Connection, files: Files, client: InitializeParams) {
    this.#connection = connection;
    this.#files = files;
    this.#canAsk = client.capabilities.workspace?.configuration === true;
    this.#folders = (client.workspaceFolders ?? []).map(({ uri }) => uri);
    this.#initial = this.#clean(client.initializationOptions);
    this.#client = this.#initial;
  }

  /** The first workspace folder's URI. */
  get mainFolder(): string | undefined {
    return this.#folders[0];
  }

  get account(): string {
    return this.#client.account ?? '';
  }

  /** What the client chose; the settings files are not looked at. */
  get keyLogin(): 'id' | 'name' | undefined {
    return this.#client.keyLogin;
  }

  setFolders(uris: readonly string[]): void {
    this.#folders = uris;
    this.forget();
  }

  /**
   * Asks the client anew, which is possible once it has said that it is ready.
   * @param pushed what a client that can't be asked has sent with `workspace/didChangeConfiguration`
   */
  async refresh(pushed?: unknown): Promise<void> {
    const section: unknown = this.#canAsk
      ? await this.#connection.workspace.getConfiguration(SECTION)
      : (pushed as Record<string, unknown> | null | undefined)?.[SECTION];
    this.#client = { ...this.#initial, ...this.#clean(section) };
  }

  /** Settings files are read anew when they are next needed. */
  forget(): void {
    this.#settingsFiles.clear();
  }

  /** What the settings say that a file is. */
  kindOf(uri: string): FileKind | undefined {
    const folder = this.#folders.find((above) => isInside(uri, above));
    const path = decodeURI(folder === undefined ? new URL(uri).pathname : uri.slice(folder.length + 1));
    const whole = decodeURI(uri.replace(/^[a-z-]+:(\/\/)?/i, ''));
    const patterns = Object.entries(this.#client.files ?? {});
    return patterns.find(([glob]) => picomatch.isMatch(path, glob) || picomatch.isMatch(whole, glob))?.[1];
  }

  /** For a document, with what the settings file above it says. */
  async forDocument(uri: string): Promise<DocumentSettings> {
    const file = await this.#findAbove(uri);
    if (file === undefined) return this.#withClient({ check: DEFAULT_SETTINGS });
    const read = this.#settingsFiles.get(file) ?? this.#readFile(file);
    this.#settingsFiles.set(file, read);
    return this.#withClient(await read);
  }

  #withClient({ check, ...rest }: DocumentSettings): DocumentSettings {
    const { rules, keyLogin } = this.#client;
    const merged = { ...check, rules: { ...check.rules, ...rules }, keyLogin: keyLogin ?? check.keyLogin };
    return { ...rest, check: merged };
  }

  /** In the document's folder or the nearest above, up to the workspace folder or the root of the repository. */
  async #findAbove(uri: string): Promise<string | undefined> {
    if (!uri.startsWith('file:')) return undefined;
    for (let folder = new URL('.', uri).href; ; folder = new URL('..', folder).href) {
      const file = new URL(SETTINGS_FILE, folder).href;
      if (await this.#files.exists(file)) return file;
      const isTop = folder === new URL('..', folder).href || (await this.#files.exists(new URL('.git', folder).href));
      if (isTop) return undefined;
    }
  }

  async #readFile(file: string): Promise<DocumentSettings> {
    const reading = readSettings((await this.#files.readText(file)) ?? '');
    if (reading.ok) return { check: reading.settings };
    const [first] = reading.problems;
    const place = first ? `line ${first.range.start.line + 1}: ${first.message}` : 'it has mistakes';
    return { check: DEFAULT_SETTINGS, trouble: { file, message: place } };
  }

  /** Takes what has the right shape, and tells of the rest in the log. */
  #clean(given: unknown): ClientSettings {
    if (typeof given !== 'object' || given === null) return {};
    const { account, keyLogin, rules = {}, files } = given as Record<string, unknown>;
    const known = settingsSchema.safeParse({ rules });
    if (!known.success) this.#complain('rules', known.error.issues.map(({ message }) => message).join('; '));
    return {
      ...(typeof account === 'string' && { account }),
      ...((keyLogin === 'id' || keyLogin === 'name') && { keyLogin }),
      ...(known.success && known.data.rules && { rules: known.data.rules }),
      ...(typeof files === 'object' && files !== null && { files: this.#cleanFiles(files) }),
    };
  }

  #cleanFiles(files: object): Record<string, FileKind> {
    const isKind = (entry: [string, unknown]): entry is [string, FileKind] => FILE_KINDS.includes(entry[1]);
    const entries = Object.entries(files) as [string, unknown][];
    for (const [glob, kind] of entries.filter((entry) => !isKind(entry))) {
      this.#complain(`files["${glob}"]`, `${JSON.stringify(kind)} is none of v0, v1, auto, off`);
    }
    return Object.fromEntries(entries.filter(isKind));
  }

  #complain(setting: string, why: string): void {
    this.#connection.console.warn(`The setting ${SECTION}.${setting} is left aside: ${why}`);
  }
}

function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
