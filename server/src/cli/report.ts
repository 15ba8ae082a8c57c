/** From what was done with every file to what is told. */
import type { CheckedFile, CheckReport, Finding } from '../protocol/findings.ts';
import type { Worked } from './policies.ts';

/** What a run of `check` comes to. */
export interface Checked extends Pick<Worked<unknown>, 'failed'> {
  /** In the files as they are now. */
  readonly findings: readonly Finding[];
}

/** Nothing could be looked at: then there is no report. */
export function isVain({ done, skipped }: Worked<unknown>): boolean {
  return done.length === 0 && skipped.length === 0;
}

export function toReport({ done, skipped, failed }: Worked<CheckedFile>): CheckReport {
  return {
    files: [...done],
    skipped,
    ...(failed.length > 0 && { failed: failed.map(({ path, reason }) => ({ path, reason })) }),
  };
}
