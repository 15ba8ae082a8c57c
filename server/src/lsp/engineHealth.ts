/** Whether the engine answers; the user is told once, when that changes. */
import type { Connection } from 'vscode-languageserver';
import type { EngineError } from '../core/ports.ts';
import { ENGINE_STATE, type EngineStateParams } from '../protocol/lsp.ts';

export class EngineHealth {
  readonly #connection: Connection;
  #isBroken = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** It has given an answer. */
  works(): void {
    if (!this.#isBroken) return;
    this.#isBroken = false;
    this.#tell({ state: 'working' });
  }

  /** It has given none. Editing goes on; what needs it is missing. */
  fails({ kind, message }: EngineError): void {
    this.#connection.console.error(`The policy engine gave no answer (${kind}): ${message}`);
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#tell({ state: 'broken', message });
    this.#connection.window.showWarningMessage(
      `Login policies can't be checked at the moment: ${message}. The next edit tries again.`,
    );
  }

  #tell(params: EngineStateParams): void {
    void this.#connection.sendNotification(ENGINE_STATE, params);
  }
}
