import { Command } from 'commander';
import { checkPolicy } from '../../core/features/check.ts';
import { judgePolicy } from '../../core/policy/verdict.ts';
import type { CheckReport } from '../../protocol/findings.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readSources, type SourceFile } from '../files.ts';
import { accountOption, engineOption, formatOption, readAccount, type EngineChoice } from '../options.ts';
import { startProgress } from '../progress.ts';
import { writeCheck } from '../writers/human/check.ts';
import { writeJson } from '../writers/json.ts';

interface CheckOptions {
  engine: EngineChoice;
  account?: string;
  format: 'human' | 'json';
}

const EXAMPLES = `
Examples:
  login-policy check login.rego
  login-policy check policies/ --format json      every login policy below a folder; others are listed as skipped
  login-policy check 'teams/*/login.rego' --engine v1
  git show HEAD:login.rego | login-policy check -

Exit codes: 0 nothing of level error · 1 findings of level error · 2 a file could not be read.`;

/** `login-policy check PATH…|-` */
export function checkCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('find mistakes in login policies')
    .description("Find mistakes in login policies: OPA's own errors, and what breaks Spacelift's contract.")
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .addOption(engineOption())
    .addOption(accountOption())
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (places: string[], options: CheckOptions) => {
      await readAccount(options.account, context);
      const sources = await readSources(places, context.streams);
      const report = await check(sources, options.engine, context);
      const texts = new Map(sources.map((source) => [source.path, source.text]));
      await context.streams.out(
        options.format === 'json' ? writeJson(report) : writeCheck(report, texts, context.streams),
      );
      const worst = report.files.some((file) => file.findings.some((finding) => finding.severity === 'error'));
      ended(worst ? EXIT.findings : EXIT.fine);
    });
}

async function check(sources: SourceFile[], choice: EngineChoice, context: CliContext): Promise<CheckReport> {
  const progress = startProgress(context.streams);
  const report: CheckReport = { files: [], skipped: [] };
  try {
    for (const [index, source] of sources.entries()) {
      progress.say(`checking ${index + 1} of ${sources.length}: ${source.path}`);
      const verdict = await judgePolicy(
        { path: source.path, text: source.text, named: source.named, ...(choice === 'auto' ? {} : { engine: choice }) },
        context.engine,
      );
      if (!verdict.login) {
        report.skipped.push({ path: source.path, reason: verdict.reason });
        continue;
      }
      const findings = await checkPolicy({ text: source.text, engine: verdict.engine }, context.engine);
      report.files.push({ path: source.path, engine: verdict.engine, findings });
    }
    return report;
  } finally {
    progress.end();
  }
}
