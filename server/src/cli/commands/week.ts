import { Command, Option } from 'commander';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { WeekReport } from '../../protocol/week.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readGivenPolicies, refuseOneGiven, type GivenPolicy } from '../givenPolicy.ts';
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
import { startProgress, type Progress } from '../progress.ts';
import { readSession, sessionOptions, type SessionOptions } from '../sessionOptions.ts';

interface WeekOptions extends AccountOptions, SessionOptions {
  zone: string;
  date?: string;
  engine: EngineChoice;
  format: 'human' | 'json';
}

const EXAMPLES = `
Examples:
  login-policy week login.rego --key terraform-automation --zone Europe/Berlin --account demo
  login-policy week login.rego --login alice@example.com --team DevOps --zone Europe/Berlin --date 2026-03-29
  login-policy week login.rego freeze.rego --key ci-cd-production --account demo

Each hour is decided, not read from the policy: a letter for each hour, by the clock of --zone, on days of 23 and 25 hours
too. Where it changes within an hour, the minutes are listed. Several policies are taken together as Spacelift does. Exit
codes: 0 done, whatever the decisions · 2 it could not be done.`;

/** `login-policy week FILE…` */
export function weekCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  const command = new Command('week')
    .summary('see what a login comes to at every hour of a week')
    .description('What one login comes to at every hour of a week, and by which clause.')
    .argument('<file...>', 'the policy, or several that hold together; - for standard input');
  const options = sessionOptions().filter(({ long }) => long !== '--at');
  for (const option of options) command.addOption(option);
  return command
    .addOption(new Option('--zone <zone>', 'by whose clock: an IANA name such as Europe/Berlin').default('UTC'))
    .addOption(new Option('--date <date>', 'a day of the week, such as 2026-11-24 (default: today)'))
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], given: WeekOptions) => {
      await context.streams.out(await run(files, given, context));
      ended(EXIT.fine);
    });
}

async function run(files: string[], options: WeekOptions, context: CliContext): Promise<string> {
  const session = await readSession(files, options, context);
  const account = await readAccount(options, context);
  const progress = startProgress(context.streams);
  try {
    const given = await readGivenPolicies(files, options.engine, context);
    const week = await ask(given, session, account, options, context, progress);
    progress.end();
    if (options.format === 'json') return `${JSON.stringify(week, null, 2)}\n`;
    return (await import('../writers/human/week.ts')).writeWeek(week, given, context.streams);
  } catch (error) {
    throw error instanceof BadInput ? error : blamePolicy(files.join(', '), 'the week of it', error);
  } finally {
    progress.end();
  }
}

async function ask(
  given: readonly GivenPolicy[],
  session: SessionRequest,
  account: Inventory | undefined,
  { zone, date }: WeekOptions,
  context: CliContext,
  progress: Progress,
): Promise<WeekReport> {
  // Only now: instants and time zones take a while to load, and few commands need them.
  const { askWeek } = await import('../../core/week/askWeek.ts');
  const { dateIn } = await import('../../core/week/calendar.ts');
  const { engine, clock } = context;
  const request = {
    session: withKeyLogin(session, given[0]?.settings.keyLogin),
    zone,
    date: date ?? dateIn(zone, clock.now()),
  };
  const policies = given.map(({ read }) => read);
  const result = await askWeek(policies, request, { engine, clock, account }, undefined, (_, message) => {
    progress.say(`deciding each hour: ${message}`);
  });
  if (result.ok) return result.week;
  throw await refuseOneGiven(given, result, account, context);
}
