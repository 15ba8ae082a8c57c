/** What is different between two decisions, in short phrases. */
import type { Decision } from '../../protocol/simulation.ts';

const LEVELS = { deny: 'denied', allow: 'allowed', admin: 'admin' } as const;

/** From one decision to another: `denied → allowed`, `+ deployer in production-01H…`. Empty: they are alike. */
export function describeChanges(from: Decision, to: Decision): string[] {
  const level =
    from.access_level === to.access_level ? [] : [`${LEVELS[from.access_level]} → ${LEVELS[to.access_level]}`];
  const sample = from.sample === to.sample ? [] : [to.sample ? 'sampled' : 'not sampled'];
  return [...level, ...compare(listAll(from), listAll(to)), ...sample];
}

/** Everything a decision gives besides the level. */
function listAll({ roles, space_admin, space_write, space_read, teams, flag }: Decision): string[] {
  return [
    ...Object.entries(roles).flatMap(([space, slugs]) => slugs.map((slug) => `${slug} in ${space}`)),
    ...space_admin.map((space) => `space_admin in ${space}`),
    ...space_write.map((space) => `space_write in ${space}`),
    ...space_read.map((space) => `space_read in ${space}`),
    ...teams.map((team) => `team ${team}`),
    ...flag.map((name) => `flag ${name}`),
  ];
}

function compare(from: readonly string[], to: readonly string[]): string[] {
  const before = new Set(from);
  const after = new Set(to);
  return [
    ...[...after].filter((item) => !before.has(item)).map((item) => `+ ${item}`),
    ...[...before].filter((item) => !after.has(item)).map((item) => `− ${item}`),
  ];
}
