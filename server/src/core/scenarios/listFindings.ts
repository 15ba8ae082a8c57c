/** All that is to be said about a scenario file: what its text shows, what its account lacks, and that it proves nothing. */
import type { Finding } from '../../protocol/findings.ts';
import type { CancellationToken, Clock, Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import { askScenario, judgeScenario, type AskedScenario, type Setting } from './judgeScenario.ts';
import type { OpenScenarios } from './openScenarios.ts';
import { findingOf } from './rules.ts';
import { ScenarioPolicies, type ScenarioPolicy } from './scenarioPolicies.ts';
import { findUnknownTeams } from './unknownTeams.ts';

/**
 * In the order of the text.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function listFindings(
  open: OpenScenarios,
  { engine, clock }: { readonly engine: Engine; readonly clock: Clock },
  token?: CancellationToken,
): Promise<Finding[]> {
  const { file, policies, account, scenarios, findings } = open;
  const setting: Setting = {
    policies: new ScenarioPolicies([emptyPolicy(policies)], engine, account, token),
    account,
    now: clock.now(),
  };
  const asked = scenarios.map((scenario) => askScenario(scenario, setting));
  const obstacles = asked.flatMap((one) => ('obstacles' in one ? one.obstacles : []));
  const isReadable = !findings.some(({ severity }) => severity === 'error');
  const none = isReadable && scenarios.length === 0 ? [findingOf('SL083', file.scenariosRange, NO_SCENARIO)] : [];
  const runnable = asked.filter((one) => 'login' in one);
  const mayProve = obstacles.length > 0 || runnable.length === 0 || (await someFails(runnable, setting));
  const vain = mayProve ? [] : [findingOf('SL084', file.scenariosRange, PROVES_NOTHING)];
  const strangers = findUnknownTeams(scenarios, account);
  // An obstacle may be a mistake of the text, or of the whole file: each is told once.
  return [
    ...new Map(
      [...findings, ...obstacles, ...none, ...vain, ...strangers].map((one) => [JSON.stringify(one), one]),
    ).values(),
  ].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

const NO_SCENARIO = 'There is no scenario in this file: nothing is tested.';
const PROVES_NOTHING =
  'All of these scenarios pass on a policy without any rule too: they prove nothing. Add one of somebody who gets in.';

/** The least there can be, for the same Rego. */
function emptyPolicy([policy]: readonly ScenarioPolicy[]): ScenarioPolicy {
  const text = 'package spacelift\n';
  return { uri: '', name: '', source: { text, engine: policy?.source.engine ?? 'v1' }, model: buildModel(text) };
}

async function someFails(asked: readonly AskedScenario[], setting: Setting): Promise<boolean> {
  for (const one of asked) {
    const judged = await judgeScenario(one, setting);
    if ('broken' in judged || judged.misses.length > 0) return true;
  }
  return false;
}
