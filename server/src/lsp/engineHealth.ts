/** Whether the engine answers; the user is told once, when that changes. */
import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { EngineError } from '../core/ports.ts';
import { ENGINE_STATE, type EngineStateParams } from '../protocol/lsp.ts';

export class EngineHealth {
  readonly #connection: Connection;
  #isBroken = false;
  /** Documents that it gave no answer for, and none since: one that it founders on each time is told of once. */
  readonly #without = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** It has given an answer about a document. */
  works(uri: string): void {
    this.#without.delete(uri);
    if (!this.#isBroken) return;
    this.#isBroken = false;
    this.#tell({ state: 'working' });
  }

  /**
   * It has given none. Editing goes on; what needs it is missing.
   * @param uri of the document; '' where it was about none
   */
  fails({ kind, message }: EngineError, uri: string): void {
    this.#connection.console.error(`The policy engine gave no answer (${kind}): ${message}`);
    const isKnown = this.#without.has(uri);
    this.#without.add(uri);
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#tell({ state: 'broken', message });
    if (!isKnown)
      warn(this.#connection, `Login policies can't be checked at the moment: ${message}. The next edit tries again.`);
  }

  /** A document has been closed. */
  forget(uri: string): void {
    this.#without.delete(uri);
  }

  #tell(params: EngineStateParams): void {
    void this.#connection.sendNotification(ENGINE_STATE, params).catch(() => undefined);
  }
}

/** Shows something to the user, who is asked nothing. */
export function warn(connection: Connection, message: string): void {
  // A client may be on its way out.
  void connection
    .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
    .catch(() => undefined);
}
