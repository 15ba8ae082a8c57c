/** One policy, open in the server, written in one way; and answers about it, as they would be of the plain text. */
import type { TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TestClient } from '../../../support/lspClient.ts';
import { PADDING_NAME, WrittenPolicy, type Kind } from './kinds.ts';
import type { Version } from './policies.ts';

/** Stands for the document's own URI in answers. */
export const ITS_URI = 'URI';

export class OpenDocument {
  readonly client: TestClient;
  readonly uri: string;
  readonly base: string;
  readonly written: WrittenPolicy;
  readonly #version: Version;

  private constructor(client: TestClient, uri: string, base: string, kind: Kind, version: Version) {
    this.client = client;
    this.uri = uri;
    this.base = base;
    this.#version = version;
    this.written = new WrittenPolicy(base, kind, version);
  }

  static async open(client: TestClient, uri: string, base: string, kind: Kind, version: Version) {
    const document = new OpenDocument(client, uri, base, kind, version);
    await client.open(uri, document.written.text);
    return document;
  }

  /** The same policy under another URI, to edit. */
  copy(): Promise<OpenDocument> {
    return OpenDocument.open(this.client, `${this.uri}-copy`, this.base, this.written.kind, this.#version);
  }

  ask<Result>(method: string, params: object = {}): Promise<Result> {
    return this.client.ask<Result>(method, this.uri, params);
  }

  /** Offset in the plain text of `|` in a part of it: `session.|login`. */
  offsetOf(part: string): number {
    const start = this.base.indexOf(part.replace('|', ''));
    if (start < 0) throw new Error(`${part} is not in the text`);
    return start + part.indexOf('|');
  }

  at(part: string) {
    return { position: this.written.positionOf(this.offsetOf(part)) };
  }

  range(from: number, to: number) {
    return { start: this.written.positionOf(from), end: this.written.positionOf(to) };
  }

  /** The text after edits, in the plain writing. */
  after(edits: readonly TextEdit[]): string {
    for (const { range } of edits) [range.start, range.end].map((end) => this.written.placeOf(end));
    const document = TextDocument.create(this.uri, 'rego', 1, this.written.text);
    return this.written.plainOf(TextDocument.applyEdits(document, [...edits]));
  }

  /** An answer as it would be of the plain text: places, words, its URI; what is about the padding left out. */
  plain(answer: unknown): unknown {
    const plain = this.#plainPart(answer);
    return plain === PADDED ? undefined : plain;
  }

  #plainPart(part: unknown): unknown {
    if (typeof part === 'string') return this.written.plainWords(part.replaceAll(this.uri, ITS_URI));
    if (Array.isArray(part)) return part.map((item) => this.#plainPart(item)).filter((item) => item !== PADDED);
    if (typeof part !== 'object' || part === null) return part;
    if ('line' in part && 'character' in part) {
      return this.written.placeOf(part as { line: number; character: number }) ?? PADDED;
    }
    if ('label' in part && part.label === PADDING_NAME) return PADDED;
    // The order of a list shows it as well, whatever is left out.
    const shown = Object.entries(part).filter(([key]) => key !== 'sortText');
    const entries = shown.map(([key, value]) => [key, this.#plainPart(value)] as const);
    return entries.some(([, value]) => value === PADDED) ? PADDED : Object.fromEntries(entries);
  }
}

const PADDED = Symbol('about the padding');
