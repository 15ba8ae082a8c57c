import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AccountErrorKind } from './accountError.ts';

/** Asks Spacelift: one account, as one credential. Signs in when first asked. */
export interface SpaceliftApi {
  /** `https://acme.app.spacelift.io` */
  readonly endpoint: string;
  /**
   * Asks one operation of `documents/`. Mutations other than token exchange and simulation are refused.
   * @throws {AccountError} where the answer has no data that can be used
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
   * As the server sent it, not checked: an object by the operation's root fields. Fields that the server lacks are
   * not there; it is empty where nothing of the question was left.
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
