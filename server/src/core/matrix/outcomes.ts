/** What logins come to, each kind of outcome once; and which of two is the more powerful. */
import type { OpaError, Outcome } from '../../protocol/engine.ts';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Notice } from '../../protocol/simulation.ts';
import { combineDecided } from '../access/combine.ts';
import { actionsOf, levelOf } from '../access/roles.ts';
import type { Inventory } from '../account/inventory.ts';
import { spreadAccess } from '../simulation/access.ts';
import { reduceResult, type Decided, type FiredRules } from '../simulation/decision.ts';
import { administersRoot, judgeGrants, listGrants, type Grant } from '../simulation/grants.ts';

/** Of one session, what each policy has come to; undefined where there was no time. */
export type Answers = readonly (Outcome | undefined)[];

const NOTHING: Omit<MatrixOutcome, 'level'> = { isAdmin: false, roles: {}, access: {} };
export const BYPASS: MatrixOutcome = { ...NOTHING, level: 'admin', isAdmin: true, isBypass: true };

export class OutcomeReader {
  /** What Spacelift can't read of a policy's results, and what is not documented of them: each once. */
  readonly notices = new Map<string, Notice>();
  readonly #names: readonly string[];
  readonly #account: Inventory | undefined;

  /** `names`: of the policies, in the order of the answers. */
  constructor(names: readonly string[], account: Inventory | undefined) {
    this.#names = names;
    this.#account = account;
  }

  /** `teams`: of the session. */
  read(answers: Answers, teams: readonly string[]): MatrixOutcome {
    const failed = answers.findIndex((outcome) => outcome?.kind === 'failed');
    const failure = answers[failed];
    if (failure?.kind === 'failed') {
      const by = answers.length > 1 ? { by: [this.#names[failed] ?? ''] } : {};
      return { ...NOTHING, level: 'failed', ...by, error: tell(failure.errors[0]) };
    }
    const policies = answers.flatMap((outcome, index) =>
      outcome?.kind === 'decided'
        ? [{ name: this.#names[index] ?? '', decided: reduceResult(outcome.result, teams) }]
        : [],
    );
    if (policies.length < answers.length) return { ...NOTHING, level: 'undecided' };
    const decided = combineDecided(policies, teams);
    for (const notice of decided.notices) this.notices.set(notice.message, notice);
    const outcome = { ...this.#judge(decided), ...describeTeams(decided, teams) };
    return policies.length > 1 ? { ...outcome, ...describeDeciding(policies, decided, outcome) } : outcome;
  }

  #judge({ decision, fired }: Decided): MatrixOutcome {
    const { access_level: level } = decision;
    const grants = listGrants(decision);
    if (level === 'deny') {
      const isWithoutEntry = grants.length > 0 && !fired.deny;
      return { ...NOTHING, level, ...(isWithoutEntry && { isWithoutEntry }) };
    }
    if (level === 'admin') return { ...NOTHING, level, isAdmin: true };
    const { effective, notices } = this.#account
      ? judgeGrants(grants, this.#account)
      : { effective: grants, notices: [] };
    for (const notice of notices) this.notices.set(notice.message, notice);
    const idle = grants.filter((grant) => !effective.includes(grant));
    const isAdmin = administersRoot(effective);
    return {
      level,
      isAdmin,
      roles: bySpace(effective),
      ...(idle.length > 0 && { idle: bySpace(idle) }),
      access: isAdmin ? {} : this.#spread(decision, effective),
    };
  }

  #spread(decision: Decided['decision'], effective: readonly Grant[]): MatrixOutcome['access'] {
    const access = Object.entries(spreadAccess(decision, effective, this.#account));
    const held = access.map(
      ([space, { roles }]) => [space, [...new Set(roles.map(({ slug }) => slug))].sort()] as const,
    );
    return Object.fromEntries(held.filter(([, slugs]) => slugs.length > 0));
  }
}

function tell(error: OpaError | undefined): string {
  return error?.message ?? 'OPA does not say why';
}

function bySpace(grants: readonly Grant[]): Record<string, string[]> {
  const spaces = [...new Set(grants.map(({ space }) => space))].sort();
  const slugsIn = (wanted: string): string[] => grants.flatMap(({ space, slug }) => (space === wanted ? [slug] : []));
  return Object.fromEntries(spaces.map((space) => [space, slugsIn(space).sort()]));
}

/** A rule that gives the teams that are there anyway changes nothing. */
function describeTeams({ decision }: Decided, teams: readonly string[]): Pick<MatrixOutcome, 'teams'> {
  if (decision.access_level === 'deny') return {};
  const [before, after] = [teams, decision.teams].map((list) => [...new Set(list)].sort());
  return before?.join('\n') === after?.join('\n') ? {} : { teams: after ?? [] };
}

interface NamedDecided {
  readonly name: string;
  readonly decided: Decided;
}

function describeDeciding(
  policies: readonly NamedDecided[],
  decided: Decided,
  { roles }: MatrixOutcome,
): Pick<MatrixOutcome, 'by' | 'rolesBy'> {
  const isInForce = ({ space, slug }: Grant): boolean => roles[space]?.includes(slug) === true;
  const granting = policies.filter((policy) => listGrants(policy.decided.decision).some(isInForce));
  return {
    by: decidedBy(policies, decided),
    ...(granting.length > 0 && { rolesBy: granting.map(({ name }) => name) }),
  };
}

/** By name, those without whose rule the level would not be what it is; none where no rule fires. */
function decidedBy(policies: readonly NamedDecided[], { decision, fired }: Decided): string[] {
  const rules = decidingRules(decision.access_level, fired);
  return policies.filter(({ decided }) => rules.some((rule) => decided.fired[rule])).map(({ name }) => name);
}

/** `deny_admin` counts where there is an admin that it holds back. */
function decidingRules(
  level: Decided['decision']['access_level'],
  { deny, admin, denyAdmin }: FiredRules,
): (keyof FiredRules)[] {
  if (deny) return ['deny'];
  const heldBack: (keyof FiredRules)[] = admin && denyAdmin ? ['denyAdmin'] : [];
  return level === 'deny' ? heldBack : [level, ...heldBack];
}

/** The most powerful first; of those that give as much, always in the same order. */
export function orderOutcomes(outcomes: readonly MatrixOutcome[], account: Inventory | undefined): MatrixOutcome[] {
  return outcomes
    .map((outcome) => ({ outcome, power: measure(outcome, account), text: JSON.stringify(outcome) }))
    .sort((a, b) => comparePowers(a.power, b.power) || (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ outcome }) => outcome);
}

const RANKS: Readonly<Record<MatrixOutcome['level'], number>> = {
  admin: 4,
  allow: 3,
  deny: 2,
  failed: 1,
  undecided: 0,
};
const WEIGHTS = { admin: 0, write: 1, read: 2 } as const;

/** The level; then in how many spaces there is Admin, Write, Read and anything at all; then how many roles. */
function measure({ level, isAdmin, isBypass, access }: MatrixOutcome, account: Inventory | undefined): number[] {
  const spaces = [0, 0, 0, 0];
  for (const slugs of Object.values(access)) {
    const held = levelOf(slugs.flatMap((slug) => actionsOf(slug, account) ?? []));
    const at = held === undefined ? 3 : WEIGHTS[held];
    spaces[at] = (spaces[at] ?? 0) + 1;
  }
  const count = Object.values(access).reduce((sum, slugs) => sum + slugs.length, 0);
  return [Number(isBypass ?? false), RANKS[level], Number(isAdmin), ...spaces, count];
}

function comparePowers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((power, index) => power !== b[index]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}
