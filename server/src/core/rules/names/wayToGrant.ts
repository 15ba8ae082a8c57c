/** How a policy writes `roles`, for a clause that is to stand beside the others. */
import type { Clause, PolicyModel } from '../../syntax/model.ts';
import type { RuleContext } from '../rule.ts';

/** `contains`: `roles[space] contains role`. `nested`: `roles[space][role]`. */
export type WayToGrant = 'contains' | 'nested';

/**
 * As the clauses there are, else as the version's users write. Undefined where `roles` is made in some other way
 * (`roles[space] := {…}`, `roles := {…}`) or in several: a clause for the same space would be in conflict with one; and where only
 * Spacelift's own `roles` is asked.
 */
export function wayToGrant({ model, written }: Pick<RuleContext, 'model' | 'written'>): WayToGrant | undefined {
  const clauses = model.rulesNamed('roles');
  if (clauses.length === 0 && isRolesAsked(model)) return undefined;
  if (clauses.length === 0) return written === 'v1' ? 'contains' : 'nested';
  const [way, ...others] = new Set(clauses.map(wayOf));
  return others.length === 0 ? way : undefined;
}

function wayOf({ defines, elses, head, isDefault }: Clause): WayToGrant | undefined {
  if (isDefault || elses.length > 0) return undefined;
  if (defines === 'set' && head.path.length === 1) return 'contains';
  const isTrue = !head.value || (head.value.kind === 'boolean' && head.value.value);
  return defines === 'map' && head.path.length === 2 && isTrue ? 'nested' : undefined;
}

/** Without a clause of its own: by a name that nothing in the policy introduces. */
function isRolesAsked({ references }: PolicyModel): boolean {
  return references.some(({ name, target }) => {
    if (target.kind === 'data') return target.path.some(({ constant }) => constant === 'roles');
    return name === 'roles' && target.kind === 'local' && target.local.kind === 'free';
  });
}
