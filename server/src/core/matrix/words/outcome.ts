/** What a login comes to, in words. */
import type { MatrixOutcome } from '../../../protocol/matrix.ts';
import { nameSpace } from '../../access/words.ts';
import type { Inventory } from '../../account/inventory.ts';

const LEVELS: Readonly<Record<MatrixOutcome['level'], string>> = {
  admin: 'admin',
  allow: 'allowed',
  deny: 'denied',
  failed: 'failed',
  undecided: 'not decided',
};

/** `admin`, `allowed, admin of the root space`, `denied, though roles are granted`. */
export function describeLevel({ level, isAdmin, isBypass, isWithoutEntry, error }: MatrixOutcome): string {
  if (isBypass) return 'admin, the policy is not asked';
  if (level === 'allow' && isAdmin) return 'allowed, admin of the root space';
  if (isWithoutEntry) return 'denied, though roles are granted';
  return error === undefined ? LEVELS[level] : `failed, taken as denied: ${error}`;
}

/** `deployer in production`, for each space; then what has no effect, and teams that are changed. */
export function describeHoldings({ roles, idle = {}, teams }: MatrixOutcome, account: Inventory | undefined): string[] {
  const tell = ([space, slugs]: [string, string[]]): string => `${slugs.join(', ')} in ${nameSpace(space, account)}`;
  return [
    ...Object.entries(roles).map(tell),
    ...Object.entries(idle).map((entry) => `${tell(entry)} (without effect: the account has no such role or space)`),
    ...(teams === undefined ? [] : [`teams become ${teams.length > 0 ? teams.join(', ') : 'none'}`]),
  ];
}

/** `by login.rego; roles by freeze.rego`: of several policies, those that decide. Undefined where none does. */
export function describeBy({ by = [], rolesBy = [] }: MatrixOutcome): string | undefined {
  const isSame = by.join('\n') === rolesBy.join('\n');
  const parts = [
    ...(by.length > 0 ? [`by ${by.join(', ')}`] : []),
    ...(rolesBy.length > 0 && !isSame ? [`roles by ${rolesBy.join(', ')}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}
