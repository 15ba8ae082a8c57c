import { Command, Option } from 'commander';
import fs from 'node:fs';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import { nameDeployed, replaceDeployed } from '../../core/diff/deployed.ts';
import { isVerdictSure } from '../../core/diff/verdict.ts';
import type { ReadPolicy } from '../../core/matrix/evaluate.ts';
import type { AccessDifference } from '../../protocol/matrix.ts';
import { findDeployed } from '../against/deployed.ts';
import { isRevision, readFromGit } from '../against/gitFile.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { identify } from '../files.ts';
import {
  judgeGivenPolicy,
  readGivenPolicies,
  readGivenPolicy,
  refuseGivenPolicy,
  type GivenPolicy,
} from '../givenPolicy.ts';
import { loginAsOption } from '../loginOptions.ts';
import { addSessionOptions, readChosen, type SessionOptions } from '../matrixOptions.ts';
import { readScenariosBeside } from '../ownScenarios.ts';
import {
  accountOption,
  collect,
  engineOption,
  formatOption,
  keyFileOption,
  offlineOption,
  readAccount,
  type AccountOptions,
  type EngineChoice,
} from '../options.ts';
import { startProgress, type Progress } from '../progress.ts';

interface DiffOptions extends AccountOptions, SessionOptions {
  against?: string;
  policy?: string;
  beside?: string[];
  loginAs?: 'id' | 'name';
  engine: EngineChoice;
  format: 'human' | 'json' | 'markdown';
}

const EXAMPLES = `
Examples:
  login-policy diff old.rego new.rego --account demo
  login-policy diff login.rego --against HEAD --account demo
  login-policy diff login.rego --against deployed --account auto --format markdown
  login-policy diff login.rego --against HEAD --beside freeze.rego --account demo

Compares what every login comes to that either version tells apart (see login-policy matrix), inherited roles included.
Exit codes: 0 the same, or narrower · 3 wider: somebody gains access · 4 locked out: whoever could repair the policy
can't any more, and nobody else of those tried can · 2 it could not be compared, or nobody of those tried gains access
but not everything was tried that the policies tell apart: what, and why, is listed.`;

/** `login-policy diff OLD NEW`, `login-policy diff FILE --against WHAT` */
export function diffCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  const command = new Command('diff')
    .summary('see who gains and who loses access by a change, and by which clause')
    .description('Who gains or loses login, admin or a role in a space, from one version of a policy to another.')
    .argument('<old>', 'the old version; with --against the new one')
    .argument('[new]', 'the new version')
    .addOption(new Option('--against <what>', 'the old version: a revision of git (HEAD), deployed, or a file'))
    .addOption(new Option('--policy <name>', 'with --against deployed: which of the login policies the file is'))
    .addOption(
      new Option(
        '--beside <file>',
        'another login policy that holds together with it, before and after; may be repeated',
      ).argParser(collect),
    );
  return addSessionOptions(command)
    .addOption(loginAsOption())
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption('markdown'))
    .addHelpText('after', EXAMPLES)
    .action(async (first: string, second: string | undefined, options: DiffOptions) => {
      const { told, code } = await run(first, second, options, context);
      await context.streams.out(told);
      ended(code);
    });
}

/** What is compared, and the files that somebody gave for it. */
export interface Compared {
  readonly before: readonly ReadPolicy[];
  readonly after: readonly ReadPolicy[];
  readonly given: readonly GivenPolicy[];
  /** `login.rego at HEAD`, and what it is compared with. */
  readonly names: { readonly before: string; readonly after: string };
}

async function run(
  first: string,
  second: string | undefined,
  options: DiffOptions,
  context: CliContext,
): Promise<{ told: string; code: ExitCode }> {
  refuseMixed(second, options);
  const account = await readAccount(options, context);
  const progress = startProgress(context.streams);
  try {
    const compared = await readAll(first, second, options, account, context);
    const difference = await ask(compared, account, options, context, progress);
    progress.end();
    return { told: await tell(difference, compared, account, options, context), code: codeOf(difference) };
  } catch (error) {
    throw error instanceof BadInput ? error : blamePolicy(second ?? first, 'comparing it', error);
  } finally {
    progress.end();
  }
}

function refuseMixed(second: string | undefined, { against, policy }: DiffOptions): void {
  if ((second === undefined) === (against === undefined)) {
    throw new BadInput('give the old and the new version, or one file and --against');
  }
  if (policy !== undefined && against !== 'deployed') throw new BadInput('--policy goes with --against deployed');
}

