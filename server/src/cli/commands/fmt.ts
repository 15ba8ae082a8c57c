import { Command } from 'commander';
import { formatPolicy } from '../../core/features/format.ts';
import { BadInput } from '../../core/badInput.ts';
import { judgePolicy } from '../../core/policy/verdict.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { readSource, type SourceFile } from '../files.ts';
import { engineOption, type EngineChoice } from '../options.ts';
import { startProgress } from '../progress.ts';
import { replaceFile } from '../replaceFile.ts';
import { describeOpaErrors } from '../writers/human/failure.ts';

interface FmtOptions {
  check: boolean;
  engine: EngineChoice;
}

const EXAMPLES = `
Examples:
  login-policy fmt login.rego             rewrites the file, if it changes
  login-policy fmt login.rego --check     only says whether it would
  login-policy fmt - < login.rego         prints the formatted policy

Exit codes: 0 done · 1 with --check: it would change a file · 2 a file can't be read or has a syntax error; then no
file is changed.`;

/** `login-policy fmt FILE…` */
export function fmtCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('fmt')
    .summary("write policies the way OPA's formatter does")
    .description("Rewrite policies with OPA's formatter. Every file is read and formatted before the first is written.")
    .argument('<file...>', 'policies, or - to print instead of writing')
    .option('--check', 'change nothing; say which files would change, and exit with 1 if any', false)
    .addOption(engineOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: FmtOptions) => {
      const formatted = await formatAll([...new Set(files)], options.engine, context);
      const changed = formatted.filter(({ source, text }) => source.bom || text !== source.text);
      if (options.check) {
        for (const { source } of changed) await context.streams.out(`${source.path}\n`);
        ended(changed.length > 0 ? EXIT.findings : EXIT.fine);
        return;
      }
      for (const { source, text } of formatted.filter(({ source }) => source.path === '-')) {
        await context.streams.out(text);
        changed.splice(changed.findIndex((entry) => entry.source === source) >>> 0, 1);
      }
      for (const { source, text } of changed) {
        replaceFile(source.path, text);
        await context.streams.out(`${source.path}\n`);
      }
      ended(EXIT.fine);
    });
}

async function formatAll(
  files: string[],
  choice: EngineChoice,
  context: CliContext,
): Promise<{ source: SourceFile; text: string }[]> {
  const progress = startProgress(context.streams);
  try {
    const formatted = [];
    for (const file of files) {
      progress.say(`formatting ${file}`);
      const source = await readSource(file, context.streams);
      formatted.push({ source, text: await format(source, choice, context) });
    }
    return formatted;
  } finally {
    progress.end();
  }
}

async function format(source: SourceFile, choice: EngineChoice, context: CliContext): Promise<string> {
  const named = { path: source.path, text: source.text, named: true };
  const verdict = await judgePolicy(choice === 'auto' ? named : { ...named, engine: choice }, context.engine);
  if (!verdict.login) throw new BadInput(`${source.path}: ${verdict.reason}`);
  const answer = await formatPolicy(source.text, verdict.engine, context.engine);
  if ('errors' in answer)
    throw new BadInput(describeOpaErrors({ file: source.path, text: source.text, verdict }, answer.errors));
  return answer.text;
}
