/** What was assumed of a matrix's sessions, in words. */
import type { MatrixAssumption } from '../../../protocol/matrix.ts';

/** `session.member = true of keys: …`, for each that may matter; then, in one line, what no policy reads. */
export function describeAssumedSessions(assumed: readonly MatrixAssumption[]): string[] {
  const [read, unread] = [assumed.filter(({ isRead }) => isRead), assumed.filter(({ isRead }) => !isRead)];
  const lines = read.map(({ field, of, why, ...rest }) => {
    const value = 'value' in rest ? ` = ${JSON.stringify(rest.value)}` : '';
    return `${field}${value} of ${of}: ${why}`;
  });
  const others = [...new Set(unread.map(({ field }) => field))];
  return [...lines, ...(others.length > 0 ? [`not read by the policy: ${others.join(', ')}`] : [])];
}
