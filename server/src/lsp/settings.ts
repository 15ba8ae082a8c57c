/** What is set for a document: the editor's settings over the settings file above it. */
import picomatch from 'picomatch/posix';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { BadInput } from '../core/badInput.ts';
import { readSettings } from '../core/settings/readSettings.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../core/settings/settings.ts';
import { settingsSchema } from '../core/settings/settingsSchema.ts';
import { SECTION, type ClientSettings, type FileKind } from '../protocol/lsp.ts';
import type { Files } from './host.ts';
import { decode, fileNameOf, isInside, pathOf } from './uris.ts';

export const SETTINGS_FILE = '.login-policy.yaml';

export function isSettingsFile(uri: string): boolean {
  return fileNameOf(uri) === SETTINGS_FILE;
}

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

/** A client that knows no workspace folders may know one. */
function foldersOf(client: InitializeParams): string[] {
  if (client.workspaceFolders) return client.workspaceFolders.map(({ uri }) => uri);
  const { rootUri } = client as { rootUri?: string | null };
  return rootUri ? [rootUri] : [];
}

export class SettingsReader {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #initial: ClientSettings;
  readonly #canAsk: boolean;
  /** The innermost first. */
  #folders: readonly string[] = [];
  #mainFolder: string | undefined;
  #client: ClientSettings;
  /** Of workspace folders that have their own, by the folder's URI. */
  #ofFolders: ReadonlyMap<string, ClientSettings> = new Map();
  readonly #settingsFiles = new Map<string, Promise<DocumentSettings>>();

  constructor(connection: Connection, files: Files, client: InitializeParams) {
    this.#connection = connection;
    this.#files = files;
    this.#canAsk = client.capabilities.workspace?.configuration === true;
    this.setFolders(foldersOf(client));
    this.#initial = this.#clean(client.initializationOptions);
    this.#client = this.#initial;
  }

  /** The first workspace folder's URI. */
  get mainFolder(): string | undefined {
    return this.#mainFolder;
  }

  /** The URIs of all workspace folders, the innermost first. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  get account(): string {
    return this.#client.account ?? '';
  }

  /** As it was when the server was started. */
  get isDomainOnly(): boolean {
    return this.#initial.mode === 'domainOnly';
  }

  /** What the client has set for a document; the settings files are not looked at. */
  chosenFor(uri: string): ClientSettings {
    const folder = this.#folderOf(uri);
    return this.#ofFolders.get(folder ?? '') ?? this.#client;
  }

  setFolders(uris: readonly string[]): void {
    this.#mainFolder = uris[0];
    this.#folders = [...uris].sort((a, b) => b.length - a.length);
    this.forget();
  }

