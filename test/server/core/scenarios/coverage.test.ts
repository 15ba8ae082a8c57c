/** A clause counts where OPA's own trace has it: places in the text and places in the trace are the same. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Coverage } from '../../../../server/src/core/scenarios/coverage.ts';
import { ScenarioPolicies, type ScenarioPolicy } from '../../../../server/src/core/scenarios/scenarioPolicies.ts';
import { readLogin } from '../../../../server/src/core/simulation/login.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import { demoInventory, examples, readExample } from '../../../examples/decideAllWays.ts';
import { NOW } from '../../../support/cli.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const files = ['login.rego', ...fs.readdirSync(path.join(examples, 'patterns')).map((name) => `patterns/${name}`)];

async function trace(source: PolicySource) {
  const policy: ScenarioPolicy = { uri: 'a', name: 'a', source, model: buildModel(source.text) };
  const login = readLogin({ login: 'ada', teams: ['DevOps'] }, demoInventory, NOW);
  const traced = await new ScenarioPolicies([policy], engine, demoInventory, undefined).explain(login);
  const coverage = new Coverage([policy]);
  coverage.add(traced);
  return { policy, clauses: coverage.all[0]?.clauses ?? [], trace: traced[0]?.trace ?? [] };
}

it.each(files)('every clause of %s is in the trace, by its place', async (file) => {
  const { policy, clauses, trace: all } = await trace(await readExample(file, engine));
  const { lines } = policy.model;
  const traced = new Set(
    all
      .filter(({ location }) => location.file === 'policy')
      .map(({ rule, location }) => `${rule} ${lines.offsetOfByte(location.offset)}`),
  );
  expect(clauses).not.toEqual([]);
  const untraced = clauses.filter(({ rule, range }) => !traced.has(`${rule} ${lines.offsetAt(range.start)}`));
  expect(untraced).toEqual([]);
});

it.each<[string, PolicySource, (string | number)[][]]>([
  [
    'bodies that follow one head in v0',
    {
      text: 'package spacelift\n\nallow { input.session.login == "eve" } { input.session.login == "ada" }\n',
      engine: 'v0',
    },
    [
      ['allow', 'allow { input.session.login == "eve" }', 0],
      ['allow', '{ input.session.login == "ada" }', 1],
    ],
  ],
  [
    'else branches',
    {
      text: 'package spacelift\n\nallow if level == 2\n\nlevel := 1 if { input.session.login == "eve" } else := 2 if { input.session.login == "ada" } else := 3\n',
      engine: 'v1',
    },
    [
      ['allow', 'allow if level == 2', 1],
      ['level', 'level := 1 if { input.session.login == "eve" }', 0],
      ['level', 'else := 2 if { input.session.login == "ada" }', 1],
    ],
  ],
  [
    'functions, behind letters of several bytes',
    {
      text: 'package spacelift\n\n# für\nallow if is_it("ädä", "ada")\n\nis_it("ädä", x) if input.session.login == x\n',
      engine: 'v1',
    },
    [
      ['allow', 'allow if is_it("ädä", "ada")', 1],
      ['is_it', 'is_it("ädä", x) if input.session.login == x', 1],
    ],
  ],
])('%s', async (_what, source, expected) => {
  const { policy, clauses } = await trace(source);
  const { lines, text } = policy.model;
  const told = clauses.map(({ rule, range, count }) => {
    const { from, to } = lines.spanOf(range);
    return [rule, text.slice(from, to), count];
  });
  expect(told).toEqual(expected);
});
