import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import { startEngine } from '../support/engine.ts';
import { PATTERNS } from './cases/all.ts';
import { LOGIN_CASES } from './cases/login.ts';
import { demoInventory, examples, readExample } from './decideAllWays.ts';
import { expectOutcome } from './expectOutcome.ts';
import { filesOf } from './patternCase.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

describe.each(PATTERNS)('pattern $name', (pattern) => {
  it.each(pattern.cases)('$what', (expected) => expectOutcome(filesOf(pattern), expected, engine));
});

describe('login.rego', () => {
  it.each(LOGIN_CASES)('$what', (expected) => expectOutcome(['login.rego'], expected, engine));
});

it('every example of a pattern has a table, in both versions', () => {
  const files = fs.readdirSync(path.join(examples, 'patterns')).map((file) => `patterns/${file}`);
  expect(files.sort()).toEqual(PATTERNS.flatMap(filesOf).sort());
});

/** There is no session in their input (user documentation, chatops/slack.md), a Saturday, from nowhere. */
it.each(['v0', 'v1'])('the reasons to deny (%s) leave actions through Slack alone', async (version) => {
  const session = {
    input: JSON.stringify({
      slack: { user: { id: 'U0123ABCDEF' }, command: '/spacelift' },
      request: { timestamp_ns: 1772870400000000000 },
      spaces: [],
    }),
  };
  const policy = await readExample(`patterns/deny.${version}.rego`, engine);
  const context = { engine, clock: { now: () => 0n }, account: demoInventory };
  const result = await simulate(policy, { session, evaluator: 'interpreter', explain: true }, context);
  const clauses = result.ok ? (result.report.explanation ?? []) : [];
  expect(clauses.filter(({ rule }) => rule === 'deny').map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped', 'stopped']);
});
