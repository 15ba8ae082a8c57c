/** A key that is not identified: every login that it may have, as far as the policies and bindings tell them apart. */
import type { Inventory } from '../account/inventory.ts';
import type { Decided } from '../simulation/decision.ts';
import type { LoginInput } from '../simulation/loginInput.ts';
import type { Session } from '../simulation/session.ts';
import { LOGIN_BY_UNKNOWN_ID, LOGIN_BY_UNKNOWN_NAME } from '../simulation/unidentifiedKey.ts';
import type { FieldVariants, Variant } from '../simulation/variants.ts';
import type { PolicySet } from './policySet.ts';

/** What is not known of it, and told apart together: a policy may ask for two of them at once. */
const IDENTITY = { 'session.login': 'login', 'session.name': 'name', 'session.teams': 'teams' } as const;

type Field = (typeof IDENTITY)[keyof typeof IDENTITY];

/** Thousands of logins that mix names and teams would take seconds. */
const MOST = 512;

const ANOTHER_TEAM = 'another team';

/** One login, and what the policies come to for it. */
export interface PossibleLogin {
  readonly teams: readonly string[];
  /** `as "ci" without teams` */
  readonly told: string;
  /** Missing where no policy is asked. */
  readonly decided?: Decided;
}

export interface PossibleLogins {
  readonly logins: readonly PossibleLogin[];
  /** There is no other that may be told apart. */
  readonly areAll: boolean;
}

/**
 * @param policies that are asked; undefined: none is
 * @throws {EngineError} where the engine gives no answer
 */
export async function decideEveryLogin(
  session: Session,
  policies: PolicySet | undefined,
  account: Inventory | undefined,
): Promise<PossibleLogins> {
  const fields = [...(policies?.variants(session) ?? []), ...listBoundTeams(session, account)];
  const { inputs, areAll } = mixFields(session.input, fields);
  const decided = await policies?.tryVariants(inputs.map((input): Variant => ({ value: undefined, input })));
  const logins = inputs.flatMap((input, index): PossibleLogin[] => {
    const made = decided?.[index];
    if (policies !== undefined && made === undefined) return [];
    const { teams } = input.session;
    return [{ teams, told: tellLogin(input), ...(made ? { decided: made } : {}) }];
  });
  return { logins, areAll: areAll && logins.length === inputs.length };
}

/**
 * No team, each team that roles are bound to beside its own, another (not all bindings may be shown), and all of them;
 * none where its teams are known.
 */
export function listBoundTeams({ input, assumed }: Session, account: Inventory | undefined): FieldVariants[] {
  if (!assumed.some(({ field }) => field === 'session.teams')) return [];
  const own = input.session.teams;
  const bound = new Set((account?.account.teamBindings?.items ?? []).map(({ team }) => team));
  const more = [...bound, ANOTHER_TEAM].filter((team) => !own.includes(team));
  const mixes = [[], ...more.map((team) => [...own, team]), [...own, ...more]];
  const variants = mixes.map((teams): Variant => ({
    value: teams,
    input: { ...input, session: { ...input.session, teams } },
  }));
  return [
    { field: 'session.teams', variants, what: 'no team, one or all of those that roles are bound to, and another' },
  ];
}

function mixFields(
  base: LoginInput,
  fields: readonly FieldVariants[],
): { inputs: readonly LoginInput[]; areAll: boolean } {
  const values = new Map<Field, LoginInput['session'][]>();
  let areAll = true;
  for (const { field, variants, untried } of fields) {
    const name = IDENTITY[field as keyof typeof IDENTITY] as Field | undefined;
    if (name === undefined) continue;
    areAll &&= untried === undefined;
    values.set(name, [...(values.get(name) ?? [base.session]), ...variants.map(({ input }) => input.session)]);
  }
  let sessions = [base.session];
  for (const [name, others] of values) {
    sessions = distinct(sessions.flatMap((session) => others.map((other) => ({ ...session, [name]: other[name] }))));
    if (sessions.length > MOST) return { inputs: withSessions(base, sessions.slice(0, MOST)), areAll: false };
  }
  return { inputs: withSessions(base, sessions), areAll };
}

function distinct(sessions: readonly LoginInput['session'][]): LoginInput['session'][] {
  return [...new Map(sessions.map((session) => [JSON.stringify(session), session])).values()];
}

function withSessions(base: LoginInput, sessions: readonly LoginInput['session'][]): LoginInput[] {
  return sessions.map((session) => ({ ...base, session }));
}

function tellLogin({ session: { login, teams } }: LoginInput): string {
  const who = { [LOGIN_BY_UNKNOWN_ID]: '`api::` and another id', [LOGIN_BY_UNKNOWN_NAME]: 'another name' }[login];
  const having =
    teams.length === 0 ? 'without teams' : `with the team${teams.length === 1 ? '' : 's'} ${teams.join(', ')}`;
  return `as ${who ?? `"${login}"`} ${having}`;
}
