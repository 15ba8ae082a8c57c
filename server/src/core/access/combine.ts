/**
 * Several login policies as one. Each is evaluated by itself, and one `deny` beats all else (user documentation, policy
 * page). Assumed: that everything else adds up, `deny_admin` included.
 */
import type { Decision } from '../../protocol/simulation.ts';
import { describeOpenLevel, levelOf, type Decided, type FiredRules } from '../simulation/decision.ts';

/** What a policy by its name has come to. */
export interface PolicyDecided {
  readonly name: string;
  readonly decided: Decided;
}

/** `sessionTeams`: of the input. A single policy's decision is left as it is. */
export function combineDecided(policies: readonly PolicyDecided[], sessionTeams: readonly string[]): Decided {
  const [only, ...others] = policies;
  if (only !== undefined && others.length === 0) return only.decided;
  const all = policies.map(({ decided }) => decided);
  const fired: FiredRules = {
    deny: all.some((one) => one.fired.deny),
    admin: all.some((one) => one.fired.admin),
    denyAdmin: all.some((one) => one.fired.denyAdmin),
    allow: all.some((one) => one.fired.allow),
  };
  const decisions = all.map(({ decision }) => decision);
  const notices = policies.flatMap(({ name, decided }) =>
    decided.notices
      .slice(0, decided.notices.length - describeOpenLevel(decided.fired).length)
      .map((notice) => ({ ...notice, message: `Login policy "${name}": ${notice.message}` })),
  );
  return {
    fired,
    decision: {
      access_level: levelOf(fired),
      teams: combineTeams(decisions, sessionTeams),
      roles: combineRoles(decisions),
      space_admin: union(decisions.map(({ space_admin }) => space_admin)),
      space_write: union(decisions.map(({ space_write }) => space_write)),
      space_read: union(decisions.map(({ space_read }) => space_read)),
      flag: union(decisions.map(({ flag }) => flag)),
      sample: decisions.some(({ sample }) => sample),
    },
    notices: [...notices, ...describeOpenLevel(fired)],
  };
}

/** A policy that leaves the teams as they are does not bring them back where another rewrites them. */
function combineTeams(decisions: readonly Decision[], sessionTeams: readonly string[]): string[] {
  const rewritten = decisions.map(({ teams }) => teams).filter((teams) => teams.join('\n') !== sessionTeams.join('\n'));
  return rewritten.length === 0 ? [...sessionTeams] : union(rewritten);
}

function combineRoles(decisions: readonly Decision[]): Decision['roles'] {
  const spaces = union(decisions.map(({ roles }) => Object.keys(roles)));
  return Object.fromEntries(spaces.map((space) => [space, union(decisions.map(({ roles }) => roles[space] ?? []))]));
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}
