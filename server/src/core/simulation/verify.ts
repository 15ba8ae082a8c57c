import { parse } from 'lossless-json';
import type { PolicySource } from '../../protocol/engine.ts';
import type { SimulationReport, Verification } from '../../protocol/simulation.ts';
import type { SignedInAccount } from '../ports.ts';
import { compareWithAnswer } from './verification.ts';

/**
 * Has Spacelift simulate the same policy with the same input, and compares. Nothing is changed there.
 * @throws {AccountError} where Spacelift gives no decision, also because it refuses the policy
 */
export async function verifySimulation(
  account: Pick<SignedInAccount, 'simulate'>,
  policy: PolicySource,
  { input, decision }: Pick<SimulationReport, 'input' | 'decision'>,
  signal?: AbortSignal,
): Promise<Verification> {
  const { answer, notes } = await account.simulate(policy, input, signal);
  return { ...compareWithAnswer(decision, answer, teamsOf(input)), notes };
}

/** Of the session; none where the input has none. */
function teamsOf(input: string): string[] {
  const document = parse(input) as { session?: { teams?: unknown } } | null;
  const teams = document?.session?.teams;
  return Array.isArray(teams) ? teams.filter((team) => typeof team === 'string') : [];
}
