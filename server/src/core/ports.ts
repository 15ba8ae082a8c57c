/** What the core needs from its surroundings. Implemented in `engine/`, `account/`, `lsp/`, `cli/`, and faked in tests. */
import type { EngineAnswers, EngineFailure, EngineRequest } from '../protocol/engine.ts';

/** Told to stop. The shape of LSP's own token, so that a language server's can be handed on as it is. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** OPA, wherever it runs. */
export interface Engine {
  /**
   * Ask one operation.
   * @throws {EngineError} when there is no answer; OPA's findings about the policy are answers, not errors.
   */
  ask<R extends EngineRequest>(request: R, token?: CancellationToken): Promise<EngineAnswers[R['op']]>;
  /** Ends the worker. Later requests fail with `unavailable`. */
  dispose(): Promise<void>;
}

/** `cancelled`: whoever asked waits no more. `gaveWay`: it took long, and others waited for their turn. */
type NoAnswer = EngineFailure['kind'] | 'cancelled' | 'gaveWay';

/** The engine gave no answer. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: NoAnswer;
  constructor(kind: NoAnswer, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The time. */
export interface Clock {
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  now(): bigint;
}
