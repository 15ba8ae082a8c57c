import { expect } from 'vitest';
import type { Engine } from '../../server/src/core/ports.ts';
import type { Decision } from '../../server/src/protocol/simulation.ts';
import { decideAllWays } from './decideAllWays.ts';
import type { PatternCase } from './patternCase.ts';

/** The files come to what the case says, by every evaluator, and agree about everything it leaves open. */
export async function expectOutcome(files: readonly string[], expected: PatternCase, engine: Engine): Promise<void> {
  const outcomes = Object.entries(await decideAllWays(files, expected, engine));
  for (const [way, { decision, access, notices }] of outcomes) {
    expect(decision, way).toEqual(decisionOf(expected));
    expect(notices, way).toEqual(expected.notices ?? []);
    expect(access, way).toEqual(expected.access ?? outcomes[0]?.[1].access);
  }
}

function decisionOf(expected: PatternCase): Decision {
  return {
    access_level: expected.level,
    teams: expected.teams ?? [],
    roles: expected.roles ?? {},
    space_admin: expected.space_admin ?? [],
    space_write: expected.space_write ?? [],
    space_read: expected.space_read ?? [],
    flag: [],
    sample: expected.sample ?? false,
  };
}
