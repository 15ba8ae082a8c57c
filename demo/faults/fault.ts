/** What can be made to go wrong. */

/** Which requests: those without a token (token exchange), those with one, or (not given) all. */
type When = 'signingIn' | 'signedIn';

/** What happens to a request on its way; what the account would answer is not looked at. */
export type RequestFault =
  /** This status: for ever, or so many `times`. `retryAfter`: of the header, as it is sent. */
  | { kind: 'status'; status: number; times?: number; retryAfter?: string }
  /** A page for people, as a proxy or a wrong address answers. */
  | { kind: 'html' }
  /** Elsewhere: a whole address. */
  | { kind: 'redirect'; to: string };

/** What happens to the answer on its way. */
export type AnswerFault =
  /** It comes after so many milliseconds. */
  | { kind: 'slow'; ms: number }
  /** It comes byte by byte, with so many milliseconds between. */
  | { kind: 'drip'; ms: number }
  /** Half of it, as if it were all. */
  | { kind: 'truncated' }
  /** The connection ends, before anything or after half of it. */
  | { kind: 'cut'; after: 'nothing' | 'half' };

/** What is wrong with the account, its server, or its clock. */
export type AccountFault =
  /** `roles`, or `Policy.evaluationRecords`: those answer `unauthorized`. */
  | { kind: 'unauthorized'; fields: string[] }
  /** What Spacelift answers to whom it does not show its roles. */
  | { kind: 'emptyRoles' }
  /** What Spacelift answers to the id of a key that is not there. */
  | { kind: 'noSuchKey' }
  /** An older server: fields (`Role.slug`, `Mutation.policySimulatev2`, `PolicySimulateInput.engineType`) are not there. */
  | { kind: 'lacks'; fields: string[] }
  /** The server's clock is fast (or, negative, slow): its `Date` header, and how long tokens live. */
  | { kind: 'clock'; hours: number };

export type Fault = ((RequestFault | AnswerFault) & { when?: When }) | AccountFault;

type Kind = Fault['kind'];
export type FaultOf<K extends Kind> = Extract<Fault, { kind: K }>;

/** The faults in force. */
export class Faults {
  readonly #all: readonly Fault[];
  /** Of those that happen so many times: how often they may still. */
  readonly #left = new Map<Fault, number>();

  constructor(all: readonly Fault[]) {
    this.#all = all;
    for (const fault of all) {
      if (fault.kind === 'status' && fault.times !== undefined) this.#left.set(fault, fault.times);
    }
  }

  /** The first of its kind. */
  find<K extends Kind>(kind: K): FaultOf<K> | undefined {
    return this.#all.find((fault): fault is FaultOf<K> => fault.kind === kind);
  }

  /** The fields that these faults name. */
  fields(kind: 'unauthorized' | 'lacks'): string[] {
    return this.#all.flatMap((fault) => (fault.kind === kind ? fault.fields : []));
  }

  /** The first of its kind that strikes a request with or without a token; of those that count, once less from now on. */
  strike<K extends (RequestFault | AnswerFault)['kind']>(kind: K, hasToken: boolean): FaultOf<K> | undefined {
    const when: When = hasToken ? 'signedIn' : 'signingIn';
    const struck = this.#all.find(
      (fault): fault is FaultOf<K> =>
        fault.kind === kind && (!('when' in fault) || fault.when === when) && this.#left.get(fault) !== 0,
    );
    const left = struck && this.#left.get(struck);
    if (struck !== undefined && left !== undefined) this.#left.set(struck, left - 1);
    return struck;
  }
}
