/** Roles in spaces that a policy grants by constants, and which of them come together. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { ObjectTerm, PolicyModel, StringTerm, Term } from '../../syntax/model.ts';
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
  readonly space: NamedSpace | undefined;
  /** The map of spaces that both are written in: `{"space": {"role"}}`. */
  readonly table: ObjectTerm | undefined;
  /** All that is asked for it, word for word; undefined where more may be asked than the text shows. */
  readonly asked: readonly string[] | undefined;
  /** What holds wherever it is granted, word for word. */
  readonly given: ReadonlySet<string>;
}

interface NamedSpace {
  readonly id: string;
  readonly literal: StringTerm;
}

/** More pairs than this of one clause come of collections whose members belong together in ways the text doesn't tell. */
const MANY = 2000;

/** In the order of the grants. */
export function listGrantedRoles(model: PolicyModel): readonly GrantedRole[] {
  return model.grants().flatMap((grant) => {
    const spaces = new Map(constantsIn(grant.spaces).map(({ text: id, literal }) => [literal, { id, literal }]));
    const roles = rolesIn(grant);
    const given = givenIn(grant.clause, model);
    return roles.flatMap(({ slug, literal: roleLiteral }): GrantedRole[] => {
      const entry = roleLiteral && entryOf(roleLiteral);
      return pair(entry, spaces, roles.length).map((space) => {
        const asked = conditionsFor(grant, roleLiteral, space?.literal, model);
        return { grant, slug, roleLiteral, space, table: entry?.table, asked, given };
      });
    });
  });
}

/** The spaces that a role is granted in: undefined for one that is no constant. */
function pair(
  entry: Entry | undefined,
  spaces: ReadonlyMap<Term, NamedSpace>,
  roleCount: number,
): readonly (NamedSpace | undefined)[] {
  const own = entry && spaces.get(entry.key);
  if (entry) return own ? [own] : [];
  if (spaces.size === 0) return [undefined];
  return spaces.size * roleCount > MANY ? [] : [...spaces.values()];
}

/** Whether `a` is granted wherever `b` is, as far as the text shows it. */
export function comesWith(a: GrantedRole, b: GrantedRole): boolean {
  if (a.table ?? b.table) return a.table === b.table && a.grant === b.grant;
  return a.asked?.every((condition) => b.given.has(condition)) ?? false;
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

interface Entry {
  readonly table: ObjectTerm;
  readonly key: Term;
}

/** The entry of a map whose value is a collection with the role. */
function entryOf({ parent: collection }: StringTerm): Entry | undefined {
  if (collection.kind !== 'set' && collection.kind !== 'array' && collection.kind !== 'object') return undefined;
  const table = collection.parent;
  const entry = table.kind === 'object' ? table.entries.find(({ value }) => value === collection) : undefined;
  return entry && table.kind === 'object' ? { table, key: entry.key } : undefined;
}
