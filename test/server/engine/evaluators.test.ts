/** The compiled policy and the interpreter come to the same, to the letter. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { DecideAnswer, Evaluator, PolicySource } from '../../../server/src/protocol/engine.ts';
import { startEngine } from '../../support/engine.ts';
import { CORNERS, REFUSED } from './corners.ts';
import { SESSIONS } from './sessions.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

function decide(policy: PolicySource, inputs: string[], evaluator: Evaluator): Promise<DecideAnswer> {
  return engine.ask({ op: 'decide', policy, inputs, evaluator, timeLimitMs: 5000 });
}

async function decidesAlike(policy: PolicySource, inputs: string[]): Promise<void> {
  const interpreted = await decide(policy, inputs, 'interpreter');
  const compiled = await decide(policy, inputs, 'compiled');
  if ('refused' in interpreted || 'refused' in compiled) throw new Error(JSON.stringify(compiled));
  expect([interpreted.evaluator, compiled.evaluator]).toEqual(['interpreter', 'compiled']);
  for (const [i, outcome] of interpreted.outcomes.entries()) {
    // As text: the order of keys counts too.
    expect(JSON.stringify(compiled.outcomes[i]), inputs[i]).toBe(JSON.stringify(outcome));
  }
}

const patterns = path.resolve(import.meta.dirname, '../../../examples/patterns');

it.each(fs.readdirSync(patterns))('%s', async (file) => {
  const text = fs.readFileSync(path.join(patterns, file), 'utf8');
  await decidesAlike({ text, engine: file.includes('.v0.') ? 'v0' : 'v1' }, SESSIONS);
});

it.each(CORNERS)('$what', async ({ policy, inputs }) => {
  await decidesAlike(policy, inputs ?? SESSIONS);
});

describe.each(REFUSED)('$what', ({ policy, reason }) => {
  it('is refused to be compiled, with the reason', async () => {
    expect(await decide(policy, SESSIONS, 'compiled')).toEqual({ refused: expect.stringMatching(reason) as string });
  });

  it('is left to the interpreter otherwise', async () => {
    expect(SESSIONS.length).toBeGreaterThan(32);
    expect(await decide(policy, SESSIONS, 'auto')).toEqual(await decide(policy, SESSIONS, 'interpreter'));
  });
});

describe('auto', () => {
  const policyOf = (name: string): PolicySource => ({
    text: `package spacelift\n\nallow if input.session.login == "${name}"\n`,
    engine: 'v1',
  });
  const input = '{"session":{"login":"few"}}';

  async function evaluatorOf(policy: PolicySource, count: number): Promise<string> {
    const answer = await decide(policy, new Array<string>(count).fill(input), 'auto');
    return 'refused' in answer ? 'refused' : answer.evaluator;
  }

  it('asks the interpreter for a few inputs, and compiles for many', async () => {
    expect(await evaluatorOf(policyOf('few'), 3)).toBe('interpreter');
    expect(await evaluatorOf(policyOf('many'), 100)).toBe('compiled');
  });

  it('stays with what is compiled', async () => {
    expect(await evaluatorOf(policyOf('twice'), 100)).toBe('compiled');
    expect(await evaluatorOf(policyOf('twice'), 1)).toBe('compiled');
  });

  it('compiles when few inputs come again and again', async () => {
    const evaluators = new Set<string>();
    while (!evaluators.has('compiled')) evaluators.add(await evaluatorOf(policyOf('again'), 8));
    expect([...evaluators]).toEqual(['interpreter', 'compiled']);
  });
});

describe('failures', () => {
  it('of the policy itself are those of the interpreter, by either evaluator', async () => {
    await decidesAlike({ text: 'package spacelift\n\nallow if x == 1\n', engine: 'v1' }, SESSIONS);
    await decidesAlike({ text: 'package spacelift\n\nallow if {\n', engine: 'v1' }, SESSIONS);
  });

  it('of one input leave the others decided', async () => {
    const policy: PolicySource = {
      text: 'package spacelift\n\nlevel := input.a\n\nlevel := input.b\n\nallow if level == 1\n',
      engine: 'v1',
    };
    const inputs = ['{"a":1,"b":1}', '{"a":1,"b":2}', '{"a":2,"b":2}'];
    await decidesAlike(policy, inputs);
    const answer = await decide(policy, inputs, 'compiled');
    const outcomes = 'refused' in answer ? [] : answer.outcomes;
    expect(outcomes.map(({ kind }) => kind)).toEqual(['decided', 'failed', 'decided']);
    expect(outcomes[1]).toMatchObject({ errors: [{ code: 'eval_conflict_error' }] });
  });

  it('of the input are said', async () => {
    const policy: PolicySource = { text: 'package spacelift\n\nallow if input.a\n', engine: 'v1' };
    await expect(decide(policy, ['{"a":'], 'interpreter')).rejects.toThrow(/input/);
    await expect(decide(policy, ['{"a":'], 'compiled')).rejects.toThrow(/input/);
  });
});

it('numbers stay exact to the nanosecond, by either evaluator', async () => {
  const policy: PolicySource = {
    text: [
      'package spacelift',
      '',
      'allow if {',
      '  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])',
      '  hour < 18',
      '}',
      '',
    ].join('\n'),
    engine: 'v1',
  };
  // 18:00 in Berlin on a day in winter: one nanosecond before, and then.
  const instants = ['1772816399999999999', '1772816400000000000'];
  const inputs = instants.map((ns) => `{"request":{"timestamp_ns":${ns}}}`);
  for (const evaluator of ['interpreter', 'compiled', 'auto'] as const) {
    const answer = await decide(policy, inputs, evaluator);
    const outcomes = 'refused' in answer ? [] : answer.outcomes;
    expect(
      outcomes.map((outcome) => outcome.kind === 'decided' && outcome.result.allow),
      evaluator,
    ).toEqual([true, false]);
  }
});
