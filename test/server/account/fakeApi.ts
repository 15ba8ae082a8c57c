/** A Spacelift that answers from a table. */
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import type { Answer, SpaceliftApi } from '../../../server/src/account/api/api.ts';

/** By the operation's name: what is answered, or the data alone, or why there is no answer. */
export type Answers = Record<string, (variables: Record<string, unknown>) => Partial<Answer> | AccountError>;

export interface FakeApi extends SpaceliftApi {
  /** Names of the operations, as they were asked. */
  readonly asked: string[];
  isClosed: boolean;
  said: string | undefined;
}

export function fakeApi(answers: Answers, endpoint = 'https://acme.app.spacelift.io'): FakeApi {
  const asked: string[] = [];
  return {
    endpoint,
    asked,
    isClosed: false,
    said: undefined,
    async request(document, variables, signal) {
      const name = nameOf(document);
      asked.push(name);
      // As a network does, it answers later.
      await Promise.resolve();
      if (signal?.aborted) throw new AccountError('cancelled', 'Cancelled.');
      const answer = answers[name]?.(variables as Record<string, unknown>) ?? new AccountError('query', `no ${name}`);
      if (answer instanceof AccountError) throw answer;
      return { data: {}, missing: [], failed: [], ...answer };
    },
    notice() {
      return this.said;
    },
    close() {
      this.isClosed = true;
      return Promise.resolve();
    },
  };
}

function nameOf({ definitions: [definition] }: DocumentNode): string {
  if (definition?.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.QUERY) {
    throw new Error('the inventory only reads');
  }
  return definition.name?.value ?? '';
}

/** Seconds since 1970 of RFC 3339. */
export function toSeconds(text: string): number {
  return Date.parse(text) / 1000;
}
