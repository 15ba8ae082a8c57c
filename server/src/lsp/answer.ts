/** How every request is answered: cancelled ones at once, faults in the log and never as a crash. */
import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { EngineError } from '../core/ports.ts';
import type { OpenPolicy } from '../core/features/openPolicy.ts';
import { orCancelled } from './orCancelled.ts';
import type { Server } from './server.ts';

/**
 * A handler that fails only where it is cancelled, or the document has been edited since: then at once.
 * @param fallback what is answered where the handler can't
 */
export function guard<Params, Result>(
  server: Server,
  fallback: Result,
  handle: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    if (server.isShutDown) throw isOver();
    let result: Result;
    try {
      result = token.isCancellationRequested ? fallback : await orCancelled(handle(params, token), token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      if (isCancelled(token)) throw cancelled();
      if (isStale(error)) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has been edited');
      logFault(error, server, uriOf(params));
      result = fallback;
    }
    if (isCancelled(token)) throw cancelled();
    return result;
  };
}

/** As `guard`, of a request without parameters. */
export function guardPlain<Result>(
  server: Server,
  fallback: Result,
  handle: () => Result | Promise<Result>,
): (token: CancellationToken) => Promise<Result> {
  const guarded = guard<undefined, Result>(server, fallback, handle);
  return (token) => guarded(undefined, token);
}

/** What every request is refused with after the last one. */
export function isOver(): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, 'the server has been shut down');
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

/** Runs what nobody waits for: its faults go into the log. Nothing any more once the server is shut down. */
export function inBackground(server: Server, work: () => Promise<unknown>, uri = ''): void {
  if (server.isShutDown) return;
  work().catch((error: unknown) => {
    if (!isStale(error) && !server.isShutDown) logFault(error, server, uri);
  });
}

/** What was worked on has been edited, or closed. */
function isStale(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'cancelled';
}

/** The engine's faults are told to the user too. */
export function logFault(
  error: unknown,
  { health, connection }: Pick<Server, 'health' | 'connection'>,
  uri: string,
): void {
  if (error instanceof EngineError) health.fails(error, uri);
  else connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function uriOf(params: unknown): string {
  const { textDocument } = (params ?? {}) as { textDocument?: { uri?: unknown } };
  return typeof textDocument?.uri === 'string' ? textDocument.uri : '';
}

// Its answer changes while something is awaited.
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
