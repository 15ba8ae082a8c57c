/** A login under an example, decided in every way there is. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../server/src/core/account/snapshotSchema.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import { judgePolicy } from '../../server/src/core/policy/verdict.ts';
import { simulate, type SimulationContext } from '../../server/src/core/simulation/simulate.ts';
import type { Evaluator, PolicySource } from '../../server/src/protocol/engine.ts';
import type { Decision, SimulationReport, SpaceAccess } from '../../server/src/protocol/simulation.ts';
import { USUAL_SESSION, type PatternCase } from './patternCase.ts';

const root = path.resolve(import.meta.dirname, '../..');

export const examples = path.join(root, 'examples');

export const demoAccount = parseSnapshot(fs.readFileSync(path.join(root, 'demo/account.json'), 'utf8'));

export const demoInventory = buildInventory(demoAccount);

const spaceNames = new Map(demoAccount.spaces.items.map(({ id, name }) => [id, name]));

const EVALUATORS: readonly Evaluator[] = ['interpreter', 'auto', 'compiled'];

/** What the tables say of a case: spaces by name. */
export interface Outcome {
  decision: Decision;
  access: Record<string, string[]>;
  /** Codes. */
  notices: string[];
}

/**
 * By each of these files of `examples/` and each evaluator. Fails where one doesn't decide: no example is refused by
 * `compiled`.
 */
export async function decideAllWays(
  files: readonly string[],
  { session }: PatternCase,
  engine: Engine,
): Promise<Record<string, Outcome>> {
  const context: SimulationContext = { engine, clock: { now: () => 0n }, account: demoInventory };
  const request = session.input === undefined ? { ...USUAL_SESSION, ...session } : session;
  const outcomes: Record<string, Outcome> = {};
  for (const file of files) {
    const policy = await readExample(file, engine);
    for (const evaluator of EVALUATORS) {
      const way = `${file} ${evaluator}`;
      const result = await simulate(policy, { session: request, evaluator, explain: false }, context);
      if (!result.ok) throw new Error(`${way}: ${JSON.stringify(result)}`);
      if (evaluator !== 'auto') expect(result.report.evaluator, way).toBe(evaluator);
      outcomes[way] = readOutcome(result.report);
    }
  }
  return outcomes;
}

/** Of `examples/`; its version as its comment says. */
export async function readExample(file: string, engine: Engine): Promise<PolicySource> {
  const text = fs.readFileSync(path.join(examples, file), 'utf8');
  const verdict = await judgePolicy({ path: file, text, named: false }, engine);
  if (!verdict.login) throw new Error(`${file}: ${verdict.reason}`);
  return { text, engine: verdict.engine };
}

function readOutcome({ decision, access, notices }: Pick<SimulationReport, 'decision' | 'access' | 'notices'>): Outcome {
  const { roles, space_admin, space_write, space_read } = decision;
  return {
    decision: {
      ...decision,
      roles: byName(roles),
      space_admin: space_admin.map(nameOf),
      space_write: space_write.map(nameOf),
      space_read: space_read.map(nameOf),
    },
    access: byName(Object.fromEntries(Object.entries(access).map(([id, held]) => [id, describe(id, held)]))),
    notices: notices.map(({ code }) => code).filter((code) => code !== 'frozen'),
  };
}

/** As `PatternCase.access` writes it. */
function describe(space: string, { roles, readFrom }: SpaceAccess): string[] {
  const held = roles.map(({ slug, from }) => (from === space ? slug : `${slug} < ${nameOf(from)}`));
  return readFrom === undefined ? held : [...held, `read < ${nameOf(readFrom)}`];
}

function byName<T>(bySpace: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(bySpace).map(([id, value]) => [nameOf(id), value]));
}

/** An id that the account doesn't have stays as it is, and so is no name that a table says. */
function nameOf(id: string): string {
  return spaceNames.get(id) ?? id;
}
