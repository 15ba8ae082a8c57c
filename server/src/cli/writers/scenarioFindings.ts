import type { Finding, Range } from '../../protocol/findings.ts';
import type { ScenarioResult, TestedFile } from '../../protocol/scenarios.ts';

/** Why a scenario can't be decided is told with the scenario. */
export function isToldBy(results: readonly ScenarioResult[], { message, range }: Finding): boolean {
  return results.some(({ failures }) =>
    failures.some((failure) => message.startsWith(failure.message) && isSameRange(failure.range, range)),
  );
}

/** Mistakes of the file itself, which are told with none of its scenarios: there may be none. */
export function listOwnMistakes({ findings, results }: TestedFile): Finding[] {
  return findings.filter((finding) => finding.severity === 'error' && !isToldBy(results, finding));
}

function isSameRange({ start, end }: Range, other: Range): boolean {
  return JSON.stringify([start, end]) === JSON.stringify([other.start, other.end]);
}
