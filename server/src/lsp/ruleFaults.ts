/** Rules that fail: each goes into the log once, and the user is told of the first. */
import type { Connection } from 'vscode-languageserver';
import type { RuleFault } from '../core/rules/ruleFault.ts';
import { warn } from './engineHealth.ts';

export class RuleFaults {
  readonly #connection: Connection;
  readonly #known = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param uri of the document that was checked */
  note(faults: readonly RuleFault[], uri: string): void {
    for (const { rule, message, cause } of faults) {
      if (this.#known.has(rule)) continue;
      if (this.#known.size === 0) warn(this.#connection, `A fault of ours: ${message}. All other rules are checked.`);
      this.#known.add(rule);
      const stack = cause instanceof Error ? (cause.stack ?? '') : '';
      this.#connection.console.error(`In ${uri} ${message}\n${stack}`);
    }
  }
}
