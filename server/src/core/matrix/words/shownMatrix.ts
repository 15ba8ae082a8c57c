/** A matrix with its words, as an editor shows it. */
import type { AccessMatrix, MatrixOutcome, OutcomeWords, ShownMatrix } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { describeAssumedSessions } from './assumed.ts';
import { describeBy, describeHoldings, describeLevel } from './outcome.ts';
import { describeSubject } from './subject.ts';
import { describeWhere } from './where.ts';

/** @param account for the names of spaces */
export function showMatrix({ cells, ...matrix }: AccessMatrix, account: Inventory | undefined): ShownMatrix {
  return {
    ...matrix,
    sessions: cells.length,
    words: {
      subjects: matrix.subjects.map(describeSubject),
      outcomes: matrix.outcomes.map((outcome) => describeOutcome(outcome, account)),
      rows: matrix.rows.map(({ where }) => describeWhere(matrix, where)),
      assumed: describeAssumedSessions(matrix.assumed),
    },
  };
}

export function describeOutcome(outcome: MatrixOutcome, account: Inventory | undefined): OutcomeWords {
  const by = describeBy(outcome);
  return {
    level: describeLevel(outcome),
    holdings: describeHoldings(outcome, account),
    ...(by !== undefined && { by }),
  };
}
