/** Who is made an administrator of the whole account: by `admin`, or by the space administrator's role on `root`. */
import type { Clause, PolicyModel } from '../../syntax/model.ts';
import type { Grant } from '../../syntax/values/grants.ts';
import type { Value } from '../../syntax/values/value.ts';
import { readingsOf } from './readings.ts';

const ROOT = 'root';
const SPACE_ADMIN = 'space-admin';

/** Clauses that surely grant the space administrator's role on `root`, whenever they fire. */
export function rootAdminClauses(model: PolicyModel): readonly Clause[] {
  return [...new Set(model.grants().flatMap((grant) => (isRootAdmin(grant, model) ? [grant.clause] : [])))];
}

function isRootAdmin({ rule, spaces, roles, clause }: Grant, model: PolicyModel): boolean {
  // Several spaces beside several roles: which go together is not known.
  if (rule === 'roles' && spaces.length > 1 && roles.length > 1) return false;
  const grantsAdmin = rule === 'space_admin' || (rule === 'roles' && includes(roles, SPACE_ADMIN));
  return grantsAdmin && (includes(spaces, ROOT) || (spaces.every(isSpaceId) && !choosesSpaces(clause, model)));
}

/** `input.spaces[_].id`. */
function isSpaceId(value: Value): boolean {
  return value.kind === 'input' && value.path[0] === 'spaces' && value.path[2] === 'id';
}

/** Whether the clause asks anything about the spaces. */
function choosesSpaces(clause: Clause, model: PolicyModel): boolean {
  const asksMore = readingsOf(clause, model).some(({ path }) => path[0] === 'spaces' && path[2] !== 'id');
  return asksMore || model.conditionsOf(clause).some(({ subject }) => isSpaceId(subject));
}

/** Whether anything may make somebody an administrator. */
export function mayMakeAdmin(model: PolicyModel): boolean {
  return model.grants().some(({ rule, spaces, roles }) => {
    const mayBeRole = rule === 'space_admin' || (rule === 'roles' && mayInclude(roles, SPACE_ADMIN));
    return mayBeRole && mayInclude(spaces, ROOT);
  });
}

function includes(values: readonly Value[], constant: string): boolean {
  return values.some((value) => value.kind === 'constant' && value.value === constant);
}

function mayInclude(values: readonly Value[], constant: string): boolean {
  return includes(values, constant) || values.some(({ kind }) => kind !== 'constant');
}
