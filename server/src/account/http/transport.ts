/** Sends one question over HTTP, again where that helps, and gives back what is an answer of GraphQL. */
import { fetch, type Dispatcher, type Response as Reply } from 'undici';
import type { Clock } from '../../core/ports.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { pauseMs, retryAfterMs } from './backoff.ts';
import { cancelled } from '../cancelled.ts';
import { openConnections, type ConnectionLimits } from './connections.ts';
import { describeDuration } from './duration.ts';
import { hostOf } from '../endpoint.ts';
import { describeNetworkFailure } from './networkErrors.ts';
import { proxyFor, type Proxy } from './proxy.ts';
import { checkIsGraphql, isWebPage, readBody } from './responseBody.ts';
import type { Environment } from '../variables.ts';
import type { Wait } from './wait.ts';

export interface Limits extends ConnectionLimits {
  /** For one attempt, from connecting to the last byte. */
  requestMs: number;
  /** Of an answer, unpacked. */
  bodyBytes: number;
  /** The longest that a server's `Retry-After` is waited for. */
  retryAfterMs: number;
}

export interface Surroundings {
  clock: Clock;
  env: Environment;
  wait: Wait;
  /** From 0 to 1. */
  random: () => number;
  limits: Limits;
}

export interface Question {
  /** JSON. */
  body: string;
  headers: Headers;
  /** How often it may be sent altogether. */
  tries: number;
  signal: AbortSignal;
}

type Outcome =
  | { kind: 'answer'; response: Response }
  /** `isHeld`: the server says when to come back. */
  | { kind: 'failure'; error: AccountError; again: boolean; isHeld?: boolean };

/** `Retry-After`: nothing is to be sent for so long from then on. By this computer's clock, in milliseconds. */
interface Hold {
  from: number;
  ms: number;
  /** That it came with. */
  status: number;
}

export class Transport {
  readonly #endpoint: string;
  readonly #host: string;
  readonly #around: Surroundings;
  #connections: Promise<Dispatcher> | undefined;
  #clockLead: number | undefined;
  /** What one question is told holds for all. */
  #hold: Hold | undefined;

  constructor(endpoint: string, around: Surroundings) {
    this.#endpoint = endpoint;
    this.#host = hostOf(endpoint);
    this.#around = around;
  }

  /** By how many milliseconds this computer's clock is ahead of the server's, as of its last answer. */
  get clockLead(): number | undefined {
    return this.#clockLead;
  }