async function readAll(
  first: string,
  second: string | undefined,
  options: DiffOptions,
  account: Inventory | undefined,
  context: CliContext,
): Promise<Compared> {
  const { beside = [], against, engine } = options;
  const versions = [first, second, against].flatMap((one) => (one === undefined ? [] : [identify(one)]));
  const own = beside.find((file) => versions.includes(identify(file)));
  if (own !== undefined) throw new BadInput(`--beside ${own} is what is compared: leave it out`);
  const others = await readGivenPolicies(beside, engine, context);
  const reads = others.map(({ read }) => read);
  const { before, after, given, names } = await readBoth(first, second, options, account, context);
  return { before: [...before, ...reads], after: [...after, ...reads], given: [...others, ...given], names };
}

async function readBoth(
  first: string,
  second: string | undefined,
  { against, policy, engine }: DiffOptions,
  account: Inventory | undefined,
  context: CliContext,
): Promise<Compared> {
  if (second === '-' && first === '-') throw new BadInput('standard input can be one of the two versions, not both');
  const young = await readGivenPolicy(second ?? first, engine, context);
  if (against === 'deployed') {
    const { policies, target } = findDeployed(young.file, account, policy);
    const names = { before: nameDeployed(target, policies), after: young.file };
    return { ...replaceDeployed(policies, target.id, young.read), given: [young], names };
  }
  const old = await readOld(first, against, engine, context);
  const names = { before: old.read.name, after: young.file };
  return { before: [old.read], after: [young.read], given: [old, young], names };
}

/** A file or a revision of git; HEAD is always a revision, and a folder's name is no file. */
async function readOld(
  file: string,
  against: string | undefined,
  engine: EngineChoice,
  context: CliContext,
): Promise<GivenPolicy> {
  if (against === undefined) return readGivenPolicy(file, engine, context);
  if (isFile(against)) {
    await refuseRevision(file, against);
    return readGivenPolicy(against, engine, context);
  }
  if (file === '-') throw new BadInput(`--against "${against}" is no file, and standard input has no git repository`);
  const text = await readFromGit(file, against);
  const judged = await judgeGivenPolicy({ file, text }, engine, context);
  const name = `${file} at ${against}`;
  return { ...judged, file: name, read: { ...judged.read, name } };
}

function isFile(against: string): boolean {
  return against !== 'HEAD' && fs.existsSync(against) && !fs.statSync(against).isDirectory();
}

/** What is meant must not hang on what happens to lie in the folder. */
async function refuseRevision(file: string, against: string): Promise<void> {
  const isPath = /[/\\]/.test(against);
  if (file === '-' || isPath || !(await isRevision(file, against))) return;
  throw new BadInput(
    `--against "${against}" is a file and a revision of git: write ./${against} for the file, ${against}~0 for the other`,
  );
}

async function ask(
  { before, after, given }: Compared,
  account: Inventory | undefined,
  options: DiffOptions,
  context: CliContext,
  progress: Progress,
): Promise<AccessDifference> {
  // Only now: instants and time zones take a while to load, and few commands need them.
  const { planSessions } = await import('../../core/matrix/plan.ts');
  const { diffAccess } = await import('../../core/diff/diffAccess.ts');
  const now = context.clock.now();
  const plan = planSessions(
    [...before, ...after].map(({ model }) => model),
    {
      account,
      now,
      keyLogin: options.loginAs ?? given.at(-1)?.settings.keyLogin,
      chosen: await readChosen(options, account, now),
      named: await readScenariosBeside(given.map(({ file }) => file)),
      isMembershipOpen: true,
      ...(options.most !== undefined && { most: options.most }),
    },
  );
  const surroundings = { engine: context.engine, account, now };
  const result = await diffAccess({ before, after }, plan, surroundings, undefined, (done, all) => {
    progress.say(`deciding ${done} of ${all} logins`);
  });
  if (result.ok) return result.difference;
  const broken = given.find(({ read }) => read.name === result.name);
  if (broken) throw await refuseGivenPolicy(broken, result.errors, account, context);
  throw new BadInput(`${result.name} can't be decided: ${result.errors[0]?.message ?? 'OPA does not say why'}`);
}

function codeOf(difference: AccessDifference): ExitCode {
  const { lockedOut, verdict } = difference;
  if (lockedOut) return EXIT.lockedOut;
  if (verdict === 'wider' || verdict === 'both') return EXIT.wider;
  return isVerdictSure(difference) ? EXIT.fine : EXIT.failed;
}

async function tell(
  difference: AccessDifference,
  compared: Compared,
  account: Inventory | undefined,
  { format }: DiffOptions,
  { streams }: CliContext,
): Promise<string> {
  if (format !== 'human') {
    const { writeDifferenceText } = await import('../../core/diff/export/text.ts');
    return writeDifferenceText(difference, format, compared.names, account);
  }
  return (await import('../writers/human/diff.ts')).writeDifference(difference, compared, account, streams);
}
