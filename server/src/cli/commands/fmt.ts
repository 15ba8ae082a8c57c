import { Command } from 'commander';
import { findSyntaxMistake, formatPolicy } from '../../core/features/format.ts';
import { BadInput } from '../../core/badInput.ts';
import { judgeNamedPolicy } from '../../core/policy/verdict.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import { blamePolicy } from '../engineTrouble.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { identify, matchFiles } from '../files.ts';
import { engineOption, type EngineChoice } from '../options.ts';
import { startProgress } from '../progress.ts';
import { FileTrouble, readSource, type SourceFile } from '../readFile.ts';
import { replaceFiles } from '../replaceFiles.ts';
import { describeMistakes, describeOpaErrors } from '../writers/human/failure.ts';

interface FmtOptions {
  check: boolean;
  engine: EngineChoice;
}

const EXAMPLES = `
Examples:
  login-policy fmt login.rego             rewrites the file, if it changes
  login-policy fmt login.rego --check     only says whether it would
  login-policy fmt - < login.rego         prints the formatted policy

Exit codes: 0 done · 1 with --check: it would change a file · 2 a file can't be read or written, or has a syntax error;
then no file is changed.`;

/** `login-policy fmt FILE…` */
export function fmtCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  return new Command('fmt')
    .summary("write policies the way OPA's formatter does")
    .description(
      "Rewrite policies, or any other Rego, with OPA's formatter. Every file is read and formatted before the first is written.",
    )
    .argument('<file...>', 'policies, globs, or - to print instead of writing')
    .option('--check', 'change nothing; say which files would change, and exit with 1 if any', false)
    .addOption(engineOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: FmtOptions) => {
      const { formatted, failed } = await formatAll(files, options.engine, context);
      if (failed.length === 0 && !options.check) await write(formatted, context);
      const differing = options.check ? formatted.filter(isChanged) : [];
      for (const { source } of differing)
        await context.streams.out(`${source.path === '-' ? '<stdin>' : source.path}\n`);
      for (const message of failed) complain(context.streams, message);
      ended(failed.length > 0 ? EXIT.failed : differing.length > 0 ? EXIT.findings : EXIT.fine);
    });
}

interface Formatted {
  readonly source: SourceFile;
  readonly text: string;
}

/** OPA writes no byte order mark. */
function isChanged({ source, text }: Formatted): boolean {
  return source.bom || text !== source.text;
}

async function write(formatted: readonly Formatted[], { streams }: CliContext): Promise<void> {
  const changed = formatted.filter((file) => file.source.path !== '-' && isChanged(file));
  replaceFiles(changed.map(({ source, text }) => ({ path: source.path, text })));
  for (const { source, text } of formatted) if (source.path === '-') await streams.out(text);
  for (const { source } of changed) await streams.out(`${source.path}\n`);
}

/** @returns also a line for each file that can't be read or formatted */
async function formatAll(
  files: readonly string[],
  choice: EngineChoice,
  context: CliContext,
): Promise<{ formatted: Formatted[]; failed: string[] }> {
  const progress = startProgress(context.streams);
  const formatted: Formatted[] = [];
  const failed: string[] = [];
  try {
    for (const file of withoutRepeats(await matchAll(files, failed))) {
      progress.say(`formatting ${file}`);
      try {
        const source = await readSource(file, context.streams);
        formatted.push({ source, text: await format(source, choice, context) });
      } catch (error) {
        failed.push((error instanceof BadInput ? error : blamePolicy(file, 'formatting it', error)).message);
      }
    }
    return { formatted, failed };
  } finally {
    progress.end();
  }
}

/** Adds a line to `failed` for each place where no file matches. */
async function matchAll(places: readonly string[], failed: string[]): Promise<string[]> {
  const matched: string[] = [];
  for (const place of places) {
    try {
      matched.push(...(await matchFiles(place)));
    } catch (error) {
      if (!(error instanceof FileTrouble)) throw error;
      failed.push(error.message);
    }
  }
  return matched;
}

/** A file once, whatever links it is reached by. */
function withoutRepeats(files: readonly string[]): readonly string[] {
  const identities = files.map(identify);
  return files.filter((_, index) => identities.indexOf(identities[index] ?? '') === index);
}

async function format({ path, text }: SourceFile, choice: EngineChoice, { engine }: CliContext): Promise<string> {
  const verdict = await judgeNamedPolicy({ path, text, ...(choice !== 'auto' && { engine: choice }) }, engine);
  const answer = await formatPolicy(text, verdict.engine, engine);
  if ('text' in answer) return answer.text;
  const about = { file: path, text, verdict };
  const mistake = await findSyntaxMistake({ text, engine: verdict.engine }, engine);
  throw new BadInput((mistake && describeMistakes(about, [mistake])) ?? describeOpaErrors(about, answer.errors));
}
