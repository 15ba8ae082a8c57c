/** A difference with its words, as an editor shows it. */
import type { AccessDifference, ShownDifference } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { describeAssumedSessions } from '../../matrix/words/assumed.ts';
import { describeSubject } from '../../matrix/words/subject.ts';
import { describeWhere } from '../../matrix/words/where.ts';
import { describeWhom } from './cause.ts';
import { describeChange, describeLockOut, describeVerdict, nameLockOut } from './change.ts';

/** @param account for the names of spaces */
export function showDifference(
  difference: AccessDifference,
  { before, after }: { before: string; after: string },
  account: Inventory | undefined,
): ShownDifference {
  return {
    ...difference,
    words: {
      before,
      after,
      verdict: describeVerdict(difference),
      lockOutTitle: nameLockOut(difference),
      lockOut: describeLockOut(difference),
      subjects: difference.subjects.map(describeSubject),
      rows: difference.rows.map((row) => ({
        changes: describeChange(row, difference, account),
        where: describeWhere(difference, row.where),
        whom: (row.causes ?? []).map((cause) => describeWhom(cause, difference)),
      })),
      assumed: describeAssumedSessions(difference.assumed),
    },
  };
}
