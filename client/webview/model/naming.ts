/** The names behind slugs and ids, where the account shows them. */
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';

export interface Naming {
  /** Of a slug. */
  role(slug: string): string;
  /** Of an id. */
  space(id: string): string;
}

export function nameBy(names: AccountNames | null): Naming {
  const roles = new Map(names?.roles.map(({ slug, name }) => [slug, name]));
  const spaces = new Map(names?.spaces.map(({ id, name }) => [id, name]));
  return { role: (slug) => roles.get(slug) ?? slug, space: (id) => spaces.get(id) ?? id };
}

/** A change of a decision, such as `+ deployer in production-01H…`, with the names in it. */
export function nameChange(change: string, naming: Naming): string {
  const [, sign, slug, space] = /^([+−]) (\S+) in (\S+)$/.exec(change) ?? [];
  return sign === undefined || slug === undefined || space === undefined
    ? change
    : `${sign} ${naming.role(slug)} in ${naming.space(space)}`;
}
