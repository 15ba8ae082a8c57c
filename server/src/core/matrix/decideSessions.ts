/** What one policy comes to for many sessions: in batches, so that it can be followed and given up. */
import type { OpaError, Outcome, PolicySource } from '../../protocol/engine.ts';
import { EngineError, type CancellationToken, type Engine } from '../ports.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import { Interned } from './interned.ts';
import type { Inputs } from './writeInputs.ts';

/** An input with all spaces of an account may have hundreds of kilobytes. */
const BATCH_CHARACTERS = 8_000_000;

/** How sessions are asked about. */
export interface Pace {
  /** How many between two looks at whether anybody still waits, and whether others want to ask the engine. */
  readonly batch: number;
  /** What takes a batch longer than this, in milliseconds, is not worth waiting for. */
  readonly limitMs: number;
}

/** Some ten milliseconds for a batch. */
const USUAL: Pace = { batch: 1_000, limitMs: 20_000 };

export type PolicyAnswers =
  | {
      ok: true;
      /** Each once: thousands of inputs come to a few. */
      results: readonly (Outcome | undefined)[];
      /** Of each of the inputs' parts, its place in `results`; that of undefined where there was no time. */
      of: Int32Array;
    }
  /** The policy does not compile. */
  | { ok: false; errors: OpaError[] };

/**
 * Once a batch has not come to its end in time, no other is asked.
 * @param onDone so many more inputs are decided
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function decideSessions(
  policy: PolicySource,
  { parts, finish }: Pick<Inputs, 'parts' | 'finish'>,
  engine: Engine,
  token: CancellationToken | undefined,
  onDone: (count: number) => void,
  { batch: size, limitMs }: Pace = USUAL,
): Promise<PolicyAnswers> {
  const judge = new PolicyJudge(engine, policy, token);
  const results = new Interned<Outcome | undefined>((outcome) =>
    outcome === undefined ? '' : JSON.stringify(outcome),
  );
  const places = new Int32Array(parts.length).fill(results.placeOf(undefined));
  for (let start = 0; start < parts.length;) {
    if (token?.isCancellationRequested === true) throw new EngineError('cancelled', 'nobody waits for the matrix');
    const batch = takeBatch(parts, start, size, finish);
    const answers = await judge.decideWithin(limitMs, batch, 'auto');
    const broken = answers.find(isBroken);
    if (broken) return { ok: false, errors: broken.errors };
    answers.forEach((answer, index) => (places[start + index] = results.placeOf(answer)));
    start += batch.length;
    onDone(batch.length);
    if (answers.includes(undefined)) break;
  }
  return { ok: true, results: results.items, of: places };
}

function takeBatch(parts: readonly string[], start: number, size: number, finish: Inputs['finish']): string[] {
  const batch: string[] = [];
  let characters = 0;
  for (let at = start; at < parts.length && batch.length < size && characters < BATCH_CHARACTERS; at++) {
    const input = finish(parts[at] ?? '');
    characters += input.length;
    batch.push(input);
  }
  return batch;
}

/** What is wrong with the policy itself, and not with what it makes of one input. */
function isBroken(outcome: Outcome | undefined): outcome is Extract<Outcome, { kind: 'failed' }> {
  return outcome?.kind === 'failed' && !outcome.errors.every(({ code }) => code.startsWith('eval_'));
}
