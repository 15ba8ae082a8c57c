/** The compiled policy and the interpreter come to the same, to the letter. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { Decider } from '../../../server/src/engine/decide.ts';
import type { Door } from '../../../server/src/engine/door.ts';
import { openDoor } from '../../../server/src/engine/openDoor.ts';
import { Signals } from '../../../server/src/engine/signals.ts';
import type { DecideAnswer, DoorRequest, Evaluator, PolicySource } from '../../../server/src/protocol/engine.ts';
import { dist, startEngine } from '../../support/engine.ts';
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

/** OPA's door in this thread, to see what is asked of the interpreter. */
let door: Door;
beforeAll(() => {
  ({ door } = openDoor(dist));
});

/** A new decider's answer, and how many of the inputs the interpreter has decided for it. */
function watchDeciding(policy: PolicySource, inputs: string[], evaluator: Evaluator) {
  let interpreted = 0;
  const ask = (request: string): string => {
    if ((JSON.parse(request) as DoorRequest).op === 'evaluate') interpreted++;
    return door.ask(request);
  };
  const decider = new Decider({ ask, state: door.state }, new Signals(), 5000);
  const reply = decider.decide({ op: 'decide', policy, inputs, evaluator, timeLimitMs: 5000 });
  if (!reply.ok || 'refused' in reply.answer) throw new Error(JSON.stringify(reply));
  return { answer: reply.answer, interpreted };
}

/** From so many inputs on, `auto` certainly compiles. */
const MANY = 100;

/** @param left how many of the inputs only the interpreter can decide */
function expectAlike(policy: PolicySource, inputs: string[], left = 0): void {
  const times = Math.ceil(MANY / inputs.length);
  const many = Array.from({ length: times }, () => inputs).flat();
  const { answer: interpreted } = watchDeciding(policy, inputs, 'interpreter');
  const { answer: compiled, interpreted: helped } = watchDeciding(policy, many, 'auto');
  expect([interpreted.evaluator, compiled.evaluator]).toEqual(['interpreter', 'compiled']);
  expect([interpreted.outcomes.length, compiled.outcomes.length]).toEqual([inputs.length, many.length]);
  for (const [i, outcome] of compiled.outcomes.entries()) {
    // As text: the order of keys counts too.
    expect(JSON.stringify(outcome), many[i]).toBe(JSON.stringify(interpreted.outcomes[i % inputs.length]));
  }
  expect(helped, 'decided by the interpreter').toBe(left * times);
}

const patterns = path.resolve(import.meta.dirname, '../../../examples/patterns');

it.each(fs.readdirSync(patterns))('%s', (file) => {
  const text = fs.readFileSync(path.join(patterns, file), 'utf8');
  expectAlike({ text, engine: file.includes('.v0.') ? 'v0' : 'v1' }, SESSIONS);
});

it.each(CORNERS)('$what', ({ policy, inputs, interpreted }) => {
  expectAlike(policy, inputs ?? SESSIONS, interpreted);
});

describe.each(REFUSED)('$what', ({ policy, reason }) => {
  it('is refused to be compiled, with the reason', async () => {
    expect(await decide(policy, SESSIONS, 'compiled')).toEqual({ refused: expect.stringMatching(reason) as string });
  });

  it('is left to the interpreter otherwise', async () => {
    const many = [...SESSIONS, ...SESSIONS];
    expect(many.length).toBeGreaterThanOrEqual(MANY);
    const interpreted = await decide(policy, many, 'interpreter');
    expect(interpreted).toMatchObject({ evaluator: 'interpreter' });
    expect(await decide(policy, many, 'auto')).toEqual(interpreted);
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
  it('of the policy itself are those of the interpreter, by either evaluator', () => {
    expectAlike({ text: 'package spacelift\n\nallow if x == 1\n', engine: 'v1' }, SESSIONS);
    expectAlike({ text: 'package spacelift\n\nallow if {\n', engine: 'v1' }, SESSIONS);
  });

  it('of one input leave the others decided', async () => {
    const policy: PolicySource = {
      text: 'package spacelift\n\nlevel := input.a\n\nlevel := input.b\n\nallow if level == 1\n',
      engine: 'v1',
    };
    const inputs = ['{"a":1,"b":1}', '{"a":1,"b":2}', '{"a":2,"b":2}'];
    expectAlike(policy, inputs, 1);
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
