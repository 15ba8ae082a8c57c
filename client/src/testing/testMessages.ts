/** What a scenario came to, in VS Code's words. */
import {
  FileCoverage,
  Location,
  Position,
  StatementCoverage,
  TestCoverageCount,
  TestMessage,
  TestMessageStackFrame,
  Uri,
  type TestItem,
} from 'vscode';
import type { ClauseCoverage, ScenarioFailure, ScenarioResult } from '../../../server/src/protocol/scenarios.ts';
import { toRange } from '../wireRange.ts';

/** At least one for a result that has not passed. */
export function describeFailures({ failures }: ScenarioResult, { uri }: TestItem): TestMessage[] {
  return failures.map((failure) => describeFailure(failure, uri));
}

function describeFailure(
  { message, range, expected, actual, because }: ScenarioFailure,
  file: Uri | undefined,
): TestMessage {
  const told =
    expected === undefined || actual === undefined
      ? new TestMessage(message)
      : TestMessage.diff(message, expected, actual);
  if (file) told.location = new Location(file, toRange(range));
  if (because) {
    const { line, character } = because.range.start;
    told.stackTrace = [new TestMessageStackFrame(because.rule, Uri.parse(because.uri), new Position(line, character))];
  }
  return told;
}

/** Each clause as a statement, with how many scenarios have fired it. */
export class ClauseFileCoverage extends FileCoverage {
  readonly details: StatementCoverage[];

  constructor({ uri, clauses }: ClauseCoverage) {
    const covered = clauses.filter(({ count }) => count > 0).length;
    super(Uri.parse(uri), new TestCoverageCount(covered, clauses.length));
    this.details = clauses.map(({ count, range }) => new StatementCoverage(count, toRange(range)));
  }
}
