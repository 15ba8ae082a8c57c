/** Which files hold scenarios: by their name, as everywhere else. */

export const SCENARIO_FILES = '**/*.scenarios.yaml';

export function isScenarioFile({ path }: { readonly path: string }): boolean {
  return path.endsWith('.scenarios.yaml');
}
