/** The second step of `check --simulate`: few runs need it, and time zones take a while to load. */
import type { CheckedPolicy } from '../../core/features/check.ts';
import { checkSimulated, isSimulationWanted, type SimulatedCheck } from '../../core/features/checkSimulated.ts';
import { DEFAULT_SETTINGS } from '../../core/settings/settings.ts';
import { buildModel } from '../../core/syntax/buildModel.ts';
import type { CliContext } from '../context.ts';
import { readScenariosBeside } from '../ownScenarios.ts';
import type { LoginPolicy } from '../policies.ts';

/** @throws {EngineError} where the engine gives no answer */
export async function checkBySimulation(
  { source: { path }, policy: source, surroundings }: LoginPolicy,
  checked: CheckedPolicy,
  { engine, clock }: CliContext,
): Promise<Pick<SimulatedCheck, 'findings' | 'faults'>> {
  const { settings = DEFAULT_SETTINGS, account } = surroundings;
  if (!isSimulationWanted(settings)) return { findings: [], faults: [] };
  const model = buildModel(source.text);
  const named = await readScenariosBeside([path]);
  const request = { model, source, engine, account, now: clock.now(), keyLogin: settings.keyLogin, named };
  return checkSimulated(checked, settings, request);
}
