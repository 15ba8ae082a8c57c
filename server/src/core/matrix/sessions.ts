/** The sessions of a plan, as Spacelift would put them into the input. */
import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { ApiKey } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Assumed } from '../simulation/belief.ts';
import { parseInstant } from '../simulation/instant.ts';
import type { LoginInput } from '../simulation/loginInput.ts';
import { buildSession } from '../simulation/session.ts';
import type { SessionPlan } from './plan.ts';

/** A subject of the matrix, and what its sessions have in common. */
export interface Person {
  readonly subject: MatrixSubject;
  /** Which of the plan's candidates it is: those of one are the same subject by another login. */
  readonly candidate: number;
  /** Of those who are decided alike (`Candidate.classes`), the first one's. */
  readonly input: LoginInput;
  readonly assumed: readonly Assumed[];
  /** The API key that logs in, where the account knows it. */
  readonly key?: ApiKey;
}

/** From where and when: `timestamp_ns` in nanoseconds since 1970. */
export interface Place {
  readonly remote_ip: string;
  readonly timestamp_ns: bigint;
}

/** All of a plan's sessions: each person in each place. */
export interface Sessions {
  readonly people: readonly Person[];
  /** Of each address, each instant. */
  readonly places: readonly Place[];
}

/**
 * `now` stands for any instant.
 * @throws {BadInput} for a key that the account does not have
 */
export function makeSessions(plan: SessionPlan, account: Inventory | undefined, now: bigint): Sessions {
  const shared = new Map<string, LoginInput>();
  const people = plan.candidates.flatMap(({ sessions, classes, kind, name, origin, state }, candidate) =>
    sessions.map((session, form): Person => {
      const { input: own, assumed, key } = buildSession(session, account, now);
      const about = { kind, name, origin, ...(state && { state }) };
      const subject = { ...about, session, logins: [own.session.login] };
      const input = share(own, classes?.[form], shared);
      // What is assumed of the connection is the matrix's own to vary.
      const ofPerson = assumed.filter(({ field }) => !field.startsWith('request.') && field !== 'session.creator_ip');
      return { subject, candidate, input, assumed: ofPerson, ...(key && { key }) };
    }),
  );
  const [somewhere] = people;
  const places = plan.addresses.flatMap(({ ip }) =>
    plan.instants.map(({ at }) => ({
      remote_ip: ip ?? somewhere?.input.request.remote_ip ?? '',
      timestamp_ns: at === undefined ? now : parseInstant(at),
    })),
  );
  return { people, places };
}

/** Of those who are decided alike, the first one's. */
function share(input: LoginInput, alike: string | undefined, shared: Map<string, LoginInput>): LoginInput {
  if (alike === undefined) return input;
  const known = shared.get(alike);
  if (known === undefined) shared.set(alike, input);
  return known ?? input;
}
