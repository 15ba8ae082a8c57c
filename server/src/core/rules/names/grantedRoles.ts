/** Roles in spaces that a policy grants by constants, and which of them come together. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { ObjectTerm, PolicyModel, StringTerm } from '../../syntax/model.ts';
import type { Grant } from '../../syntax/values/grants.ts';
import type { Value } from '../../syntax/values/value.ts';
import { conditionsFor, givenIn } from './grantConditions.ts';

/** One role in one space, as far as both are constants. */
export interface GrantedRole {
  readonly grant: Grant;
  readonly slug: string;
  /** Undefined for the deprecated rules, whose name says the role. */
  readonly roleLiteral: StringTerm | undefined;
  /** Undefined where the space is no constant. */
  readonly space: { readonly id: string; readonly literal: StringTerm } | undefined;
  /** The map of spaces that both are written in: `{"space": {"role"}}`. */
  readonly table: ObjectTerm | undefined;
}

/** In the order of the grants. */
export function listGrantedRoles(model: PolicyModel): readonly GrantedRole[] {
  return model.grants().flatMap((grant) => {
    const spaces = constantsIn(grant.spaces);
    return rolesIn(grant).flatMap((role): GrantedRole[] => {
      const entry = role.literal && entryOf(role.literal);
      const pairs = entry ? spaces.filter(({ literal }) => literal === entry.key) : spaces;
      const base = { grant, slug: role.slug, roleLiteral: role.literal, table: entry?.table };
      if (pairs.length === 0 && !entry) return [{ ...base, space: undefined }];
      return pairs.map(({ text: id, literal }) => ({ ...base, space: { id, literal } }));
    });
  });
}

/** Whether `a` is granted wherever `b` is, as far as the text shows it. */
export function comesWith(a: GrantedRole, b: GrantedRole, model: PolicyModel): boolean {
  if (a.table ?? b.table) return a.table === b.table && a.grant === b.grant;
  const asked = conditionsFor(a, model);
  if (!asked) return false;
  const given = givenIn(b.grant.clause, model);
  return asked.every((condition) => given.has(condition));
}

function rolesIn({ rule, roles }: Grant): { slug: string; literal: StringTerm | undefined }[] {
  const deprecated = loginRuleNamed(rule)?.deprecated;
  if (deprecated) return [{ slug: deprecated.role, literal: undefined }];
  return constantsIn(roles).map(({ text, literal }) => ({ slug: text, literal }));
}

function constantsIn(values: readonly Value[]): { text: string; literal: StringTerm }[] {
  return values.flatMap((value) => {
    if (value.kind !== 'constant' || value.literal?.kind !== 'string' || typeof value.value !== 'string') return [];
    return [{ text: value.value, literal: value.literal }];
  });
}

/** The entry of a map whose value is a collection with the role. */
function entryOf({
  parent: collection,
}: StringTerm): { table: ObjectTerm; key: ObjectTerm['entries'][number]['key'] } | undefined {
  if (collection.kind !== 'set' && collection.kind !== 'array' && collection.kind !== 'object') return undefined;
  const table = collection.parent;
  const entry = table.kind === 'object' ? table.entries.find(({ value }) => value === collection) : undefined;
  return entry && table.kind === 'object' ? { table, key: entry.key } : undefined;
}
