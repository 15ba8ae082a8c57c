import { Command } from 'commander';
import { BadInput } from '../../core/badInput.ts';
import { buildInventory } from '../../core/account/inventory.ts';
import { checkPolicy } from '../../core/features/check.ts';
import { fixPolicy } from '../../core/features/fix.ts';
import type { CheckReport, Finding } from '../../protocol/findings.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readSources, type SourceFile } from '../files.ts';
import { accountOption, engineOption, formatOption, readAccount, type EngineChoice } from '../options.ts';
import { forEachPolicy, type PolicyChoice } from '../policies.ts';
import { VERSION } from '../productVersion.ts';
import { replaceFile } from '../replaceFile.ts';
import { writeCheck, writeSkipped } from '../writers/human/check.ts';
import { isChanged, writeFixed, writeProposal } from '../writers/human/fixes.ts';
import { writeJson } from '../writers/json.ts';

type Format = 'human' | 'json' | 'sarif';

interface CheckOptions {
  engine: EngineChoice;
  account?: string;
  format: Format;
  fix: boolean;
  yes: boolean;
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
  login-policy check login.rego --fix             what can be mended safely, as a diff
  login-policy check login.rego --fix --yes       mends it

Exit codes: 0 nothing of level error · 1 findings of level error (with --fix: in the files as they are now) · 2 a file
could not be read or written, or a settings file has a mistake.`;

/** `login-policy check PATH…|-` */
export function checkCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('find mistakes in login policies')
    .description(DESCRIPTION)
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(formatOption('sarif'))
    .option('--fix', 'show what every safe fix would change, as a diff, and change nothing', false)
    .option('--yes', 'with --fix: write it', false)
    .addHelpText('after', EXAMPLES)
    .action(async (places: string[], options: CheckOptions) => {
      refuseContradictions(places, options);
      const account = await readAccount(options.account, context);
      const sources = await readSources(places, context.streams);
      const choice = { engine: options.engine, account: account && buildInventory(account) };
      const left = options.fix
        ? await fix(sources, choice, options.yes, context)
        : await check(sources, choice, options.format, context);
      ended(left.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine);
    });
}

function refuseContradictions(places: string[], { fix: fixes, yes, format }: CheckOptions): void {
  if (yes && !fixes) throw new BadInput('--yes writes what --fix shows: add --fix');
  if (fixes && format !== 'human') throw new BadInput(`--fix shows a diff: leave out --format ${format}`);
  if (yes && places.includes('-')) throw new BadInput('standard input is no file to write: leave out --yes');
}

/** @returns all findings */
async function check(
  sources: SourceFile[],
  choice: PolicyChoice,
  format: Format,
  context: CliContext,
): Promise<readonly Finding[]> {
  const { done: files, skipped } = await forEachPolicy(sources, choice, context, 'checking', async (found) => {
    const findings = await checkPolicy(found.policy, context.engine, found.surroundings);
    return { path: found.source.path, engine: found.policy.engine, findings };
  });
  await context.streams.out(await write({ files, skipped }, sources, format, context));
  return files.flatMap(({ findings }) => findings);
}

async function write(
  report: CheckReport,
  sources: readonly SourceFile[],
  format: Format,
  context: CliContext,
): Promise<string> {
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

/** Every file is fixed in memory before the first is written. @returns the findings in the files as they are then */
async function fix(
  sources: SourceFile[],
  choice: PolicyChoice,
  writes: boolean,
  context: CliContext,
): Promise<readonly Finding[]> {
  const { streams, engine } = context;
  const { done: files, skipped } = await forEachPolicy(sources, choice, context, 'fixing', async (found) => ({
    path: found.source.path,
    bom: found.source.bom,
    original: found.source.text,
    engine: found.policy.engine,
    ...(await fixPolicy(found.policy, engine, found.surroundings)),
  }));
  if (!writes) {
    await streams.out(writeSkipped(skipped, streams.colour) + writeProposal(files, streams));
    return files.flatMap(({ before }) => before);
  }
  for (const file of files.filter(isChanged)) replaceFile(file.path, (file.bom ? '\uFEFF' : '') + file.text);
  const report = { files: files.map((file) => ({ ...file, findings: [...file.left] })), skipped };
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  await streams.out(writeFixed(files) + writeCheck(report, texts, streams));
  return files.flatMap(({ left }) => left);
}
