import type { Finding, Range } from '../../protocol/findings.ts';
import type { ScenarioResult } from '../../protocol/scenarios.ts';

/** Why a scenario can't be decided is told with the scenario. */
export function isToldBy(results: readonly ScenarioResult[], { message, range }: Finding): boolean {
  return results.some(({ failures }) =>
    failures.some((failure) => message.startsWith(failure.message) && isSameRange(failure.range, range)),
  );
}

function isSameRange({ start, end }: Range, other: Range): boolean {
  return JSON.stringify([start, end]) === JSON.stringify([other.start, other.end]);
}
