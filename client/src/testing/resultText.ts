/** What a scenario came to, as text. */
import type { ScenarioFailure, ScenarioResult } from '../../../server/src/protocol/scenarios.ts';
import { shownLines, shownText } from '../views/shownText.ts';

const MARKS: Readonly<Record<ScenarioResult['state'], string>> = { passed: '✓', failed: '✗', errored: '!' };

/** With all that an account or a file has named as it can be shown. */
export function shownResult(result: ScenarioResult): ScenarioResult {
  const { name, failures, notes } = result;
  return {
    ...result,
    name: shownText(name),
    failures: failures.map(shownFailure),
    ...(notes && { notes: notes.map(shownText) }),
  };
}

function shownFailure(failure: ScenarioFailure): ScenarioFailure {
  const { message, expected, actual } = failure;
  return {
    ...failure,
    message: shownText(message),
    ...(expected !== undefined && { expected: shownLines(expected) }),
    ...(actual !== undefined && { actual: shownLines(actual) }),
  };
}

/** Ends with a line feed. */
export function describeResult({ name, state, failures, notes = [] }: ScenarioResult): string {
  const lines = failures.flatMap(({ message, because }) => [
    `    ${message}`,
    ...(because ? [`      by ${because.rule}, line ${because.range.start.line + 1}`] : []),
  ]);
  return [`${MARKS[state]} ${name}`, ...lines, ...notes.map((note) => `    note: ${note}`), ''].join('\n');
}
