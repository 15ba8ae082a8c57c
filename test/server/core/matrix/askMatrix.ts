/** The matrix of policies that a test writes, by the real engine. */
import type { Inventory } from '../../../../server/src/core/account/inventory.ts';
import { buildMatrix } from '../../../../server/src/core/matrix/buildMatrix.ts';
import type { ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import { planSessions, type PlanOptions } from '../../../../server/src/core/matrix/plan.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type { AccessMatrix, MatrixOutcome, MatrixSubject } from '../../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';

/** 2026-03-03T08:30:00Z, a Tuesday. */
export const NOW = 1_772_526_600_000_000_000n;

export function read(source: PolicySource, name = 'given'): ReadPolicy {
  return { name, source, model: buildModel(source.text) };
}

/** Rules of Rego v1. */
export function policyOf(rules: string, name?: string): ReadPolicy {
  return read({ text: `package spacelift\n\n${rules}\n`, engine: 'v1' }, name);
}

export async function matrixOf(
  engine: Engine,
  policies: readonly ReadPolicy[],
  account: Inventory | undefined,
  options: Partial<PlanOptions> = {},
): Promise<AccessMatrix> {
  const plan = planSessions(
    policies.map(({ model }) => model),
    { account, now: NOW, ...options },
  );
  const result = await buildMatrix(policies, plan, { engine, account, now: NOW });
  if (!result.ok) throw new Error(`${result.name}: ${JSON.stringify(result.errors)}`);
  return result.matrix;
}

/** One session of a matrix. */
export interface Cell {
  subject: MatrixSubject;
  /** The whole session, as a simulation takes it. */
  session: SessionRequest;
  outcome: MatrixOutcome;
}

export function cellsOf({ subjects, addresses, instants, outcomes, cells }: AccessMatrix): Cell[] {
  const sessions = subjects.flatMap((subject) =>
    addresses.flatMap(({ ip }) =>
      instants.map(({ at }) => ({
        subject,
        session: { ...subject.session, ...(ip !== undefined && { ip }), ...(at !== undefined && { at }) },
      })),
    ),
  );
  return sessions.map((session, index) => {
    const outcome = outcomes[cells[index] ?? -1];
    if (outcome === undefined) throw new Error('a cell without an outcome');
    return { ...session, outcome };
  });
}

/** `team Platform: admin`, `key ci as ci: deployer in production`, with where; a line for each row. */
export function listRows({ rows, subjects, outcomes, addresses, instants }: AccessMatrix): string[] {
  return rows.map(({ outcome, subjects: own, where }) => {
    const who = own.map((index) => nameOf(subjects[index])).join(', ');
    const all = addresses.length * instants.length;
    const places = where.reduce((count, box) => count + box.addresses.length * box.instants.length, 0);
    const portion = places === all ? '' : ` (${places} of ${all} places)`;
    return `${who}: ${tellOutcome(outcomes[outcome])}${portion}`;
  });
}

function nameOf(subject: MatrixSubject | undefined): string {
  if (!subject) return 'nobody';
  const { kind, name, session } = subject;
  return [kind, name, session.loginAs === undefined ? '' : `by ${session.loginAs}`].filter(Boolean).join(' ');
}

function tellOutcome(outcome: MatrixOutcome | undefined): string {
  if (!outcome) return 'nothing';
  const roles = Object.entries(outcome.roles).map(([space, slugs]) => ` ${slugs.join('+')} in ${space}`);
  return `${outcome.isBypass ? 'bypass ' : ''}${outcome.level}${roles.join(';')}${outcome.isWithoutEntry ? ' without entry' : ''}`;
}
