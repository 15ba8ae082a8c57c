/** The two VS Codes that every scenario is tried in. */
export const VERSIONS = ['oldest', 'newest'] as const;
export type Version = (typeof VERSIONS)[number];

/** The variable that says which one a run is for. */
export const VARIABLE = 'TESTED_VSCODE';

export function vsCodeUnderTest(): Version {
  return VERSIONS.find((version) => version === process.env[VARIABLE]) ?? 'oldest';
}
