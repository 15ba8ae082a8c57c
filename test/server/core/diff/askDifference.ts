/** The difference of two policies that a test writes, by the real engine. */
import type { Inventory } from '../../../../server/src/core/account/inventory.ts';
import { diffAccess } from '../../../../server/src/core/diff/diffAccess.ts';
import type { ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import { planSessions } from '../../../../server/src/core/matrix/plan.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import type { AccessDifference, AccessPart, DifferenceRow } from '../../../../server/src/protocol/matrix.ts';
import { describeSubject } from '../../../../server/src/core/matrix/words/subject.ts';
import { describeWhere, tellWhere } from '../../../../server/src/core/matrix/words/where.ts';
import { NOW } from '../matrix/askMatrix.ts';

export async function differenceOf(
  engine: Engine,
  before: readonly ReadPolicy[],
  after: readonly ReadPolicy[],
  account?: Inventory,
  most = 2_000,
): Promise<AccessDifference> {
  const plan = planSessions(
    [...before, ...after].map(({ model }) => model),
    { account, now: NOW, most, isMembershipOpen: true },
  );
  const result = await diffAccess({ before, after }, plan, { engine, account, now: NOW });
  if (!result.ok) throw new Error(`${result.side} ${result.name}: ${JSON.stringify(result.errors)}`);
  return result.difference;
}

/** `team Ops, always: + admin`. */
export function listChanges(difference: AccessDifference): string[] {
  return difference.rows.map((row) => {
    const who = row.subjects.flatMap((one) => difference.subjects[one] ?? []).map(describeSubject);
    const where = describeWhere(difference, row.where).map(tellWhere);
    return `${who.join(', ')}, ${where.join('; ')}: ${tellChange(row)}`;
  });
}

function tellChange({ gained, lost, teams }: DifferenceRow): string {
  const ofTeams = [
    ...(teams?.gained ?? []).map((team) => `+ team ${team}`),
    ...(teams?.lost ?? []).map((team) => `− team ${team}`),
  ];
  return [
    ...tellPart(gained).map((text) => `+ ${text}`),
    ...tellPart(lost).map((text) => `− ${text}`),
    ...ofTeams,
  ].join(', ');
}

function tellPart({ login, admin, roles }: AccessPart): string[] {
  return [
    ...(admin ? ['admin'] : []),
    ...(login ? ['login'] : []),
    ...roles.map(({ space, role }) => `${role} in ${space}`),
  ];
}

/** `after allow: allow if …`, with where the other side stops. */
export function listCauses({ rows }: AccessDifference): string[] {
  return rows.flatMap(({ causes = [] }) =>
    causes.map(({ fires, rule, text, stopsAt, through }) => {
      const stop = stopsAt ? ` | stops at ${stopsAt.text}` : '';
      const helpers = through ? ` | through ${through.map((one) => one.text).join(', ')}` : '';
      return `${fires} ${rule}: ${text}${stop}${helpers}`;
    }),
  );
}
