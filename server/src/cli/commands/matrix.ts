import { Command } from 'commander';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import { printable } from '../../core/printable.ts';
import type { AccessMatrix } from '../../protocol/matrix.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readGivenPolicies, refuseOneGiven, type GivenPolicy } from '../givenPolicy.ts';
import { loginAsOption } from '../loginOptions.ts';
import { addSessionOptions, readChosen, type SessionOptions } from '../matrixOptions.ts';
import { readScenariosBeside } from '../ownScenarios.ts';
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

interface MatrixOptions extends AccountOptions, SessionOptions {
  loginAs?: 'id' | 'name';
  engine: EngineChoice;
  format: 'human' | 'json' | 'csv' | 'markdown';
}

const EXAMPLES = `
Examples:
  login-policy matrix login.rego --account demo
  login-policy matrix login.rego --account demo --ip 10.1.2.3 --at 2026-03-03T02:30:00+01:00
  login-policy matrix login.rego --account demo --key ci-cd-dev --team Platform --only
  login-policy matrix login.rego freeze.rego --account auto --format csv > sessions.csv

Who: the account's API keys (both forms of their login, where it is not known which is right and they come to something
else), its teams, and the people and keys that the policy names, or its scenarios in files *.scenarios.yaml beside it. From
where and when: inside, just outside and at both ends of each network that the policy names, and on both sides of each
hour, weekday and instant. Several policies are taken together as Spacelift does. Exit codes: 0 done, whoever gets in · 2 it could not be done.`;

/** `login-policy matrix FILE…` */
export function matrixCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  const command = new Command('matrix')
    .summary('see who gets in as what, from where and when: every API key, team and named person')
    .description('Every login that a policy tells apart, grouped by what it comes to, the most powerful first.')
    .argument('<file...>', 'the policy, or several that hold together; - for standard input');
  return addSessionOptions(command)
    .addOption(loginAsOption())
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption('csv', 'markdown'))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: MatrixOptions) => {
      await context.streams.out(await run(files, options, context));
      ended(EXIT.fine);
    });
}

async function run(files: string[], options: MatrixOptions, context: CliContext): Promise<string> {
  const account = await readAccount(options, context);
  const progress = startProgress(context.streams);
  try {
    const given = await readGivenPolicies(files, options.engine, context);
    const matrix = await ask(given, account, options, context, progress);
    progress.end();
    return await tell(matrix, given, account, options, context);
  } catch (error) {
    throw error instanceof BadInput ? error : blamePolicy(files.join(', '), 'the matrix of it', error);
  } finally {
    progress.end();
  }
}

async function ask(
  given: readonly GivenPolicy[],
  account: Inventory | undefined,
  options: MatrixOptions,
  context: CliContext,
  progress: Progress,
): Promise<AccessMatrix> {
  // Only now: instants and time zones take a while to load, and few commands need them.
  const { planSessions } = await import('../../core/matrix/plan.ts');
  const { buildMatrix } = await import('../../core/matrix/buildMatrix.ts');
  const now = context.clock.now();
  const policies = given.map(({ read }) => read);
  const plan = planSessions(
    policies.map(({ model }) => model),
    {
      account,
      now,
      keyLogin: options.loginAs ?? given[0]?.settings.keyLogin,
      chosen: await readChosen(options, account, now),
      named: await readScenariosBeside(given.map(({ file }) => file)),
      ...(options.most !== undefined && { most: options.most }),
    },
  );
  const result = await buildMatrix(policies, plan, { engine: context.engine, account, now }, undefined, (done, all) => {
    progress.say(`deciding ${done} of ${all} logins`);
  });
  if (result.ok) return result.matrix;
  throw await refuseOneGiven(given, result, account, context);
}

async function tell(
  matrix: AccessMatrix,
  given: readonly GivenPolicy[],
  account: Inventory | undefined,
  { format }: MatrixOptions,
  { streams }: CliContext,
): Promise<string> {
  // A table for spreadsheets has no place for it.
  if (format === 'csv') for (const text of matrix.leftOut) streams.err(`Left out: ${printable(text)}\n`);
  if (format !== 'human') {
    return (await import('../../core/matrix/export/text.ts')).writeMatrixText(matrix, format, account);
  }
  return (await import('../writers/human/matrix.ts')).writeMatrix(matrix, { policies: given, account }, streams);
}
