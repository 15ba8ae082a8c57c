/** A scenario file with all that it names: its policies and its account, wherever they are kept. */
import type { Finding, Range } from '../../protocol/findings.ts';
import type { ScenarioFile, ScenarioRun } from '../../protocol/scenarios.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import { judgeNamedPolicy } from '../policy/verdict.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { withKeyLogin } from '../simulation/withKeyLogin.ts';
import { buildModel } from '../syntax/buildModel.ts';
import { withoutByteOrderMark } from '../syntax/positions.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { findingOf } from './rules.ts';
import { runScenarios, type RunOptions, type ScenarioContext } from './runScenarios.ts';
import type { Placed, ReadScenarioFile, Scenario } from './scenario.ts';
import type { ScenarioPolicy } from './scenarioPolicies.ts';

/** Where the things are that a scenario file names. Paths are as they stand in the file. */
export interface ScenarioSurroundings {
  readonly engine: Engine;
  /** The URI, or path, that people know the policy by. */
  readonly locate: (path: string) => string;
  /**
   * @returns undefined where there is no such file
   * @throws {BadInput} for a file that can't be read
   */
  readonly readPolicy: (path: string) => Promise<string | undefined>;
  /** How `session.login` of a key is written, where the settings of a policy say so. */
  readonly keyLoginOf: (path: string) => Promise<'id' | 'name' | undefined>;
  /**
   * @param named what the file says: `demo` or a path; undefined: nothing
   * @throws {BadInput} for an account that can't be had
   */
  readonly readAccount: (named: string | undefined) => Promise<Inventory | undefined>;
}

export interface OpenScenarios {
  readonly file: ReadScenarioFile;
  readonly policies: readonly ScenarioPolicy[];
  readonly account: Inventory | undefined;
  /** How `session.login` of a key is written, where the settings of the first policy say so. */
  readonly keyLogin: 'id' | 'name' | undefined;
  /** Each with what stands in its way, where something does. */
  readonly scenarios: readonly Scenario[];
  /** What the text shows, and that a policy or the account can't be had. */
  readonly findings: readonly Finding[];
}

/**
 * @param text of the file, without a BOM
 * @throws {EngineError} where the engine gives no answer
 */
export async function openScenarios(
  text: string,
  surroundings: ScenarioSurroundings,
  token?: CancellationToken,
): Promise<OpenScenarios> {
  const file = readScenarioFile(text);
  const policies: ScenarioPolicy[] = [];
  const findings: Finding[] = [];
  for (const placed of withoutRepeated(file.policies, surroundings)) {
    const policy = await tryTo(placed.range, () => readPolicy(placed, file, surroundings, token));
    if ('rule' in policy) findings.push(policy);
    else policies.push(policy);
  }
  const account = await tryTo(file.account?.range ?? START, async () => ({
    inventory: await surroundings.readAccount(file.account?.text),
  }));
  if ('rule' in account) findings.push(account);
  const [first] = file.policies;
  const keyLogin = first && (await surroundings.keyLoginOf(first.text));
  const obstacle =
    findings[0] ??
    (file.policies.length === 0 ? file.findings.find(({ severity }) => severity === 'error') : undefined);
  const scenarios = file.scenarios.map((scenario): Scenario => {
    const mistake = scenario.mistake ?? obstacle;
    return { ...scenario, session: withKeyLogin(scenario.session, keyLogin), ...(mistake && { mistake }) };
  });
  return {
    file,
    policies,
    account: 'rule' in account ? undefined : account.inventory,
    keyLogin,
    scenarios,
    findings: [...file.findings, ...findings],
  };
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** One policy by two paths is still one. */
function withoutRepeated(policies: readonly Placed[], { locate }: ScenarioSurroundings): Placed[] {
  const places = policies.map(({ text }) => locate(text));
  return policies.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

async function readPolicy(
  { text: path }: Placed,
  { engine: told }: ReadScenarioFile,
  { engine, locate, readPolicy: read }: ScenarioSurroundings,
  token: CancellationToken | undefined,
): Promise<ScenarioPolicy> {
  const found = await read(path);
  if (found === undefined)
    throw new BadInput(`There is no file \`${path}\`: name the policy by its path from this file`);
  const text = withoutByteOrderMark(found);
  const verdict = await judgeNamedPolicy({ path, text, ...(told && { engine: told }) }, engine, token);
  return { uri: locate(path), name: path, source: { text, engine: verdict.engine }, model: buildModel(text) };
}

async function tryTo<T extends object>(range: Range, work: () => Promise<T>): Promise<T | Finding> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return findingOf('SL081', range, error.message);
  }
}

/**
 * What the file says, for who lists or shows it.
 * @param findings all that there is to be said about it (`listFindings.ts`)
 */
export function toScenarioFile(
  { file, scenarios }: OpenScenarios,
  findings: readonly Finding[],
  locate: (path: string) => string,
): ScenarioFile {
  return {
    policies: [...new Set(file.policies.map(({ text }) => locate(text)))],
    scenarios: scenarios.map(({ name, range, nameRange }) => ({ name, range, nameRange })),
    findings: [...findings],
  };
}

/**
 * @param names those to run; all, where it is left out
 * @throws {EngineError} where the engine gives no answer, or the token cancels
 */
export function runOpenScenarios(
  { scenarios, policies, account }: OpenScenarios,
  names: readonly string[] | undefined,
  context: Omit<ScenarioContext, 'account'>,
  options: RunOptions,
): Promise<ScenarioRun> {
  const chosen = names === undefined ? scenarios : scenarios.filter(({ name }) => names.includes(name));
  return runScenarios(chosen, policies, { ...context, account }, options);
}
