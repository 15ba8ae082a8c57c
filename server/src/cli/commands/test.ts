import { Command } from 'commander';
import { BadInput } from '../../core/badInput.ts';
import type { TestedFile, TestReport } from '../../protocol/scenarios.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readSources, type Reading } from '../files.ts';
import { accountOption, formatOption, keyFileOption, offlineOption, type AccountOptions } from '../options.ts';
import { startProgress } from '../progress.ts';
import type { FileTrouble, SourceFile } from '../readFile.ts';
import { ScenarioFiles } from '../scenarioFiles.ts';

const PASSED_OVER = 'is not run: in folders, scenario files are those that end with .scenarios.yaml';

interface TestOptions extends AccountOptions {
  coverage: boolean;
  format: 'human' | 'json' | 'junit';
}

const DESCRIPTION = `Run scenarios: sessions, and what each must get, in files *.scenarios.yaml beside the policies.`;

const EXAMPLES = `
Examples:
  login-policy test                               every scenario file below this folder
  login-policy test examples --coverage           also which clauses no scenario has fired
  login-policy test login.scenarios.yaml --account auto
  login-policy test policies --format junit > scenarios.xml

A file names its policies and its account; --account goes before that, and $LOGIN_POLICY_ACCOUNT is for files that name
none. docs/scenarios.md says what can be in a file.
Exit codes: 0 all passed · 1 some failed · 2 some could not be decided, or a file has a mistake or could not be read.`;

/** `login-policy test [PATH…]` */
export function testCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('test')
    .summary('run scenarios: sessions, and what each must get')
    .description(DESCRIPTION)
    .argument('[path...]', 'scenario files, folders, or globs (default: this folder)')
    .option('--coverage', 'also which clauses of the policies were fired', false)
    .addOption(accountOption())
    .addOption(offlineOption())
    .addOption(keyFileOption())
    .addOption(formatOption('junit'))
    .addHelpText('after', EXAMPLES)
    .action(async (places: string[], options: TestOptions) => {
      if (places.includes('-'))
        throw new BadInput('a scenario file names policies by their paths from it: name the file');
      const reading = await readSources(places.length > 0 ? places : ['.'], context.streams, '.scenarios.yaml');
      const { files, failed } = await test(reading, options, context);
      const report: TestReport = {
        files,
        ...(failed.length > 0 && { failed: failed.map(({ path, reason }) => ({ path, reason })) }),
      };
      // Programs read of what can't be read, too; people are told below.
      if (files.length > 0 || options.format !== 'human')
        await context.streams.out(await write(report, options, context));
      for (const { message } of failed) complain(context.streams, message);
      for (const file of reading.passedOver) complain(context.streams, `${file} ${PASSED_OVER}`);
      ended(failed.length > 0 ? EXIT.failed : codeOf(files));
    });
}

interface Tested {
  readonly files: TestedFile[];
  readonly failed: readonly FileTrouble[];
}

async function test({ sources, failed: unread }: Reading, options: TestOptions, context: CliContext): Promise<Tested> {
  const scenarioFiles = new ScenarioFiles(options, context);
  await scenarioFiles.checkOptions();
  const progress = startProgress(context.streams);
  const files: TestedFile[] = [];
  const failed = [...unread];
  try {
    for (const source of sources) {
      try {
        files.push(
          await testFile(source, scenarioFiles, options, context, (what) => {
            progress.say(what);
          }),
        );
      } catch (error) {
        failed.push(blamePolicy(source.path, 'running it', error));
      }
    }
    return { files, failed };
  } finally {
    progress.end();
  }
}

async function testFile(
  { path, text }: SourceFile,
  scenarioFiles: ScenarioFiles,
  { coverage }: TestOptions,
  { engine, clock }: CliContext,
  say: (what: string) => void,
): Promise<TestedFile> {
  say(`reading ${path}`);
  // Only now: YAML, instants and time zones take a while to load, and few commands need them.
  const { openScenarios, runOpenScenarios } = await import('../../core/scenarios/openScenarios.ts');
  const { listFindings } = await import('../../core/scenarios/listFindings.ts');
  const surroundings = scenarioFiles.surroundingsOf(path);
  const open = await openScenarios(text, surroundings);
  let done = 0;
  const run = await runOpenScenarios(
    open,
    undefined,
    { engine, clock },
    {
      coverage,
      onResult: () => {
        say(`${path}: ${++done} of ${open.scenarios.length} scenarios are decided`);
      },
    },
  );
  const findings = await listFindings(open, { engine, clock });
  return {
    path,
    policies: [...new Set(open.file.policies.map((policy) => surroundings.locate(policy.text)))],
    findings,
    ...run,
  };
}

function codeOf(files: readonly TestedFile[]): ExitCode {
  const states = files.flatMap(({ results }) => results.map(({ state }) => state));
  const hasMistake = files.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  if (hasMistake || states.includes('errored')) return EXIT.failed;
  return states.includes('failed') ? EXIT.findings : EXIT.fine;
}

async function write(report: TestReport, { format, coverage }: TestOptions, { streams }: CliContext): Promise<string> {
  switch (format) {
    case 'human':
      return (await import('../writers/human/scenarios.ts')).writeScenarios(report, coverage, streams);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'junit':
      return (await import('../writers/scenarioJunit.ts')).writeJunit(report);
  }
}
