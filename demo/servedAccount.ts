/** The account, and how its requests are handled while certain faults are in force. */
import { createYoga } from 'graphql-yoga';
import type { Clock } from '../server/src/core/ports.ts';
import { growAccount } from './data/largeAccount.ts';
import { keepRecords, type AccountRecords } from './data/records.ts';
import { Faults, type Fault } from './faults/fault.ts';
import type { Handling } from './http/handler.ts';
import type { Context } from './resolvers/permissions.ts';
import { resolveRoots } from './resolvers/resolvers.ts';
import { buildAccountSchema } from './schema.ts';
import type { DemoOptions } from './server.ts';
import { Sessions } from './sessions.ts';

export class ServedAccount {
  readonly records: AccountRecords;
  readonly sessions: Sessions;
  readonly #options: DemoOptions;
  readonly #endpoint: string;
  readonly #clock: Clock;
  /** How much its clock is fast. */
  #hours = 0;

  /** `endpoint`: its base address. */
  constructor(options: DemoOptions, endpoint: string) {
    const { account, clock, scale } = options;
    this.#options = options;
    this.#endpoint = endpoint;
    this.#clock = { now: () => clock.now() + BigInt(Math.round(this.#hours * 3600)) * 1_000_000_000n };
    this.records = keepRecords(scale ? growAccount(account, scale) : account);
    this.sessions = new Sessions(this.#clock);
  }

  /** @throws {Error} for a fault in a field that is not there, and a root field that nothing answers; all stays as it was */
  handleWith(given: readonly Fault[]): Pick<Handling, 'ask' | 'clock' | 'endpoint' | 'faults'> {
    const faults = new Faults(given);
    const ask = this.#answerWith(faults);
    this.#hours = faults.find('clock')?.hours ?? 0;
    return { ask, clock: this.#clock, endpoint: this.#endpoint, faults };
  }

  #answerWith(faults: Faults): Handling['ask'] {
    const { records, sessions } = this;
    const { engine, schema } = this.#options;
    const pretence = {
      hidesRoles: faults.find('emptyRoles') !== undefined,
      forgetsKeys: faults.find('noSuchKey') !== undefined,
    };
    const signIn = { engine, inventory: records.inventory, sessions, clock: this.#clock, endpoint: this.#endpoint };
    const yoga = createYoga<Context>({
      schema: buildAccountSchema(schema, resolveRoots(records, signIn, pretence), faults),
      cors: false,
      graphiql: false,
      landingPage: false,
      logging: false,
      // An error of the demo itself should be seen.
      maskedErrors: false,
    });
    return async (request, ip) => {
      const identity = sessions.find(request.headers.get('authorization') ?? undefined);
      return yoga.fetch(request, { identity, ip });
    };
  }
}
