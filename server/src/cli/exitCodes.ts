/** What the process's exit code says. */
export const EXIT = {
  /** Done, and nothing of level error found. */
  fine: 0,
  /** Findings of level error, or files that `fmt --check` would change. */
  findings: 1,
  /** It could not do what was asked; stderr says why, in a line for each file or mistake. */
  failed: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
