/** How every request is answered: cancelled ones at once, faults in the log and never as a crash. */
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { EngineError } from '../core/ports.ts';
import type { OpenPolicy } from '../core/features/openPolicy.ts';
import type { Server } from './server.ts';

type Token = Pick<CancellationToken, 'isCancellationRequested'>;

/**
 * A handler that fails only where it is cancelled.
 * @param fallback what is answered where the handler can't
 */
export function guard<Params, Result>(
  server: Server,
  fallback: Result,
  handle: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    let result: Result;
    try {
      result = token.isCancellationRequested ? fallback : await handle(params, token);
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'cancelled') throw cancelled();
      if (!isCancelled(token)) log(error, server);
      result = fallback;
    }
    if (isCancelled(token)) throw cancelled();
    return result;
  };
}

/** A handler that looks at one login policy; null for any other document. */
export function guardPolicy<Params extends { textDocument: { uri: string } }, Result>(
  server: Server,
  look: (policy: OpenPolicy, params: Params) => Result | undefined,
): (params: Params, token: CancellationToken) => Promise<Result | null> {
  return guard<Params, Result | null>(server, null, (params) => {
    const policy = server.policies.get(params.textDocument.uri);
    return (policy && look(policy, params)) ?? null;
  });
}

function log(error: unknown, { health, connection }: Server): void {
  if (error instanceof EngineError) health.fails(error);
  else connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

// Its answer changes while something is awaited.
function isCancelled(token: Token): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
