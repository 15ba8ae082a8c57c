/** Scenario files as texts, with the policies beside them, the demo account and no files. */
import { BadInput } from '../../../../server/src/core/badInput.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { listFindings } from '../../../../server/src/core/scenarios/listFindings.ts';
import {
  openScenarios,
  runOpenScenarios,
  type ScenarioSurroundings,
} from '../../../../server/src/core/scenarios/openScenarios.ts';
import type { RunOptions } from '../../../../server/src/core/scenarios/runScenarios.ts';
import type { Finding, Range } from '../../../../server/src/protocol/findings.ts';
import type { ScenarioRun } from '../../../../server/src/protocol/scenarios.ts';
import { NOW } from '../../../support/cli.ts';
import { demoInventory } from '../../../examples/decideAllWays.ts';

/** File name → text. */
export type Policies = Readonly<Record<string, string>>;

const clock = { now: () => NOW };

export function surroundingsOf(policies: Policies, engine: Engine): ScenarioSurroundings {
  return {
    engine,
    locate: (path) => `file:///${path}`,
    readPolicy: (path) => Promise.resolve(policies[path]),
    keyLoginOf: () => Promise.resolve(undefined),
    readAccount: (named) => {
      if (named === undefined) return Promise.resolve(undefined);
      return named === 'demo'
        ? Promise.resolve(demoInventory)
        : Promise.reject(new BadInput(`There is no \`${named}\``));
    },
  };
}

export async function runText(
  text: string,
  policies: Policies,
  engine: Engine,
  options: RunOptions & { names?: string[] } = {},
): Promise<ScenarioRun> {
  const open = await openScenarios(text, surroundingsOf(policies, engine));
  return runOpenScenarios(open, options.names, { engine, clock }, options);
}

export async function findIn(text: string, policies: Policies, engine: Engine): Promise<Finding[]> {
  return listFindings(await openScenarios(text, surroundingsOf(policies, engine)), { engine, clock });
}

/** What stands in a text at a range. */
export function cut(text: string, { start, end }: Range): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined))
    .join('\n');
}
