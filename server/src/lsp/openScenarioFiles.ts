/** The scenario files that are open: what is wrong with one depends on the policies that it names, and on the account. */
import { Emitter, type Event, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Policies } from './policies.ts';
import { isSameUri } from './uris.ts';

/** While somebody types in a policy. */
const PAUSE_MS = 400;

export class OpenScenarioFiles {
  /** By URI, those of the policies that it names. */
  readonly #policies = new Map<string, readonly string[]>();
  readonly #changed = new Emitter<readonly string[]>();
  readonly #renewed = new Emitter<readonly string[]>();
  readonly #edited = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(documents: TextDocuments<TextDocument>, policies: Policies) {
    documents.onDidClose(({ document: { uri } }) => this.#policies.delete(uri));
    policies.onChanged(({ uri }) => {
      this.#tellSoon(uri);
    });
    policies.onClosed((uri) => {
      this.#tellSoon(uri);
    });
  }

  /** The URIs of files that name a policy which has been opened, edited or closed: never none. */
  get onPolicyChanged(): Event<readonly string[]> {
    return this.#changed.event;
  }

  /** The URIs of all: the account is another, or the settings. */
  get onRenewed(): Event<readonly string[]> {
    return this.#renewed.event;
  }

  /** @param policies URIs of what an open file names, there or not */
  note(uri: string, policies: readonly string[]): void {
    this.#policies.set(uri, policies);
  }

  renew(): void {
    this.#renewed.fire([...this.#policies.keys()]);
  }

  #tellSoon(policy: string): void {
    this.#edited.add(policy);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const edited = [...this.#edited];
      this.#edited.clear();
      const names = (policies: readonly string[]): boolean =>
        policies.some((one) => edited.some((other) => isSameUri(one, other)));
      const files = [...this.#policies].filter(([, policies]) => names(policies)).map(([uri]) => uri);
      if (files.length > 0) this.#changed.fire(files);
    }, PAUSE_MS).unref();
  }
}
