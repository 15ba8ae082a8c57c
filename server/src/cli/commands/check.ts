import { Command } from 'commander';
import { hasUnknown } from '../../core/account/gaps.ts';
import { BadInput } from '../../core/badInput.ts';
import { byPosition, examinePolicy } from '../../core/features/check.ts';
import type { CheckReport } from '../../protocol/findings.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readSources, type Reading } from '../files.ts';
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
import { forEachPolicy, type PolicyChoice } from '../policies.ts';
import { FileTrouble } from '../readFile.ts';
import { VERSION } from '../productVersion.ts';
import { isVain, toReport, type Checked } from '../report.ts';
import { writeCheck } from '../writers/human/check.ts';
import { writeJson } from '../writers/json.ts';

type Format = 'human' | 'json' | 'sarif';

interface CheckOptions extends AccountOptions {
  engine: EngineChoice;
  format: Format;
  fix: boolean;
  yes: boolean;
  simulate: boolean;
}

const DESCRIPTION = `Find mistakes in login policies: OPA's own errors, what breaks Spacelift's contract, and what hardly means what it says.

How much a rule matters is set in .login-policy.yaml, in the policy's folder or above. A comment keeps one place as it is: \`# spacelift: ignore SL008 reason\`.`;

const EXAMPLES = `
Examples:
  login-policy check login.rego
  login-policy check policies/ --format json      every login policy below a folder; others are listed as skipped
  login-policy check 'teams/*/login.rego' --engine v1
  git show HEAD:login.rego | login-policy check -
  login-policy check policies/ --format sarif > login.sarif      for code scanning
  login-policy check login.rego --simulate --account demo        also by every known login: SL050 and up
  login-policy check login.rego --fix             what can be mended safely, as a diff
  login-policy check login.rego --fix --yes       mends it

Exit codes: 0 nothing of level error · 1 findings of level error (with --fix: in the files as they are now) · 2 a file
could not be read, checked or written (what is found in the others is told all the same), a settings file has a mistake,
or the account did not answer, or not to everything.`;

/** `login-policy check PATH…|-` */
export function checkCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('find mistakes in login policies')
    .description(DESCRIPTION)
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption('sarif'))
    .option('--fix', 'show what every safe fix would change, as a diff, and change nothing', false)
    .option('--yes', 'with --fix: write it', false)
    .option('--simulate', 'also what shows only when every known login is tried', false)
    .addHelpText('after', EXAMPLES)
    .action(async (places: string[], options: CheckOptions) => {
      refuseContradictions(places, options);
      const account = await readAccount(options, context);
      const reading = await readSources(places, context.streams);
      const choice = { engine: options.engine, account };
      const { findings, failed } = options.fix
        ? await (await import('./checkFix.ts')).fix(reading, choice, options.yes, context)
        : await check(reading, choice, options, context);
      for (const { message } of failed) complain(context.streams, message);
      if (failed.length > 0 || (account && hasUnknown(account.account))) ended(EXIT.failed);
      else ended(findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine);
    });
}

function refuseContradictions(places: string[], { fix: fixes, yes, format, simulate }: CheckOptions): void {
  if (yes && !fixes) throw new BadInput('--yes writes what --fix shows: add --fix');
  if (fixes && format !== 'human') throw new BadInput(`--fix shows a diff: leave out --format ${format}`);
  if (fixes && simulate) throw new BadInput('--fix mends what --simulate does not find: leave out --simulate');
  if (yes && places.includes('-')) throw new BadInput('standard input is no file to write: leave out --yes');
}

async function check(
  reading: Reading,
  choice: PolicyChoice,
  { format, simulate }: CheckOptions,
  context: CliContext,
): Promise<Checked> {
  const faulty: FileTrouble[] = [];
  const worked = await forEachPolicy(reading, choice, context, 'checking', async (found) => {
    const { path } = found.source;
    const checked = await examinePolicy(found.policy, context.engine, found.surroundings);
    const further = simulate
      ? await (await import('./checkBySimulation.ts')).checkBySimulation(found, checked, context)
      : NOTHING;
    faulty.push(...[...checked.faults, ...further.faults].map(({ message }) => new FileTrouble(path, message)));
    const findings = [...checked.findings, ...further.findings].sort(byPosition);
    return { path, engine: found.policy.engine, findings };
  });
  const { done } = worked;
  const failed = [...worked.failed, ...faulty];
  if (!isVain(worked)) await context.streams.out(await write(toReport(worked), reading, format, context));
  return { findings: done.flatMap(({ findings }) => findings), failed };
}

const NOTHING = { findings: [], faults: [] };

async function write(report: CheckReport, { sources }: Reading, format: Format, context: CliContext): Promise<string> {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  switch (format) {
    case 'human':
      return writeCheck(report, texts, context.streams);
    case 'json':
      return writeJson(report);
    case 'sarif': {
      const { writeSarif } = await import('../writers/sarif/log.ts');
      return writeSarif(report, { texts, version: VERSION.product, pages: context.rulePages });
    }
  }
}
