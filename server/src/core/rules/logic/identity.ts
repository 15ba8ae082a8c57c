/** Whether a clause asks who logs in. */
import type { Values } from '../../syntax/values/values.ts';
import { kindAsked } from './kinds.ts';
import type { Reading } from './readings.ts';

/** What many have in common, or a place and no person. Fields that nobody knows are left to SL020. */
const COMMON = new Set(['creator_ip', 'member']);

const ELSEWHERE = new Set(['attachment', 'request', 'roles', 'spaces']);

/**
 * `who`: asks for a name, a team or the like. `member`: whether somebody is a member. `kind`: for a kind of logins
 * (`kindAsked`). Undefined: nothing of that.
 */
export type Identity = 'who' | 'member' | 'kind' | undefined;

export function identityOf(reading: Reading, values: Values): Identity {
  const { path, at } = reading;
  const [root, field] = path;
  if (root !== undefined && ELSEWHERE.has(String(root))) return undefined;
  const isWhole = path.length === 0 || (root === 'session' && path.length === 1);
  if (isWhole) return isGuard(at) ? undefined : 'who';
  const kind = kindAsked(reading, values);
  if (kind) return kind === 'nothing' ? undefined : 'kind';
  if (root !== 'session' || field === undefined || !COMMON.has(String(field))) return 'who';
  return field === 'member' ? 'member' : undefined;
}

/** An expression of its own, which asks no more than that it is there. */
function isGuard({ parent }: Reading['at']): boolean {
  return parent.kind === 'term';
}
