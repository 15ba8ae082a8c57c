/** Whether what was assumed about a login matters to an answer. */
import type { Answer, CanAssumption } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { unweighed, weighSession, type Tried } from '../simulation/assumptions.ts';
import type { Decided } from '../simulation/decision.ts';
import type { Session } from '../simulation/session.ts';
import type { FieldVariants, Variant } from '../simulation/variants.ts';
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
  if (scheme === 'MANAGED_USERS' || policies === undefined) return weighTeams(session, weighing);
  return weighSession<Decided, { value: unknown; answer: Answer }>(session, {
    fields: policies.variants(session),
    run: (variants) => policies.tryVariants(variants),
    compare: (tried) => keepOthers(tried, weighing),
  });
}

/** Where no policy is asked, only the teams matter: roles are bound to them. */
async function weighTeams(session: Session, weighing: Weighing): Promise<CanAssumption[]> {
  const others = unweighed(session, weighing.scheme === 'MANAGED_USERS' ? 'notAsked' : 'notWeighed');
  if (weighing.scheme === 'LOGIN_POLICIES' || !session.assumed.some(({ field }) => field === 'session.teams')) {
    return others;
  }
  const weighed = await weighSession<true, { value: unknown; answer: Answer }>(session, {
    fields: [listTeams(session, weighing.account)],
    run: (variants) => Promise.resolve(variants.map(() => true as const)),
    compare: (tried) =>
      keepOthers(
        tried.map(({ variant }) => ({ variant, made: undefined })),
        weighing,
      ),
  });
  return others.map(
    (other) => weighed.find(({ field }) => field === 'session.teams' && other.field === field) ?? other,
  );
}

/** No team, each team that roles are bound to beside its own, and all of them. */
function listTeams(session: Session, account: Inventory | undefined): FieldVariants {
  const own = session.input.session.teams;
  const bound = new Set((account?.account.teamBindings?.items ?? []).map(({ team }) => team));
  const more = [...bound].filter((team) => !own.includes(team));
  const mixes = [[], ...more.map((team) => [...own, team]), [...own, ...more]];
  const variants = mixes.map((teams): Variant => {
    const { input } = session;
    return { value: teams, input: { ...input, session: { ...input.session, teams } } };
  });
  return { field: 'session.teams', variants, what: 'no team, and one or all of those that roles are bound to' };
}

function keepOthers(tried: readonly Tried<Decided | undefined>[], { base, answerWith }: Weighing) {
  const counts = new Map<Answer, number>();
  return tried.flatMap(({ variant, made }) => {
    const answer = answerWith(made, variant.input.session.teams);
    const count = counts.get(answer) ?? 0;
    if (answer === base || count === MOST_ALIKE) return [];
    counts.set(answer, count + 1);
    return [{ value: variant.value, answer }];
  });
}