  /**
   * The answer's body is JSON of GraphQL's shape, except for 401 and 403: there it may be anything.
   * @throws {AccountError}
   */
  async post(question: Question): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      await this.#holdBack(question.signal);
      const outcome = await this.#attempt(question);
      if (outcome.kind === 'answer') return outcome.response;
      if (!outcome.again || attempt >= question.tries) throw outcome.error;
      if (outcome.isHeld !== true) await this.#pause(pauseMs(attempt, this.#around.random()), question.signal);
    }
  }

  async close(): Promise<void> {
    const opened = this.#connections;
    this.#connections = undefined;
    const dispatcher = await opened?.catch(() => undefined);
    await dispatcher?.destroy();
  }

  /** Waits until the server wants to be asked again. @throws {AccountError} where that takes too long; `cancelled` */
  async #holdBack(signal: AbortSignal): Promise<void> {
    let waited: Hold | undefined;
    while (this.#hold !== undefined && this.#hold !== waited) {
      waited = this.#hold;
      const { from, ms, status } = waited;
      const left = from + ms - this.#now();
      // More than was asked for: the clock has been set back.
      if (left <= 0 || left > ms) return;
      if (left > this.#around.limits.retryAfterMs) throw this.#busy(status, left);
      await this.#pause(left, signal);
    }
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await this.#around.wait(ms, signal).catch(() => {
      throw cancelled();
    });
  }

  /** @throws {AccountError} `cancelled`, and where proxy or files for the connection can't be used */
  async #attempt(question: Question): Promise<Outcome> {
    if (question.signal.aborted) throw cancelled();
    const proxy = proxyFor(this.#endpoint, this.#around.env);
    const dispatcher = await this.#connect(proxy);
    const over = new AbortController();
    const timeUp = this.#timeUp(over.signal);
    const progress = { begun: false };
    try {
      return await this.#exchange(question, dispatcher, AbortSignal.any([question.signal, timeUp]), progress);
    } catch (thrown) {
      if (isAborted(question.signal)) throw cancelled();
      if (thrown instanceof AccountError) throw thrown;
      if (isAborted(timeUp)) return { kind: 'failure', error: this.#tooSlow(progress.begun), again: false };
      const attempt = { host: this.#host, proxy: proxy?.name, begun: progress.begun };
      const failed = describeNetworkFailure(thrown, attempt);
      return { kind: 'failure', ...failed };
    } finally {
      over.abort();
    }
  }

  async #connect(proxy: Proxy | undefined): Promise<Dispatcher> {
    const { env, limits } = this.#around;
    const opening = (this.#connections ??= openConnections(this.#endpoint, proxy, env, limits));
    try {
      return await opening;
    } catch (error) {
      // The file that could not be read may be there the next time.
      if (this.#connections === opening) this.#connections = undefined;
      throw error;
    }
  }

  /** Aborts when the time for an attempt is up, unless it is over by then. */
  #timeUp(over: AbortSignal): AbortSignal {
    const timeUp = new AbortController();
    const end = (): void => {
      timeUp.abort();
    };
    this.#around.wait(this.#around.limits.requestMs, over).then(end, () => undefined);
    return timeUp.signal;
  }

  async #exchange(
    { body, headers }: Question,
    dispatcher: Dispatcher,
    signal: AbortSignal,
    progress: { begun: boolean },
  ): Promise<Outcome> {
    const url = `${this.#endpoint}/graphql`;
    const init = { method: 'POST', body, headers: [...headers], redirect: 'manual' as const, dispatcher, signal };
    const reply = await fetch(url, init);
    progress.begun = true;
    this.#noteTime(reply);
    const refusal = this.#refusal(reply);
    if (refusal !== undefined) {
      await reply.body?.cancel();
      return refusal;
    }
    const text = await readBody(reply, this.#around.limits.bodyBytes, this.#host);
    const refused = reply.status === 401 || (reply.status === 403 && !isWebPage(text));
    if (!refused) checkIsGraphql(text, reply.status, this.#host);
    const response = new Response(text, { status: reply.status, headers: { 'content-type': 'application/json' } });
    return { kind: 'answer', response };
  }

  /** What the status alone settles. */
  #refusal(reply: Reply): Outcome | undefined {
    const { status } = reply;
    if (status >= 300 && status < 400) {
      return { kind: 'failure', error: this.#redirected(reply.headers.get('location')), again: false };
    }
    if (status !== 429 && status < 500) return undefined;
    const waitMs = retryAfterMs(reply.headers.get('retry-after'), this.#now() - (this.#clockLead ?? 0));
    if (waitMs !== undefined) this.#hold = { from: this.#now(), ms: waitMs, status };
    return { kind: 'failure', error: this.#busy(status, waitMs), again: true, isHeld: waitMs !== undefined };
  }

  #busy(status: number, waitMs: number | undefined): AccountError {
    if (status !== 429) return new AccountError('server', `${this.#host} failed (${status}).`, 'Try again later.');
    const when = waitMs === undefined ? 'later' : `in ${describeDuration(waitMs)}`;
    return new AccountError('limited', `${this.#host} was asked too often (429).`, `Try again ${when}.`);
  }

  #redirected(location: string | null): AccountError {
    const target =
      location !== null && URL.canParse(location, this.#endpoint) ? new URL(location, this.#endpoint) : null;
    const elsewhere = target !== null && target.host !== this.#host ? ` to another host, ${target.host}` : '';
    const advice = 'Secrets are not sent on: give the address of the account itself.';
    return new AccountError('endpoint', `${this.#host} redirects${elsewhere}. ${advice}`);
  }

  #tooSlow(begun: boolean): AccountError {
    const limit = describeDuration(this.#around.limits.requestMs);
    const what = begun ? 'did not finish its answer' : 'did not answer';
    return new AccountError('timeout', `${this.#host} ${what} within ${limit}.`);
  }

  #noteTime(reply: Reply): void {
    const date = Date.parse(reply.headers.get('date') ?? '');
    if (!Number.isNaN(date)) this.#clockLead = this.#now() - date;
  }

  /** Milliseconds since 1970, by this computer. */
  #now(): number {
    return Number(this.#around.clock.now() / 1_000_000n);
  }
}

/** Asked anew each time: it changes while something is awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
