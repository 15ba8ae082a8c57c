import { expect, it } from 'vitest';
import { decideSessions, type Pace } from '../../../../server/src/core/matrix/decideSessions.ts';
import { EngineError } from '../../../../server/src/core/ports.ts';
import type { DecideAnswer, DecideRequest, Outcome } from '../../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';

const POLICY = { text: 'package spacelift\n', engine: 'v1' } as const;
const PACE: Pace = { batch: 10, sliceMs: 250, limitMs: 2_000 };

/** What an input comes to is the input. */
const decided = (input: string): Outcome => ({ kind: 'decided', result: { flag: [input] } });
const CUT: Outcome = {
  kind: 'failed',
  errors: [{ code: 'eval_cancel_error', message: 'caller cancelled query execution' }],
};

interface Asked {
  /** Of each input; null: there was no time. */
  outcomes: (string | null)[];
  /** Of each request, its inputs, and by which evaluator. */
  requests: string[];
  /** After each slice, how many. */
  told: number[];
}

async function decide(count: number, answer: (request: DecideRequest) => DecideAnswer): Promise<Asked> {
  const parts = Array.from({ length: count }, (_, index) => String(index));
  const engine = fakeEngine({ decide: answer });
  const told: number[] = [];
  const heard: (string | null)[] = [];
  const read = (outcome: Outcome | undefined): string | null =>
    outcome?.kind === 'decided' ? (/\d+/.exec(JSON.stringify(outcome.result))?.[0] ?? '') : null;
  const answers = await decideSessions(
    POLICY,
    { parts, finish: (part) => part },
    engine,
    undefined,
    (done, asked, outcomes) => {
      told.push(done);
      expect(asked).toEqual(parts.slice(heard.length, heard.length + done));
      heard.push(...outcomes.map(read));
    },
    PACE,
  );
  if (!answers.ok) throw new Error(JSON.stringify(answers.errors));
  const outcomes = [...answers.of].map((place) => read(answers.results[place]));
  expect(outcomes.slice(0, heard.length)).toEqual(heard);
  const requests = engine.asked.map((request) =>
    request.op === 'decide' ? `${request.inputs.join(' ')} ${request.evaluator}` : request.op,
  );
  return { outcomes, requests, told };
}

/** A slice of so many inputs. */
const upTo =
  (most: number) =>
  ({ inputs }: DecideRequest): DecideAnswer => ({
    evaluator: 'compiled',
    outcomes: inputs.slice(0, most).map(decided),
  });

it('asks on where a slice of time was over', async () => {
  const { outcomes, requests, told } = await decide(5, upTo(2));
  expect(outcomes).toEqual(['0', '1', '2', '3', '4']);
  expect(requests).toEqual(['0 1 2 3 4 auto', '2 3 4 auto', '4 auto']);
  expect(told).toEqual([2, 2, 1]);
});

it('hands over so many at once', async () => {
  const { requests } = await decide(12, upTo(Infinity));
  expect(requests).toEqual(['0 1 2 3 4 5 6 7 8 9 auto', '10 11 auto']);
});

it('gives up one that takes too long, and goes on', async () => {
  const { outcomes, requests } = await decide(4, ({ inputs }) => {
    const slow = inputs.indexOf('1');
    const outcomes = slow < 0 ? inputs.map(decided) : [...inputs.slice(0, slow).map(decided), CUT];
    return { evaluator: 'interpreter', outcomes };
  });
  expect(outcomes).toEqual(['0', null, '2', '3']);
  expect(requests).toEqual(['0 1 2 3 auto', '2 3 auto']);
});

it.each(['timeLimit', 'gaveWay'] as const)(
  'finds the one over which the others would be lost (%s), by the evaluator that was tried',
  async (kind) => {
    const { outcomes, requests } = await decide(5, (request) => {
      if (request.inputs.includes('2')) throw new EngineError(kind, 'too long');
      return upTo(Infinity)(request);
    });
    expect(outcomes).toEqual(['0', '1', null, '3', '4']);
    expect(requests).toEqual(['0 1 2 3 4 auto', '0 compiled', '1 compiled', '2 compiled', '3 4 auto']);
  },
);

it('has what can not be compiled interpreted', async () => {
  const { outcomes, requests } = await decide(2, (request) => {
    if (request.evaluator === 'compiled') return { refused: 'not certain' };
    if (request.inputs.length > 1) throw new EngineError('timeLimit', 'too long');
    return upTo(1)(request);
  });
  expect(outcomes).toEqual(['0', '1']);
  expect(requests).toEqual(['0 1 auto', '0 compiled', '0 auto', '1 compiled', '1 auto']);
});

it('leaves a policy that takes too long over each', async () => {
  const { outcomes, requests } = await decide(5, () => ({ evaluator: 'interpreter', outcomes: [CUT] }));
  expect(outcomes).toEqual(Array(5).fill(null));
  expect(requests).toEqual(['0 1 2 3 4 auto', '1 2 3 4 auto', '2 3 4 auto']);
});

it.each(['crashed', 'unavailable'] as const)('ends where the engine does: %s', async (kind) => {
  const ends = (): never => {
    throw new EngineError(kind, 'over');
  };
  await expect(decide(2, ends)).rejects.toMatchObject({ kind });
});
