import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Clock } from '../../core/ports.ts';
import type { AccountErrorKind } from '../../core/account/accountError.ts';
import { Asking } from './asking.ts';
import { checkEndpoint } from '../endpoint.ts';
import type { Limits } from '../http/transport.ts';
import { realWait, type Wait } from '../http/wait.ts';
import type { Credential } from '../../protocol/credential.ts';
import type { CredentialSource } from './session.ts';
import type { Environment } from '../variables.ts';

/** Asks Spacelift: one account, as one credential. Signs in when first asked. */
export interface SpaceliftApi {
  /** `https://acme.app.spacelift.io` */
  readonly endpoint: string;
  /**
   * Asks one operation of `documents/`.
   * @throws {AccountError} where the answer has no data that can be used
   * @throws {TypeError} for a mutation that could change something: never sent
   */
  request<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Answer>;
  /** What people should know beside the answers: that this computer's clock is off. Known after the first answer. */
  notice(): string | undefined;
  /** Ends what is under way (`cancelled`), and the connections. */
  close(): Promise<void>;
}

export interface Answer {
  /**
   * As the server sent it: an object by the operation's root fields. Fields that the server lacks are not there; it is
   * empty where nothing of the question was left. The document's type is what the schema file says, which is put
   * together from public sources, and no server has to keep to it: whoever asks reads what is there with a schema.
   */
  data: unknown;
  /**
   * What this server lacks, as `Type.field`: `Role.slug`, `Mutation.policySimulatev2`, and of inputs
   * `PolicySimulateInput.engineType` (there the question is not asked, as leaving it out would change its meaning).
   */
  missing: string[];
  /** What of the data could not be had, and is null there. */
  failed: FailedField[];
}

export interface FailedField {
  /** Where in the data: `roles`, `policy.evaluationSample`, `spaces.0.labels`. Empty: the server does not say. */
  path: string;
  kind: AccountErrorKind;
  /** For people, as `AccountError.message`. */
  message: string;
}

export interface ApiOptions {
  credential: Credential;
  /** Where a newer credential comes from when a token of this one ends; it must be for the same endpoint. */
  freshCredential?: CredentialSource;
  clock: Clock;
  /** For the proxy and certificates. Default: the process's. */
  env?: Environment;
  limits?: Partial<Limits>;
  wait?: Wait;
  /** From 0 to 1: for the jitter of pauses. */
  random?: () => number;
}

const LIMITS: Limits = {
  connections: 4,
  connectMs: 10_000,
  requestMs: 60_000,
  bodyBytes: 64 * 1024 * 1024,
  retryAfterMs: 30_000,
};

/** @throws {AccountError} `endpoint`: refused. Nothing is asked yet */
export function createApi(options: ApiOptions): SpaceliftApi {
  const credential = { ...options.credential, endpoint: checkEndpoint(options.credential.endpoint) };
  const asking = new Asking(credential, options.freshCredential, {
    clock: options.clock,
    env: options.env ?? process.env,
    wait: options.wait ?? realWait,
    random: options.random ?? Math.random,
    limits: { ...LIMITS, ...options.limits },
  });
  return {
    endpoint: credential.endpoint,
    request: (document, variables, signal) => asking.request(document, variables, signal),
    notice: () => asking.notice(),
    close: () => asking.close(),
  };
}
