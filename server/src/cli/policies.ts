/** The login policies among the files somebody named, each with what is known beside it. */
import type { Surroundings } from '../core/features/check.ts';
import { judgePolicy } from '../core/policy/verdict.ts';
import type { PolicySource } from '../protocol/engine.ts';
import type { CheckReport } from '../protocol/findings.ts';
import type { CliContext } from './context.ts';
import type { SourceFile } from './files.ts';
import type { EngineChoice } from './options.ts';
import { startProgress } from './progress.ts';
import { openSettingsFiles } from './settingsFiles.ts';

export interface LoginPolicy {
  readonly source: SourceFile;
  readonly policy: PolicySource;
  readonly surroundings: Surroundings;
}

export interface PolicyChoice {
  readonly engine: EngineChoice;
  readonly account: Surroundings['account'];
}

/**
 * Does something with every login policy, one after the other, and says how far it is.
 * @param doing such as `checking`
 * @returns what was done, and the files that are no login policy
 */
export async function forEachPolicy<Done>(
  sources: readonly SourceFile[],
  { engine: choice, account }: PolicyChoice,
  context: CliContext,
  doing: string,
  work: (policy: LoginPolicy) => Promise<Done>,
): Promise<{ done: Done[]; skipped: CheckReport['skipped'] }> {
  const progress = startProgress(context.streams);
  const settingsFiles = openSettingsFiles(context.streams);
  const done: Done[] = [];
  const skipped: CheckReport['skipped'] = [];
  try {
    for (const [index, source] of sources.entries()) {
      const { path, text, named } = source;
      progress.say(`${doing} ${index + 1} of ${sources.length}: ${path}`);
      const file = { path, text, named, ...(choice === 'auto' ? {} : { engine: choice }) };
      const verdict = await judgePolicy(file, context.engine);
      if (!verdict.login) {
        skipped.push({ path, reason: verdict.reason });
        continue;
      }
      const settings = await settingsFiles.settingsOf(path);
      const surroundings = { settings, ...(account && { account }) };
      done.push(await work({ source, policy: { text, engine: verdict.engine }, surroundings }));
    }
    return { done, skipped };
  } finally {
    progress.end();
  }
}
