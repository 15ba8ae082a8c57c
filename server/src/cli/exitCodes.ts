/** What the process's exit code says. */
export const EXIT = {
  /** Done, and nothing of level error found. */
  fine: 0,
  /** Findings of level error, files that `fmt --check` would change, a no to what `can` asks, or a scenario of `test` that fails. */
  findings: 1,
  /**
   * It could not do what was asked; stderr says why, in a line for each file or mistake. Also where the answer to what
   * `can` asks is not known, or `diff` finds nobody who gains access without having tried all: they say why themselves.
   */
  failed: 2,
  /** `diff`: somebody gains access. */
  wider: 3,
  /** `diff`: nobody whom policies are asked about is left who can repair the policy. */
  lockedOut: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
