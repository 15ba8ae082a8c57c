/** One policy by both evaluators of the real engine. */
import type { Engine } from '../../server/src/core/ports.ts';
import type { Outcome, PolicySource } from '../../server/src/protocol/engine.ts';

/** What the interpreter came to, for each input, and the compiled policy too unless it was refused. */
export interface BothWays {
  interpreted: Outcome[];
  compiled: Outcome[] | { refused: string };
}

export async function decideBothWays(engine: Engine, policy: PolicySource, inputs: string[]): Promise<BothWays> {
  const ask = (evaluator: 'interpreter' | 'compiled') =>
    engine.ask({ op: 'decide', policy, inputs, evaluator, timeLimitMs: 20_000 });
  const interpreted = await ask('interpreter');
  const compiled = await ask('compiled');
  if ('refused' in interpreted) throw new Error(interpreted.refused);
  return { interpreted: interpreted.outcomes, compiled: 'refused' in compiled ? compiled : compiled.outcomes };
}
