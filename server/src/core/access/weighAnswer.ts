/** Whether what was assumed about a login matters to an answer. */
import type { Answer, CanAssumption } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { unweighed, weighSession, type Tried } from '../simulation/assumptions.ts';
import type { Decided } from '../simulation/decision.ts';
import type { Session } from '../simulation/session.ts';
import { isBypassing, varyAdministrative } from '../simulation/variants.ts';
import { listBoundTeams } from './everyLogin.ts';
import type { PolicySet } from './policySet.ts';
import type { Scheme } from './ways.ts';

/** So many values are told that lead to one and the same other answer. */
const MOST_ALIKE = 5;

export interface Weighing {
  readonly base: Answer;
  readonly scheme: Scheme;
  readonly account: Inventory | undefined;
  /** Missing where what they say is not known. */
  readonly policies: PolicySet | undefined;
  /** The answer by another decision of the policies and other teams; `undefined`: by what they have decided. */
  readonly answerWith: (decided: Decided | undefined, teams: readonly string[]) => Answer;
}

/** @throws {EngineError} where the engine gives no answer */
export function weighAnswer(session: Session, weighing: Weighing): Promise<CanAssumption[]> {
  const { policies, scheme } = weighing;
  if (scheme === 'MANAGED_USERS' || policies === undefined) return weighWithoutPolicies(session, weighing);
  return weighSession<Decided, { value: unknown; answer: Answer }>(session, {
    fields: policies.variants(session),
    run: (variants) => policies.tryVariants(variants),
    compare: (tried) => keepOthers(session, tried, weighing),
  });
}

/** Where no policy is asked, only what bindings and the key itself give matters. */
async function weighWithoutPolicies(session: Session, weighing: Weighing): Promise<CanAssumption[]> {
  const { scheme, account } = weighing;
  const others = unweighed(session, scheme === 'MANAGED_USERS' ? 'notAsked' : 'notWeighed');
  const administrative = varyAdministrative(session);
  const fields = [
    ...(scheme === 'LOGIN_POLICIES' ? [] : listBoundTeams(session, account)),
    ...(administrative ? [administrative] : []),
  ];
  const weighed = await weighSession<true, { value: unknown; answer: Answer }>(session, {
    fields,
    run: (variants) => Promise.resolve(variants.map(() => true as const)),
    compare: (tried) =>
      keepOthers(
        session,
        tried.map(({ variant }) => ({ variant, made: undefined })),
        weighing,
      ),
  });
  const isTried = new Set(fields.map(({ field }) => field));
  return others.map((other) => weighed.find(({ field }) => isTried.has(field) && other.field === field) ?? other);
}

function keepOthers(
  session: Session,
  tried: readonly Tried<Decided | undefined>[],
  { base, answerWith }: Weighing,
): { value: unknown; answer: Answer }[] {
  const counts = new Map<Answer, number>();
  return tried.flatMap(({ variant, made }) => {
    const answer = isBypassing(variant, session) ? 'yes' : answerWith(made, variant.input.session.teams);
    const count = counts.get(answer) ?? 0;
    if (answer === base || count === MOST_ALIKE) return [];
    counts.set(answer, count + 1);
    return [{ value: variant.value, answer }];
  });
}
