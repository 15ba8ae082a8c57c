/** Who is made an administrator of the whole account: by `admin`, or by the space administrator's role on `root`. */
import { isLocal } from '../../syntax/locals.ts';
import type { Clause, PolicyModel, Term } from '../../syntax/model.ts';
import type { Grant } from '../../syntax/values/grants.ts';
import type { Value } from '../../syntax/values/value.ts';
import { clausesAskedBy, readingsOf } from './readings.ts';

const ROOT = 'root';
const SPACE_ADMIN = 'space-admin';

/** Clauses that surely grant the space administrator's role on `root`, whenever they fire. */
export function rootAdminClauses(model: PolicyModel): readonly Clause[] {
  return [...new Set(model.grants().flatMap((grant) => (isRootAdmin(grant, model) ? [grant.clause] : [])))];
}

function isRootAdmin({ rule, spaces, roles, spaceTerm, roleTerm, clause }: Grant, model: PolicyModel): boolean {
  // Several spaces beside several roles: which go together is not known.
  if (rule === 'roles' && spaces.length > 1 && roles.length > 1) return false;
  const isAdmin =
    rule === 'space_admin' ||
    surely(SPACE_ADMIN, roles, { list: 'roles', name: 'slug', term: roleTerm, clause }, model);
  return isAdmin && surely(ROOT, spaces, { list: 'spaces', name: 'id', term: spaceTerm, clause }, model);
}

/** How it is granted: as which part of the account, and by which term of the clause's head. */
interface Granted {
  readonly list: 'roles' | 'spaces';
  readonly name: 'slug' | 'id';
  readonly term: Term | undefined;
  readonly clause: Clause;
}

/** Whether a constant is among what is granted: written there, or as one of all that there are in the account. */
function surely(
  constant: string,
  granted: readonly Value[],
  { list, name, term, clause }: Granted,
  model: PolicyModel,
): boolean {
  if (includes(granted, constant)) return granted.length === 1 || !isAskedAbout(term);
  const isEach = (value: Value): boolean => value.kind === 'input' && value.path[0] === list && value.path[2] === name;
  if (granted.length === 0 || !granted.every(isEach)) return false;
  const asksMore = readingsOf(clause, model).some(({ path }) => path[0] === list && path[2] !== name);
  const clauses = clausesAskedBy(clause, model);
  // Not all of them are meant where the clause, or what it asks, asks anything about them.
  return !asksMore && !clauses.some((each) => model.conditionsOf(each).some(({ subject }) => isEach(subject)));
}

/** Whether more is asked of a local than that it ranges over something. */
function isAskedAbout(term: Term | undefined): boolean {
  return term !== undefined && isLocal(term) && term.target.local.references.length > 2;
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
