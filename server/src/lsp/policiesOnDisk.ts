/** The login policies in the workspace folders, open or not: which rules they have. */
import { CancellationTokenSource } from 'vscode-languageserver';
import { listRules, type RuleSymbol } from '../core/features/symbols.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { PolicyModel } from '../core/syntax/model.ts';
import type { Range } from '../protocol/findings.ts';
import { guess } from './firstSight.ts';
import type { FoundFile, ServerHost } from './host.ts';
import type { SettingsReader } from './settings.ts';

/** What nobody has written by hand is not read. */
const MOST_BYTES = 1_000_000;
const MOST_FILES = 2_000;
/** What is not read by then is read by the next search. */
const MOST_MS = 3_000;
/** So long what was found holds, in nanoseconds: a search is asked for with each letter that is typed. */
const FRESH_NS = 5_000_000_000n;

export interface PlacedRule extends Omit<RuleSymbol, 'at'> {
  readonly range: Range;
}

export interface PolicyOnDisk {
  readonly uri: string;
  readonly rules: readonly PlacedRule[];
}

/** What is known of a file as it was when it was written at that time, and as the settings were. */
interface KnownFile extends PolicyOnDisk {
  readonly state: string;
}

interface Search {
  /** The folders. */
  readonly of: string;
  readonly found: Promise<readonly PolicyOnDisk[]>;
  /** By the clock; undefined as long as it goes on. */
  endedAt?: bigint;
}

export class PoliciesOnDisk {
  readonly #host: ServerHost;
  readonly #settings: SettingsReader;
  #known: ReadonlyMap<string, KnownFile> = new Map();
  #search: Search | undefined;

  constructor(host: ServerHost, settings: SettingsReader) {
    this.#host = host;
    this.#settings = settings;
  }

  /** Those that whoever asks in between waits for, too: a search goes on where nobody does. */
  find(): Promise<readonly PolicyOnDisk[]> {
    const of = this.#settings.folders.join('\n');
    const { clock } = this.#host;
    const last = this.#search;
    const isFresh = last?.endedAt === undefined || clock.now() - last.endedAt < FRESH_NS;
    if (last?.of === of && isFresh) return last.found;
    const search: Search = { of, found: this.#findAll() };
    this.#search = search;
    const noteEnd = (): void => {
      search.endedAt = clock.now();
    };
    search.found.then(noteEnd, noteEnd);
    return search.found;
  }

  async #findAll(): Promise<readonly PolicyOnDisk[]> {
    const stop = new CancellationTokenSource();
    const timer = setTimeout(() => {
      stop.cancel();
    }, MOST_MS);
    timer.unref();
    const found = new Map<string, KnownFile>();
    try {
      for (const folder of this.#settings.folders) {
        for await (const file of this.#host.findFiles(folder, '.rego', stop.token)) {
          if (found.size >= MOST_FILES) break;
          if (!found.has(file.uri)) found.set(file.uri, await this.#read(file));
        }
      }
    } finally {
      clearTimeout(timer);
      stop.dispose();
    }
    this.#known = stop.token.isCancellationRequested ? new Map([...this.#known, ...found]) : found;
    return [...found.values()].filter(({ rules }) => rules.length > 0);
  }

  async #read({ uri, modifiedMs, bytes }: FoundFile): Promise<KnownFile> {
    const state = `${modifiedMs} ${bytes} ${this.#settings.kindOf(uri) ?? ''}`;
    const known = this.#known.get(uri);
    if (known?.state === state) return known;
    // One that can't be read has no rules to be found by.
    const text = bytes > MOST_BYTES ? undefined : await this.#host.files.readText(uri).catch(() => undefined);
    return { uri, state, rules: text === undefined ? [] : this.#listRules(uri, text) };
  }

  #listRules(uri: string, text: string): readonly PlacedRule[] {
    const kind = this.#settings.kindOf(uri);
    let model: PolicyModel | undefined;
    const verdict = guess(uri, text, kind, () => (model = buildModel(text)));
    return verdict.login ? placeRules(model ?? buildModel(text)) : [];
  }
}

export function placeRules(model: PolicyModel): readonly PlacedRule[] {
  return listRules(model).map(({ at, ...rule }) => ({ ...rule, range: model.lines.rangeOf(at) }));
}
