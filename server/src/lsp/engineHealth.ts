/**
 * Whether the engine answers; the user is told once, when that changes. A policy that takes too long is no trouble of
 * the engine's: that is told in its document, by a diagnostic.
 */
import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { EngineError } from '../core/ports.ts';
import { ENGINE_STATE, type EngineStateParams } from '../protocol/lsp.ts';

export class EngineHealth {
  readonly #connection: Connection;
  /** As the client knows it; undefined: not asked for anything yet. */
  #state: EngineStateParams['state'] | undefined;
  /** Documents that it gave no answer for, and none since: one that it founders on each time is told of once. */
  readonly #without = new Set<string>();
  /** One that a document's check ends with is met by all who ask for that. */
  readonly #known = new WeakSet<EngineError>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** It is going to be asked about a login policy. */
  begins(): void {
    if (this.#state === undefined) this.#tell({ state: 'starting' });
  }

  /** It has given an answer about a document. */
  works(uri: string): void {
    this.#without.delete(uri);
    if (this.#state !== 'working') this.#tell({ state: 'working' });
  }

  /**
   * It has given none. Editing goes on; what needs it is missing.
   * @param uri of the document; '' where it was about none
   */
  fails(error: EngineError, uri: string): void {
    if (this.#known.has(error)) return;
    this.#known.add(error);
    const { kind, message } = error;
    this.#connection.console.error(`The policy engine gave no answer (${kind}): ${message}`);
    if (isTooSlow(error)) {
      if (this.#state === 'starting') this.#tell({ state: 'working' });
      return;
    }
    const isKnown = this.#without.has(uri);
    this.#without.add(uri);
    if (this.#state === 'broken') return;
    this.#tell({ state: 'broken', message });
    if (!isKnown)
      warn(this.#connection, `Login policies can't be checked at the moment: ${message}. The next edit tries again.`);
  }

  /** A document has been closed. */
  forget(uri: string): void {
    this.#without.delete(uri);
  }

  #tell(params: EngineStateParams): void {
    this.#state = params.state;
    void this.#connection.sendNotification(ENGINE_STATE, params).catch(() => undefined);
  }
}

/** It took too long over the policy it was asked about; it has others to see to. */
export function isTooSlow({ kind }: EngineError): boolean {
  return kind === 'timeLimit' || kind === 'gaveWay';
}

/** @param what was given up: `the simulation` */
export function tellTooSlow(what: string): string {
  const why = `${what} was given up, as others may wait for the engine`;
  return `The policy takes too long to evaluate: ${why}. \`login-policy\` in a terminal takes its time.`;
}

/** Shows something to the user, who is asked nothing. */
export function warn(connection: Connection, message: string): void {
  // A client may be on its way out.
  void connection
    .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
    .catch(() => undefined);
}
