/** Grants that name a role by a field of a role of the input. */
import type { PolicyModel, Term } from '../../syntax/model.ts';
import type { ProblemFix } from '../rule.ts';
import { entryFieldOf, nameEntry } from './listEntries.ts';

export interface GrantedField {
  readonly at: Term;
  readonly field: string;
  readonly fixes: readonly ProblemFix[];
}

/** Each place once. In the input a role's `id` is its slug: it stands for the role as well. */
export function listGrantedFields(model: PolicyModel): readonly GrantedField[] {
  const terms = new Set(model.grants().flatMap(({ roleTerm }) => roleTerm ?? []));
  return [...terms].flatMap((at) => {
    const entry = entryFieldOf(at, 'roles', model);
    if (entry?.field === undefined || entry.field === 'slug' || entry.field === 'id') return [];
    return [{ at, field: entry.field, fixes: nameEntry(at, 'roles', entry) }];
  });
}
