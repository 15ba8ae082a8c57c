/** Which policy the panel shows: the one that was active last, or was asked for. */
import type { RegoVersion } from '../../../server/src/protocol/engine.ts';
import type { VerdictResult } from '../../../server/src/protocol/lsp.ts';

/** A Rego file that is taken for something else than a login policy. */
export interface OtherFile<Document> {
  document: Document;
  /** In plain words. */
  reason: string;
}

/** What has come of following a document: another policy is shown, or another engine takes it. */
export interface Followed {
  isOther: boolean;
  isNew: boolean;
}

export class FollowedPolicy<Document> {
  readonly #ask: (document: Document) => Promise<VerdictResult>;
  #wanted: Document | undefined;
  #shown: { document: Document; engine: RegoVersion } | undefined;
  #other: OtherFile<Document> | undefined;

  /** @param ask what the server takes a document for */
  constructor(ask: (document: Document) => Promise<VerdictResult>) {
    this.#ask = ask;
  }

  /** What was to be followed last, whether or not it is a policy. */
  get wanted(): Document | undefined {
    return this.#wanted;
  }

  /** The policy; the one before stays, where what was followed since is none. */
  get shown(): { document: Document; engine: RegoVersion } | undefined {
    return this.#shown;
  }

  /** What was followed last, where it is no policy. */
  get other(): OtherFile<Document> | undefined {
    return this.#other;
  }

  /** @returns undefined where another one has been wanted since, or the server does not know the document */
  async follow(document: Document): Promise<Followed | undefined> {
    this.#wanted = document;
    const verdict = await this.#ask(document);
    if (this.#wanted !== document || verdict === null) return undefined;
    const before = this.#shown;
    if (verdict.kind === 'loginPolicy') {
      this.#other = undefined;
      this.#shown = { document, engine: verdict.engine };
    } else {
      this.#other = { document, reason: verdict.reason };
      if (before?.document === document) this.#shown = undefined;
    }
    const isOther = this.#shown?.document !== before?.document;
    return { isOther, isNew: isOther || this.#shown?.engine !== before?.engine };
  }

  /** @returns whether it was the policy that is shown, or what is said of another file */
  close(document: Document): boolean {
    const isTold = this.#shown?.document === document || this.#other?.document === document;
    if (this.#wanted === document) this.#wanted = undefined;
    if (this.#shown?.document === document) this.#shown = undefined;
    if (this.#other?.document === document) this.#other = undefined;
    return isTold;
  }
}
