/** `login-policy check --fix`. */
import { fixPolicy } from '../../core/features/fix.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import type { Reading } from '../files.ts';
import { forEachPolicy, type PolicyChoice } from '../policies.ts';
import { isVain, toReport, type Checked } from '../report.ts';
import { replaceFiles } from '../replaceFiles.ts';
import { writeCheck, writeSkipped } from '../writers/human/check.ts';
import { isChanged, writeFixed, writeProposal, type FixedFile } from '../writers/human/fixes.ts';

/**
 * Shows what every safe fix would change, or changes it: every file is fixed in memory before the first is written, and
 * none is written where one can't be worked on.
 */
export async function fix(
  reading: Reading,
  choice: PolicyChoice,
  writes: boolean,
  context: CliContext,
): Promise<Checked> {
  const { streams, engine } = context;
  const worked = await forEachPolicy(reading, choice, context, 'fixing', async (found) => ({
    path: found.source.path,
    bom: found.source.bom,
    original: found.source.text,
    engine: found.policy.engine,
    ...(await fixPolicy(found.policy, engine, found.surroundings)),
  }));
  const { done: files, skipped, failed } = worked;
  if (failed.length > 0 && writes) {
    if (files.some(isChanged)) complain(streams, 'nothing is written, since not every file can be fixed');
    return { findings: [], failed };
  }
  if (!writes) {
    if (!isVain(worked)) await streams.out(writeSkipped(skipped, streams.colour) + writeProposal(files, streams));
    return { findings: files.flatMap(({ before }) => before), failed };
  }
  write(files);
  const report = toReport({ ...worked, done: files.map((file) => ({ ...file, findings: [...file.left] })) });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  await streams.out(writeFixed(files) + writeCheck(report, texts, streams));
  return { findings: files.flatMap(({ left }) => left), failed };
}

function write(files: readonly (FixedFile & { readonly bom: boolean })[]): void {
  replaceFiles(files.filter(isChanged).map(({ path, bom, text }) => ({ path, text: bom ? `\uFEFF${text}` : text })));
}
