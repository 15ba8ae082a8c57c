/** Whether a clause asks who logs in. */
import type { Reading } from './readings.ts';

/** What tells one person, key or stack from another; the rest of the session is common to many. */
const WHO = new Set(['account_name', 'admin', 'idp_subject', 'login', 'machine', 'name', 'stack_id', 'teams']);

/** `who`: asks for a name, a team or the like. `member`: whether somebody is a member. Undefined: neither. */
export function identityOf({ path, at }: Reading): 'who' | 'member' | undefined {
  const [root, field] = path;
  if (path.length === 0) return isGuard(at) ? undefined : 'who';
  if (root === 'slack' || root === undefined) return 'who';
  if (root !== 'session') return undefined;
  if (path.length === 1) return isGuard(at) ? undefined : 'who';
  if (field === 'member') return 'member';
  return typeof field !== 'string' || WHO.has(field) ? 'who' : undefined;
}

/** An expression of its own, which asks no more than that it is there. */
function isGuard({ parent }: Reading['at']): boolean {
  return parent.kind === 'term';
}
