/** What becomes of a question: who asks, what an unauthorized answer means, and what of the data can be used. */
import type { DocumentNode } from 'graphql';
import { AccountError } from '../../core/account/accountError.ts';
import type { Answer } from './api.ts';
import { hostOf } from '../endpoint.ts';
import { ViewerDocument } from '../generated/documents.ts';
import { askGraphql, type GraphqlProblem, type GraphqlReply } from '../http/graphqlRequest.ts';
import { assertHarmless } from './harmless.ts';
import { askWhatIsThere, type FittedReply } from './lackingServer.ts';
import { quoteServer } from '../http/serverWords.ts';
import type { Credential } from '../../protocol/credential.ts';
import { Session, type CredentialSource } from './session.ts';
import { SharedTask } from '../sharedTask.ts';
import { Transport, type Surroundings } from '../http/transport.ts';

const TRIES = 3;
/** Each exchange is a sign-in at Spacelift. */
const EXCHANGE_TRIES = 2;
const UNAUTHORIZED = /unauthori[sz]ed|unauthenticated/i;

export class Asking {
  readonly #endpoint: string;
  readonly #host: string;
  readonly #transport: Transport;
  readonly #session: Session;
  readonly #closing = new AbortController();
  #verdict: { token: string; task: SharedTask<boolean> } | undefined;

  constructor(credential: Credential, freshCredential: CredentialSource | undefined, around: Surroundings) {
    this.#endpoint = credential.endpoint;
    this.#host = hostOf(credential.endpoint);
    this.#transport = new Transport(credential.endpoint, around);
    this.#session = new Session({
      credential,
      freshCredential,
      ask: (document, variables, signal) => this.#send(document, variables, undefined, signal, EXCHANGE_TRIES),
      now: () => Number(around.clock.now() / 1_000_000n),
      clockLead: () => this.#transport.clockLead,
    });
  }

  /** @throws {AccountError} */
  async request(document: DocumentNode, variables: object, signal?: AbortSignal): Promise<Answer> {
    assertHarmless(document);
    // One for each question: many listen to it.
    const until = AbortSignal.any([this.#closing.signal, ...(signal === undefined ? [] : [signal])]);
    const token = await this.#session.token(until);
    const reply = await this.#send(document, variables, token, until, TRIES);
    if (!isUnauthorized(reply) || !(await this.#isDead(token, until))) return this.#toAnswer(reply);
    const renewed = await this.#session.renew(token, until);
    const second = await this.#send(document, variables, renewed, until, TRIES);
    if (isUnauthorized(second) && (await this.#isDead(renewed, until))) throw this.#session.refuse(renewed);
    return this.#toAnswer(second);
  }

  notice(): string | undefined {
    return this.#session.clockNotice();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#transport.close();
  }

  #send(
    document: DocumentNode,
    variables: object,
    token: string | undefined,
    signal: AbortSignal,
    tries: number,
  ): Promise<FittedReply> {
    const url = `${this.#endpoint}/graphql`;
    return askWhatIsThere(this.#endpoint, document, variables, (left, taken) =>
      askGraphql(this.#transport, url, { document: left, variables: taken, token, signal, tries }),
    );
  }

  /** `unauthorized` is said of a dead token and of what is not permitted: with a dead token nobody is the viewer (spacectl). */
  #isDead(token: string, signal: AbortSignal): Promise<boolean> {
    if (this.#verdict?.token !== token || this.#verdict.task.isOver) {
      const task = new SharedTask(async (stop) => {
        const reply = await this.#send(ViewerDocument, {}, token, stop, TRIES);
        return (reply.data?.['viewer'] ?? null) === null;
      });
      this.#verdict = { token, task };
    }
    return this.#verdict.task.join(signal);
  }

  /** @throws {AccountError} where nothing of the data can be used */
  #toAnswer(reply: FittedReply): Answer {
    const { data, problems, missing } = reply;
    const hasData =
      data !== undefined && (problems.length === 0 || Object.values(data).some((value) => value !== null));
    if (hasData) {
      const failed = problems.map((problem) => ({ path: problem.path.join('.'), ...this.#describe(problem.message) }));
      return { data, missing, failed };
    }
    const [first] = problems;
    const { kind, message } = this.#describe(first?.message ?? 'unauthorized');
    throw new AccountError(kind, message);
  }

  #describe(said: string): { kind: 'forbidden' | 'notFound' | 'query'; message: string } {
    if (UNAUTHORIZED.test(said) || /\bdenied\b|\bforbidden\b/i.test(said)) {
      return { kind: 'forbidden', message: `${this.#host} does not permit this credential to see it.` };
    }
    if (/not found/i.test(said)) return { kind: 'notFound', message: `${this.#host} does not have it.` };
    const words = quoteServer(said, this.#session.secrets);
    return { kind: 'query', message: `${this.#host} does not answer the question: ${words}` };
  }
}

function isUnauthorized({ status, problems }: GraphqlReply): boolean {
  return status === 401 || problems.some(({ message }: GraphqlProblem) => UNAUTHORIZED.test(message));
}
