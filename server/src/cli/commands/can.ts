import { Argument, Command, Option } from 'commander';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import { checkPolicy } from '../../core/features/check.ts';
import { judgeNamedPolicy, type LoginVerdict } from '../../core/policy/verdict.ts';
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import type { Answer, CanAnswer, CanRequest } from '../../protocol/access.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { atOption, ipOption, loginAsOption, teamOption } from '../loginOptions.ts';
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
import { startProgress } from '../progress.ts';
import { readSource } from '../readFile.ts';
import { describeRefusal } from '../refusal.ts';
import { openSettingsFiles } from '../settingsFiles.ts';

interface CanOptions extends AccountOptions {
  policy?: string;
  loginAs?: 'id' | 'name';
  team?: string[];
  ip?: string;
  at?: string;
  engine: EngineChoice;
  format: 'human' | 'json';
}

const EXAMPLES = `
Examples:
  login-policy can terraform-prod run:trigger eu --account demo --ip 10.1.2.3
  login-policy can terraform-prod RUN_TRIGGER production --account demo --at 2026-12-31T18:30:00+01:00
  login-policy can ci-cd-dev stack:create development --account demo --policy login.rego --format json

The account says by which way roles are bound: under login policies they decide (its own, or the one of --policy);
under user management, the roles bound to the key and to its teams. All three are told. What is left out is assumed and
listed, as simulate does. Of a key that the account does not show, its login and its teams are not known: what not all of
them lead to is unknown, and so is a no, as the key may be administrative.
Exit codes: 0 yes · 1 no · 2 unknown (the answer says what is missing), or it could not be asked.`;

const CODES: Readonly<Record<Answer, ExitCode>> = { yes: EXIT.fine, no: EXIT.findings, unknown: EXIT.failed };

/** `login-policy can KEY ACTION SPACE` */
export function canCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('can')
    .summary('say whether an API key may do something in a space: yes, no or unknown, and why')
    .description('Whether a login of an API key would have an action in a space, and by which role.')
    .addArgument(new Argument('<key>', 'the name or id of an API key'))
    .addArgument(new Argument('<action>', 'what to do: run:trigger, or as the API spells it, RUN_TRIGGER'))
    .addArgument(new Argument('<space>', 'the id of a space, or its name'))
    .addOption(
      new Option('--policy <file>', "the login policy to go through, or - for standard input (default: the account's)"),
    )
    .addOption(loginAsOption())
    .addOption(teamOption())
    .addOption(ipOption())
    .addOption(atOption())
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (key: string, action: string, space: string, options: CanOptions) => {
      const { answer, told } = await run({ session: readSession(key, options), action, space }, options, context);
      await context.streams.out(told);
      ended(CODES[answer]);
    });
}

function readSession(key: string, { loginAs, team, ip, at }: CanOptions): SessionRequest {
  return {
    key,
    ...(loginAs && { loginAs }),
    ...(team && { teams: team }),
    ...(ip !== undefined && { ip }),
    ...(at !== undefined && { at }),
  };
}

/** A policy that somebody named. */
export interface AskedPolicy {
  readonly file: string;
  readonly text: string;
  readonly verdict: LoginVerdict;
}

async function run(
  request: CanRequest,
  options: CanOptions,
  context: CliContext,
): Promise<{ answer: Answer; told: string }> {
  if (options.policy === undefined && options.engine !== 'auto') {
    throw new BadInput('--engine is about the policy of --policy: the account says it of its own');
  }
  const account = await readAccount(options, context);
  if (options.policy === undefined && account === undefined) {
    throw new BadInput('nothing says who may do what: give --account, or a policy with --policy');
  }
  const progress = startProgress(context.streams);
  try {
    progress.say('asking');
    const policy = options.policy === undefined ? undefined : await readPolicy(options.policy, options, context);
    const answer = await ask(request, policy, account, options, context);
    return { answer: answer.answer, told: await tell(answer, policy, account, options, context) };
  } catch (error) {
    throw error instanceof BadInput ? error : blamePolicy(options.policy ?? 'a login policy', 'asking it', error);
  } finally {
    progress.end();
  }
}

async function readPolicy(file: string, { engine }: CanOptions, context: CliContext): Promise<AskedPolicy> {
  const { text } = await readSource(file, context.streams);
  const choice = engine === 'auto' ? {} : { engine };
  return { file, text, verdict: await judgeNamedPolicy({ path: file, text, ...choice }, context.engine) };
}

async function ask(
  request: CanRequest,
  policy: AskedPolicy | undefined,
  account: Inventory | undefined,
  options: CanOptions,
  { engine, clock }: CliContext,
): Promise<CanAnswer> {
  const settings = await openSettingsFiles().settingsOf(policy?.file ?? '-');
  const session = withKeyLogin(request.session, settings.keyLogin);
  const source = policy && { text: policy.text, engine: policy.verdict.engine };
  // Only now: instants and time zones take a while to load.
  const { can } = await import('../../core/access/can.ts');
  const result = await can({ ...request, session }, source, { engine, clock, ...(account && { account }) });
  if (result.ok) return result.answer;
  if (policy === undefined || source === undefined) throw new TypeError('only a given policy is told as broken');
  const about = { ...policy, ...(options.account !== undefined && { accountChoice: options.account }) };
  const check = () => checkPolicy(source, engine, { settings, ...(account && { account }) });
  throw new BadInput(await describeRefusal(about, result.errors, check));
}

async function tell(
  answer: CanAnswer,
  policy: AskedPolicy | undefined,
  account: Inventory | undefined,
  { format }: CanOptions,
  { streams }: CliContext,
): Promise<string> {
  if (format === 'json') {
    const { writeCanJson } = await import('../writers/canJson.ts');
    return writeCanJson(answer);
  }
  const { writeCan } = await import('../writers/human/can.ts');
  return writeCan(answer, { ...(policy && { policy }), ...(account && { account }) }, streams);
}
