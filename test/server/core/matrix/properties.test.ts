/** What must hold of every matrix: on the examples, and on generated policies. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { groupCells } from '../../../../server/src/core/matrix/group.ts';
import { simulate } from '../../../../server/src/core/simulation/simulate.ts';
import { administersRoot, listGrants } from '../../../../server/src/core/simulation/grants.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type { AccessMatrix } from '../../../../server/src/protocol/matrix.ts';
import type { SimulationReport } from '../../../../server/src/protocol/simulation.ts';
import { writePolicy } from '../../../differential/generated/policy.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { cellsOf, matrixOf, NOW, read, type Cell } from './askMatrix.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const patterns = path.resolve(import.meta.dirname, '../../../../examples/patterns');
const examples = fs
  .readdirSync(patterns)
  .filter((name) => name.endsWith('.rego'))
  .map((name): [string, PolicySource] => {
    const text = fs.readFileSync(path.join(patterns, name), 'utf8');
    return [name, { text, engine: name.includes('.v0.') ? 'v0' : 'v1' }];
  });

const ask = (source: PolicySource): Promise<AccessMatrix> =>
  matrixOf(engine, [read(source)], demoInventory, { most: 300 });

/** What a cell says, of a simulation's report. */
function reduce({ decision, access, notices }: SimulationReport): Partial<Cell['outcome']> {
  const { access_level: level } = decision;
  if (notices.some(({ code }) => code === 'bypass')) return { level, isBypass: true };
  if (level !== 'allow') return { level };
  const isAdmin = administersRoot(listGrants(decision));
  const held = Object.entries(access).map(([space, { roles }]): [string, string[]] => [
    space,
    [...new Set(roles.map(({ slug }) => slug))].sort(),
  ]);
  const spread: Record<string, string[]> = isAdmin
    ? {}
    : Object.fromEntries(held.filter(([, slugs]) => slugs.length > 0));
  return { level, isAdmin, access: spread };
}

/** Some cells are what `simulate` says of the same session. */
async function expectSimulated(source: PolicySource, cells: readonly Cell[]): Promise<void> {
  const context = { engine, account: demoInventory, clock: { now: () => NOW } };
  for (const { session, outcome } of cells) {
    const request = { session, evaluator: 'interpreter', explain: false, weigh: false } as const;
    const result = await simulate(source, request, context);
    const about = `${JSON.stringify(session)}\n${source.text}`;
    if (result.ok) expect(outcome, about).toMatchObject(reduce(result.report));
    else expect(outcome.level, about).toBe('failed');
  }
}

/** Always the same ones, from all over. */
function sample(cells: readonly Cell[], count: number): Cell[] {
  return Array.from({ length: count }, (_, n) => cells[Math.floor((n * cells.length) / count)]).filter(
    (cell) => cell !== undefined,
  );
}

function expectExpanded({ rows, cells, subjects, addresses, instants }: AccessMatrix): void {
  const expanded = cells.map(() => -1);
  for (const row of rows) {
    for (const subject of row.subjects) {
      for (const box of row.where) {
        for (const address of box.addresses) {
          for (const instant of box.instants) {
            const place = (subject * addresses.length + address) * instants.length + instant;
            expect(expanded[place]).toBe(-1);
            expanded[place] = row.outcome;
          }
        }
      }
    }
  }
  expect(expanded).toEqual(cells);
  expect(cells).toHaveLength(subjects.length * addresses.length * instants.length);
}

describe.each(examples)('%s', (_, source) => {
  it('has cells that a simulation comes to, and rows that make up the cells', async () => {
    const matrix = await ask(source);
    await expectSimulated(source, sample(cellsOf(matrix), 8));
    expectExpanded(matrix);
  });

  it('keeps every cell when it is formatted, and upgraded to v1', async () => {
    const { cells, outcomes } = await ask(source);
    const changed = [await engine.ask({ op: 'format', ...source })];
    if (source.engine === 'v0') changed.push(await engine.ask({ op: 'upgrade', text: source.text }));
    for (const [index, answer] of changed.entries()) {
      if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
      const other = await ask({ text: answer.text, engine: index === 0 ? source.engine : 'v1' });
      expect(other.cells.map((cell) => other.outcomes[cell])).toEqual(cells.map((cell) => outcomes[cell]));
    }
  });
});

it('holds for generated policies', { timeout: 600_000 }, async () => {
  let compiled = 0;
  const property = fc.asyncProperty(fc.array(fc.nat(5039), { maxLength: 300, size: 'max' }), async (numbers) => {
    const source = writePolicy(numbers);
    const { errors } = await engine.ask({ op: 'check', policy: source });
    if (errors.length > 0) return;
    compiled++;
    const matrix = await ask(source);
    expectExpanded(matrix);
    await expectSimulated(source, sample(cellsOf(matrix), 4));
  });
  await fc.assert(property, { seed: 1, numRuns: 25 });
  expect(compiled).toBeGreaterThan(8);
});

it('groups any cells into boxes that make them up', () => {
  const size = fc.record({
    subjects: fc.integer({ min: 0, max: 4 }),
    addresses: fc.integer({ min: 1, max: 4 }),
    instants: fc.integer({ min: 1, max: 4 }),
  });
  const grid = size.chain((one) =>
    fc.tuple(
      fc.constant(one),
      fc.array(fc.integer({ min: -1, max: 3 }), {
        minLength: one.subjects * one.addresses * one.instants,
        maxLength: one.subjects * one.addresses * one.instants,
      }),
    ),
  );
  fc.assert(
    fc.property(grid, ([{ subjects, addresses, instants }, cells]) => {
      const found = cells.map(() => -1);
      for (const { value, subjects: own, where } of groupCells(cells, { subjects, addresses, instants })) {
        const places = where.flatMap((box) => box.addresses.flatMap((a) => box.instants.map((i) => a * instants + i)));
        for (const subject of own) for (const place of places) found[subject * addresses * instants + place] = value;
      }
      expect(found).toEqual(cells);
    }),
    { seed: 1 },
  );
});
