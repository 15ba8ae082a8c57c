/** What a scenario came to, as text. */
import type { ScenarioResult } from '../../../server/src/protocol/scenarios.ts';

const MARKS: Readonly<Record<ScenarioResult['state'], string>> = { passed: '✓', failed: '✗', errored: '!' };

/** Ends with a line feed. */
export function describeResult({ name, state, failures, notes = [] }: ScenarioResult): string {
  const lines = failures.flatMap(({ message, because }) => [
    `    ${message}`,
    ...(because ? [`      by ${because.rule}, line ${because.range.start.line + 1}`] : []),
  ]);
  return [`${MARKS[state]} ${name}`, ...lines, ...notes.map((note) => `    note: ${note}`), ''].join('\n');
}
