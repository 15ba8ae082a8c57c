/** The login policies among the files somebody named, each with what is known beside it. */
import type { Surroundings } from '../core/features/check.ts';
import { judgePolicy } from '../core/policy/verdict.ts';
import type { PolicySource } from '../protocol/engine.ts';
import type { CheckReport } from '../protocol/findings.ts';
import type { CliContext } from './context.ts';
import { blamePolicy } from './engineTrouble.ts';
import type { PolicySourceFile, Reading } from './files.ts';
import type { EngineChoice } from './options.ts';
import { startProgress } from './progress.ts';
import type { FileTrouble } from './readFile.ts';
import { openSettingsFiles, type SettingsFiles } from './settingsFiles.ts';

export interface LoginPolicy {
  readonly source: PolicySourceFile;
  readonly policy: PolicySource;
  readonly surroundings: Surroundings;
}

export interface PolicyChoice {
  readonly engine: EngineChoice;
  readonly account: Surroundings['account'];
}

/** What has become of all files. */
export interface Worked<Done> {
  readonly done: readonly Done[];
  /** No login policies. */
  readonly skipped: CheckReport['skipped'];
  /** What can't be read, and policies that no answer can be had about. */
  readonly failed: readonly FileTrouble[];
}

/**
 * Does something with every login policy, one after the other, and says how far it is. A policy that OPA founders on
 * is told, and the others are worked on all the same.
 * @param doing such as `checking`
 * @throws {BadInput} for a settings file with a mistake
 * @throws {EngineError} when there is no engine
 */
export async function forEachPolicy<Done>(
  { sources, failed: unread }: Reading,
  choice: PolicyChoice,
  context: CliContext,
  doing: string,
  work: (policy: LoginPolicy) => Promise<Done>,
): Promise<Worked<Done>> {
  const progress = startProgress(context.streams);
  const settingsFiles = openSettingsFiles();
  const worked = { done: [] as Done[], skipped: [] as CheckReport['skipped'], failed: [...unread] };
  try {
    for (const [index, source] of sources.entries()) {
      const { path } = source;
      progress.say(`${doing} ${index + 1} of ${sources.length}: ${path}`);
      try {
        const found = await judge(source, choice, settingsFiles, context);
        if ('reason' in found) worked.skipped.push({ path, reason: found.reason });
        else worked.done.push(await work(found));
      } catch (error) {
        worked.failed.push(blamePolicy(path, `${doing} it`, error));
      }
    }
    return worked;
  } finally {
    progress.end();
  }
}

async function judge(
  source: PolicySourceFile,
  { engine: choice, account }: PolicyChoice,
  settingsFiles: SettingsFiles,
  context: CliContext,
): Promise<LoginPolicy | { reason: string }> {
  const { path, text, named } = source;
  const file = { path, text, named, ...(choice === 'auto' ? {} : { engine: choice }) };
  const verdict = await judgePolicy(file, context.engine);
  if (!verdict.login) return { reason: verdict.reason };
  const settings = await settingsFiles.settingsOf(path);
  const surroundings = { settings, ...(account && { account }) };
  return { source, policy: { text, engine: verdict.engine }, surroundings };
}
