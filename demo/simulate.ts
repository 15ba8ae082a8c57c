/** `policySimulate`: a login policy, decided by this product's own engine. */
import { GraphQLError } from 'graphql';
import { withOpaVersion } from '../server/src/core/account/opaVersion.ts';
import { BadInput } from '../server/src/core/badInput.ts';
import { reduceResult } from '../server/src/core/simulation/decision.ts';
import { PolicyJudge } from '../server/src/core/simulation/policyJudge.ts';
import { readRawInput } from '../server/src/core/simulation/rawInput.ts';
import { EngineError } from '../server/src/core/ports.ts';
import type { RegoVersion } from '../server/src/protocol/engine.ts';
import type { Gate } from './admission.ts';

export interface SimulateInput {
  type: string;
  body: string;
  /** JSON text. Where the schema is changed to have it so, by its other name, of Spacelift's Bruno collection. */
  input?: string;
  data?: string;
  engineType?: string | null;
}

/**
 * The reduced decision as JSON text, in the shape that spacelift-io/flows-app-spacelift reads.
 * @throws {GraphQLError} for a policy that does not compile or fails, and an input that is no JSON object
 */
export async function simulatePolicy(
  { type, body, data = '', input = data, engineType }: SimulateInput,
  gate: Gate,
): Promise<string> {
  if (type !== 'LOGIN') throw new GraphQLError(`the demo account simulates LOGIN policies only, not ${type}`);
  try {
    const { teams } = readRawInput(input);
    const engine = engineType ? toRegoVersion(engineType) : await guessEngine(body, gate);
    const policy = withOpaVersion({ text: body, engine }, gate.inventory);
    const answer = await new PolicyJudge(gate.engine, policy, undefined).decideOne(input, 'interpreter');
    if ('refused' in answer) throw new GraphQLError(answer.refused);
    if (answer.outcome.kind === 'failed') throw new GraphQLError(answer.outcome.errors.map(describe).join('\n'));
    return JSON.stringify(reduceResult(answer.outcome.result, teams).decision);
  } catch (error) {
    if (error instanceof BadInput || error instanceof EngineError) throw new GraphQLError(error.message);
    throw error;
  }
}

/** What Spacelift takes where nothing is said is not known: here v0, unless only v1 can read the text. */
async function guessEngine(text: string, { engine }: Gate): Promise<RegoVersion> {
  const { v0, v1 } = await engine.ask({ op: 'parses', text });
  return v1 && !v0 ? 'v1' : 'v0';
}

function toRegoVersion(engineType: string): RegoVersion {
  return engineType === 'REGO_V1' ? 'v1' : 'v0';
}

function describe({ code, message }: { code: string; message: string }): string {
  return `${code}: ${message}`;
}
