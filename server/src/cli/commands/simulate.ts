import { Command, Option } from 'commander';
import { BadInput } from '../../core/badInput.ts';
import type { Inventory } from '../../core/account/inventory.ts';
import { withOpaVersion } from '../../core/account/opaVersion.ts';
import { checkPolicy } from '../../core/features/check.ts';
import { judgeNamedPolicy } from '../../core/policy/verdict.ts';
import type { SimulationResult } from '../../core/simulation/simulate.ts';
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import { LineIndex } from '../../core/syntax/positions.ts';
import type { Evaluator, PolicySource } from '../../protocol/engine.ts';
import type { Finding } from '../../protocol/findings.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import {
  accountOption,
  engineOption,
  formatOption,
  keyFileOption,
  offlineOption,
  readAccount,
  type AccountOptions,
  type EngineChoice,
} from '../options.ts';
import { openSettingsFiles } from '../settingsFiles.ts';
import { startProgress } from '../progress.ts';
import { readSource } from '../readFile.ts';
import { describeRefusal } from '../refusal.ts';
import { readSession, sessionOptions, type SessionOptions } from '../sessionOptions.ts';
import { refuseVerifyOffline, verify } from '../verify.ts';
import { place } from '../writers/human/codeFrame.ts';
import { writeSimulationJson } from '../writers/json.ts';

interface SimulateOptions extends AccountOptions, SessionOptions {
  engine: EngineChoice;
  evaluator: Evaluator;
  explain: boolean;
  verify: boolean;
  format: 'human' | 'json';
}

const EXAMPLES = `
Examples:
  login-policy simulate login.rego --key terraform-automation --ip 10.1.2.3 --account demo
  login-policy simulate login.rego --key terraform-automation --login-as name --at 2026-03-02T01:30:00Z --explain
  login-policy simulate login.rego --login alice@example.com --team DevOps --team Security --member true
  login-policy simulate login.rego --input recorded-login.json --format json
  login-policy simulate login.rego --key terraform-automation --account auto --verify

What is left out is assumed and listed: an address (203.0.113.1), the time (now), and every field of a login that
Spacelift does not document. Exit codes: 0 simulated, whatever the decision · 1 with --verify: Spacelift decides otherwise ·
2 it could not be simulated, or not be verified in all that gives access.`;

/** `login-policy simulate FILE` */
export function simulateCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  const command = new Command('simulate')
    .summary('see what a login comes to: access level, roles by space, and why')
    .description('Simulate one login against a policy: who gets in, as what, and with which roles in which spaces.')
    .argument('<file>', 'the policy, or - for standard input');
  for (const option of sessionOptions()) command.addOption(option);
  return command
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(
      new Option('--evaluator <which>', 'how to decide; compiled: WebAssembly, or say why not')
        .choices(['auto', 'interpreter', 'compiled'])
        .default('auto'),
    )
    .option(
      '--verify',
      'have Spacelift simulate the same on your own account, and compare; nothing is changed there',
      false,
    )
    .option('--explain', 'say for every rule why it fired or did not', false)
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: SimulateOptions) => {
      const { text, code } = await run(file, options, context);
      await context.streams.out(text);
      ended(code);
    });
}

async function run(file: string, options: SimulateOptions, context: CliContext): Promise<Outcome> {
  refuseVerifyOffline(options);
  const session = await readSession([file], options, context);
  const account = await readAccount(options, context);
  const { text } = await readSource(file, context.streams);
  const progress = startProgress(context.streams);
  try {
    progress.say('simulating');
    return await decide({ file, text, session, account }, options, context);
  } catch (error) {
    const about = options.input === undefined ? file : `${file} with the input ${options.input}`;
    throw error instanceof BadInput ? error : blamePolicy(about, 'simulating it', error);
  } finally {
    progress.end();
  }
}

interface Outcome {
  text: string;
  code: ExitCode;
}

interface Given {
  readonly file: string;
  readonly text: string;
  readonly session: SessionRequest;
  readonly account: Inventory | undefined;
}

async function decide(given: Given, options: SimulateOptions, context: CliContext): Promise<Outcome> {
  const { file, text, account } = given;
  const choice = options.engine === 'auto' ? {} : { engine: options.engine };
  const verdict = await judgeNamedPolicy({ path: file, text, ...choice }, context.engine);
  const about = { file, text, verdict, ...(options.account !== undefined && { accountChoice: options.account }) };
  const policy = { text, engine: verdict.engine };
  const settings = await openSettingsFiles().settingsOf(file);
  const session = withKeyLogin(given.session, settings.keyLogin);
  const result = await simulateSession(policy, { ...given, session }, options, context);
  if (!result.ok && result.kind === 'refused') {
    throw new BadInput(`${placeIn(file, text)}: --evaluator compiled: ${result.reason}; use auto or interpreter`);
  }
  const surroundings = { settings, ...(account && { account }) };
  const check = (): Promise<Finding[]> => checkPolicy(policy, context.engine, surroundings);
  if (!result.ok) throw new BadInput(await describeRefusal(about, result.errors, check));
  const { report } = result;
  const verified = options.verify ? await verify(withOpaVersion(policy, account), report, options, context) : undefined;
  const code = verified?.code ?? EXIT.fine;
  if (options.format === 'json') return { text: writeSimulationJson(report, verified?.verification), code };
  const { writeSimulation } = await import('../writers/human/simulation.ts');
  const findings = await findMistakes(file, check, context);
  const told = writeSimulation(report, { ...about, findings, ...(account ? { account } : {}) }, context.streams);
  return { text: told + (verified?.text ?? ''), code };
}

/** @throws {BadInput} which names the input document, where there is one */
async function simulateSession(
  policy: PolicySource,
  { session, account }: Given,
  { evaluator, explain, input }: SimulateOptions,
  { engine, clock }: CliContext,
): Promise<SimulationResult> {
  // Only now: instants and time zones take a while to load, and no other command needs them.
  const { simulate } = await import('../../core/simulation/simulate.ts');
  try {
    return await simulate(policy, { session, evaluator, explain }, { engine, clock, ...(account ? { account } : {}) });
  } catch (error) {
    if (!(error instanceof BadInput) || input === undefined || session.input === undefined) throw error;
    throw new BadInput(`${placeIn(input, session.input, error.offset)}: ${error.message}`);
  }
}

function placeIn(file: string, text: string, offset?: number): string {
  if (offset === undefined) return file === '-' ? '<stdin>' : file;
  return place(file, new LineIndex(text).rangeOf({ from: offset, to: offset }));
}

type Check = () => Promise<Finding[]>;

/** A report is worth showing also where the policy can't be checked. */
async function findMistakes(file: string, check: Check, { streams }: CliContext): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const trouble = error instanceof BadInput ? error : blamePolicy(file, 'checking it', error);
    complain(streams, trouble.message);
    return [];
  }
}