  /**
   * Asks the client anew, which is possible once it has said that it is ready.
   * @param pushed what a client that can't be asked has sent with `workspace/didChangeConfiguration`
   * @returns whether anything is other than before
   */
  async refresh(pushed?: unknown): Promise<boolean> {
    const before = this.#fingerprint;
    if (this.#canAsk) await this.#askClient();
    else if (typeof pushed === 'object' && pushed !== null) {
      this.#client = this.#over(this.#initial, (pushed as Record<string, unknown>)[SECTION]);
    }
    return this.#fingerprint !== before;
  }

  get #fingerprint(): string {
    return JSON.stringify([this.#client, [...this.#ofFolders]]);
  }

  async #askClient(): Promise<void> {
    const folders = this.#folders;
    const items = [{ section: SECTION }, ...folders.map((scopeUri) => ({ scopeUri, section: SECTION }))];
    const [section, ...ofFolders] = (await this.#connection.workspace.getConfiguration(items)) as unknown[];
    this.#client = this.#over(this.#initial, section);
    const ofAll = JSON.stringify(this.#client);
    this.#ofFolders = new Map(
      folders
        .map((folder, index) => [folder, this.#over(this.#initial, ofFolders[index])] as const)
        .filter(([, own]) => JSON.stringify(own) !== ofAll),
    );
  }

  #over(below: ClientSettings, section: unknown): ClientSettings {
    return { ...below, ...this.#clean(section) };
  }

  /** Settings files are read anew when they are next needed. */
  forget(): void {
    this.#settingsFiles.clear();
  }

  /** What the settings say that a file is. */
  kindOf(uri: string): FileKind | undefined {
    const folder = this.#folderOf(uri);
    const whole = pathOf(uri);
    const path = folder === undefined ? whole : decode(uri.slice(folder.replace(/\/$/, '').length + 1));
    const patterns = Object.entries(this.chosenFor(uri).files ?? {});
    return patterns.find(([glob]) => picomatch.isMatch(path, glob) || picomatch.isMatch(whole, glob))?.[1];
  }

  /** For a document, with what the settings file above it says. */
  async forDocument(uri: string): Promise<DocumentSettings> {
    const file = await this.#findAbove(uri);
    if (file === undefined) return this.#withClient({ check: DEFAULT_SETTINGS }, uri);
    const read = this.#settingsFiles.get(file) ?? this.#readFile(file);
    this.#settingsFiles.set(file, read);
    return this.#withClient(await read, uri);
  }

  /**
   * The settings file that holds for a document, or that can be made for it: in its workspace folder, else beside it.
   * Undefined for a document that has no place among files.
   */
  async fileFor(uri: string): Promise<{ readonly file: string; readonly exists: boolean } | undefined> {
    const found = await this.#findAbove(uri);
    if (found !== undefined) return { file: found, exists: true };
    const folder = this.#folderOf(uri) ?? this.#folderBeside(uri);
    if (!folder?.startsWith('file:')) return undefined;
    return { file: new URL(SETTINGS_FILE, folder.endsWith('/') ? folder : `${folder}/`).href, exists: false };
  }

  #folderOf(uri: string): string | undefined {
    return this.#folders.find((folder) => isInside(uri, folder));
  }

  #folderBeside(uri: string): string | undefined {
    if (uri.startsWith('untitled:')) return this.#mainFolder;
    return uri.startsWith('file:') ? new URL('.', uri).href : undefined;
  }

  #withClient({ check, ...rest }: DocumentSettings, uri: string): DocumentSettings {
    const { rules, keyLogin } = this.chosenFor(uri);
    const merged = { ...check, rules: { ...check.rules, ...rules }, keyLogin: keyLogin ?? check.keyLogin };
    return { ...rest, check: merged };
  }

  /**
   * As the command line finds it: in the document's folder or the nearest above, up to the root of the repository. For
   * a document that is not saved yet, the first workspace folder is its folder.
   */
  async #findAbove(uri: string): Promise<string | undefined> {
    const at = uri.startsWith('untitled:') && this.#mainFolder !== undefined ? `${this.#mainFolder}/untitled` : uri;
    if (!at.startsWith('file:')) return undefined;
    for (let folder = new URL('.', at).href; ; folder = new URL('..', folder).href) {
      const file = new URL(SETTINGS_FILE, folder).href;
      if (await this.#files.exists(file)) return file;
      const isTop = folder === new URL('..', folder).href || (await this.#files.exists(new URL('.git', folder).href));
      if (isTop) return undefined;
    }
  }

  async #readFile(file: string): Promise<DocumentSettings> {
    let text: string | undefined;
    try {
      text = await this.#files.readText(file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = error instanceof BadInput ? `it ${why}` : `it can't be read: ${why}`;
      return { check: DEFAULT_SETTINGS, trouble: { file, message } };
    }
    const reading = readSettings(text ?? '');
    if (reading.ok) return { check: reading.settings };
    const [first] = reading.problems;
    const message = first ? `line ${first.range.start.line + 1}: ${first.message}` : 'it has mistakes';
    return { check: DEFAULT_SETTINGS, trouble: { file, message } };
  }

  /** Takes what has the right shape, and tells of the rest in the log. */
  #clean(given: unknown): ClientSettings {
    if (typeof given !== 'object' || given === null) return {};
    const { account, keyLogin, rules, files, mode } = given as Record<string, unknown>;
    return {
      ...(typeof account === 'string' && { account }),
      ...((keyLogin === 'id' || keyLogin === 'name') && { keyLogin }),
      ...(typeof rules === 'object' && rules !== null && { rules: this.#cleanRules(rules) }),
      ...(typeof files === 'object' && files !== null && { files: this.#cleanFiles(files) }),
      ...((mode === 'full' || mode === 'domainOnly') && { mode }),
    };
  }

  #cleanRules(rules: object): NonNullable<ClientSettings['rules']> {
    const known: NonNullable<ClientSettings['rules']> = {};
    for (const [id, level] of Object.entries(rules)) {
      const parsed = settingsSchema.safeParse({ rules: { [id]: level as unknown } });
      if (parsed.success) Object.assign(known, parsed.data.rules);
      else this.#complain(`rules.${id}`, parsed.error.issues.map(({ message }) => message).join('; '));
    }
    return known;
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
