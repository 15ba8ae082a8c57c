/** Deciding over a door that is watched: what is asked of OPA, how often, and what happens when it fails. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Decider } from '../../../server/src/engine/decide.ts';
import { EngineEnded } from '../../../server/src/engine/door.ts';
import { Signals } from '../../../server/src/engine/signals.ts';
import type {
  BuiltinAnswer,
  CompileAnswer,
  DecideRequest,
  DoorRequest,
  EngineReply,
  EvaluateAnswer,
  PolicySource,
} from '../../../server/src/protocol/engine.ts';
import { startEngine } from '../../support/engine.ts';

const policy: PolicySource = {
  text: 'package spacelift\n\nflag contains time.weekday(input.at)\n\nlevel := input.a\n\nlevel := input.b\n\nadmin if level == 1\n',
  engine: 'v1',
};
const engine = startEngine();
let compiled: CompileAnswer;
beforeAll(async () => {
  compiled = await engine.ask({ op: 'compile', policy });
});
afterAll(() => engine.dispose());

let asked: DoorRequest[];
let builtin: () => EngineReply<BuiltinAnswer>;
const evaluated: EvaluateAnswer = { outcome: { kind: 'decided', result: { flag: ['b', 'a'] } } };
let evaluate: () => EvaluateAnswer;
let compileAnswer: CompileAnswer;
let signals: Signals;
let decider: Decider;
beforeEach(() => {
  asked = [];
  builtin = () => ({ ok: true, answer: { result: '"Someday"' } });
  evaluate = () => evaluated;
  compileAnswer = compiled;
  signals = new Signals();
  signals.begin(1000);
  decider = new Decider({ ask: answer, state: undefined as never }, signals, 1000);
});

function answer(text: string): string {
  const request = JSON.parse(text) as DoorRequest;
  asked.push(request);
  const answers: Partial<Record<DoorRequest['op'], () => EngineReply<unknown>>> = {
    compile: () => ({ ok: true, answer: compileAnswer }),
    evaluate: () => ({ ok: true, answer: evaluate() }),
    builtin: () => builtin(),
  };
  return JSON.stringify(answers[request.op]?.());
}

function decide(request: Partial<DecideRequest>): ReturnType<Decider['decide']> {
  return decider.decide({ op: 'decide', policy, inputs: [], evaluator: 'compiled', timeLimitMs: 1000, ...request });
}

function askedOf(op: DoorRequest['op']): number {
  return asked.filter((request) => request.op === op).length;
}

const at = (instant: number) => `{"at":${instant}}`;
const interpreted = { kind: 'decided', result: { flag: ['a', 'b'] } };

it('a policy is compiled once, and a built-in asked once for each argument', () => {
  for (let again = 0; again < 3; again++) {
    expect(decide({ inputs: [at(1), at(2), at(1)] })).toMatchObject({
      ok: true,
      answer: { evaluator: 'compiled', outcomes: Array(3).fill({ result: { flag: ['Someday'] } }) },
    });
  }
  expect([askedOf('compile'), askedOf('builtin'), askedOf('evaluate')]).toEqual([1, 2, 0]);
  expect(asked).toContainEqual({ op: 'builtin', name: 'time.weekday', args: '[2]' });
});

it.each(['interpreter', 'compiled'] as const)('the rest is left once the time for all is up: %s', (evaluator) => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  // Each takes 40 ms: by the interpreter as it is asked, compiled as it asks for the weekday.
  const take = () => (now += 40);
  builtin = () => (take(), { ok: true, answer: { result: '"Someday"' } });
  evaluate = () => (take(), evaluated);
  const reply = decide({ inputs: [at(1), at(2), at(3), at(4)], evaluator, totalLimitMs: 100 });
  clock.mockRestore();
  expect(reply.ok && 'outcomes' in reply.answer && reply.answer.outcomes.length).toBe(3);
  if (evaluator === 'interpreter') {
    expect(asked.map((request) => request.op === 'evaluate' && request.timeLimitMs)).toEqual([100, 60, 20]);
  }
});

it.each([
  { sliceMs: 100, count: 3 },
  { sliceMs: 10, count: 1 },
])('after a slice of $sliceMs ms no further one is begun', ({ sliceMs, count }) => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  evaluate = () => ((now += 40), evaluated);
  const reply = decide({ inputs: [at(1), at(2), at(3), at(4)], evaluator: 'interpreter', sliceMs });
  clock.mockRestore();
  expect(reply).toMatchObject({ answer: { outcomes: Array(count).fill(interpreted) } });
  // What has been begun has all the time that it may take.
  expect(asked.map((request) => request.op === 'evaluate' && request.timeLimitMs)).toEqual(Array(count).fill(1000));
});

it('a policy over which the interpreter has spent some time is compiled, however few the inputs', () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  evaluate = () => ((now += 90), evaluated);
  const evaluators = [1, 2, 3, 4].map(() => decide({ inputs: [at(1)], evaluator: 'auto' }));
  clock.mockRestore();
  const expected = ['interpreter', 'interpreter', 'interpreter', 'compiled'];
  expect(evaluators).toMatchObject(expected.map((evaluator) => ({ answer: { evaluator } })));
});

it('a built-in without a result is undefined', () => {
  builtin = () => ({ ok: true, answer: {} });
  expect(decide({ inputs: [at(1)] })).toMatchObject({ answer: { outcomes: [{ result: { flag: [] } }] } });
});

it('a policy that is refused is not tried again', () => {
  compileAnswer = { refused: 'because' };
  expect(decide({ inputs: [at(1)] })).toEqual({ ok: true, answer: { refused: 'because' } });
  const inputs = new Array<string>(100).fill(at(1));
  for (let again = 0; again < 2; again++) {
    expect(decide({ inputs, evaluator: 'auto' })).toMatchObject({ answer: { evaluator: 'interpreter' } });
  }
  expect(askedOf('compile')).toBe(1);
});

it('the interpreter is asked where compiled code gives up, and for inputs that it might read otherwise', () => {
  const conflict = '{"at":1,"a":1,"b":2}';
  const inputs = [at(1), conflict, '{"at":0.5}', '{"at":', at(1)];
  const answer = decide({ inputs });
  const outcomes = answer.ok && 'outcomes' in answer.answer ? answer.answer.outcomes : [];
  expect(outcomes.map((outcome) => JSON.stringify(outcome) === JSON.stringify(interpreted))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

it('a panic in a built-in leaves the input to the interpreter', () => {
  builtin = () => ({ ok: false, failure: { kind: 'panic', message: 'oh' } });
  expect(decide({ inputs: [at(1)] })).toEqual({ ok: true, answer: { evaluator: 'compiled', outcomes: [interpreted] } });
});

it('the end of the engine in a built-in ends the request', () => {
  builtin = () => {
    throw new EngineEnded('over');
  };
  expect(() => decide({ inputs: [at(1)] })).toThrow(EngineEnded);
});

it('stops between inputs once nobody waits', () => {
  builtin = () => {
    signals.cancel();
    return { ok: true, answer: {} };
  };
  decide({ inputs: [at(1), at(2), at(3)] });
  expect(askedOf('builtin')).toBe(1);
});

it('gives each input its time', () => {
  const remaining: number[] = [];
  builtin = () => {
    remaining.push(signals.remainingMs);
    return { ok: true, answer: {} };
  };
  signals.extend(0);
  decide({ inputs: [at(1), at(2)], timeLimitMs: 60_000 });
  expect(remaining.map((ms) => ms > 0 && ms <= 60_000)).toEqual([true, true]);
});
