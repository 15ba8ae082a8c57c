/** What a policy comes to for the inputs of the test. */
import { reduceResult } from '../../../../../server/src/core/simulation/decision.ts';
import type { Engine } from '../../../../../server/src/core/ports.ts';
import type { Outcome, PolicySource } from '../../../../../server/src/protocol/engine.ts';
import type { AccessLevel } from '../../../../../server/src/protocol/simulation.ts';
import { INPUTS } from './inputs.ts';

/** A decision, with what the deprecated rules grant among the roles; `failed`: nobody gets in. */
export interface Access {
  readonly level: AccessLevel | 'failed';
  readonly teams: readonly string[];
  /** `space role`, sorted. */
  readonly roles: readonly string[];
}

/** For each of `INPUTS`. */
export async function decideAll(policy: PolicySource, engine: Engine): Promise<readonly Access[]> {
  const inputs = [...INPUTS];
  const answer = await engine.ask({ op: 'decide', policy, inputs, evaluator: 'interpreter', timeLimitMs: 20_000 });
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.outcomes.map(toAccess);
}

function toAccess(outcome: Outcome): Access {
  if (outcome.kind === 'failed') return { level: 'failed', teams: [], roles: [] };
  const { decision } = reduceResult(outcome.result, []);
  const roles = [
    ...Object.entries(decision.roles).flatMap(([space, slugs]) => slugs.map((slug) => `${space} ${slug}`)),
    ...decision.space_admin.map((space) => `${space} space-admin`),
    ...decision.space_write.map((space) => `${space} space-writer`),
    ...decision.space_read.map((space) => `${space} space-reader`),
  ];
  return { level: decision.access_level, teams: decision.teams, roles: [...new Set(roles)].sort() };
}

const LEVELS = ['failed', 'deny', 'allow', 'admin'];

/** Whether somebody gets in who did not, becomes an admin, or has a role or team that was not theirs. */
export function isMore(after: Access, before: Access): boolean {
  return (
    Math.max(LEVELS.indexOf(after.level), 1) > Math.max(LEVELS.indexOf(before.level), 1) ||
    after.roles.some((role) => !before.roles.includes(role)) ||
    after.teams.some((team) => !before.teams.includes(team))
  );
}
