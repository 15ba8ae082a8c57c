/** The name behind an id, a slug or a number: what a reader can't see in the text. */
import type { Role, Space } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { idIn } from '../../account/keyLogin.ts';
import { splitSpaceId } from '../../account/ulid.ts';
import { asCompared } from '../../rules/names/rewrites.ts';
import type { Subject } from '../../syntax/values/conditions.ts';
import type { Literal, PolicyModel } from '../../syntax/model.ts';
import { listInstants, type Instant } from '../../syntax/values/instants.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { lossOf } from './apiKey.ts';
import { writeInstant } from './instant.ts';
import { plain } from './markdown.ts';

export interface Behind {
  readonly text: string;
  readonly markdown: string;
}

/** Undefined where the text says it already, or nothing is known. */
export function nameBehind(literal: Literal, policy: OpenPolicy): Behind | undefined {
  const text = findName(literal, policy);
  return text === undefined ? undefined : { text, markdown: plain(text) };
}

function findName(literal: Literal, policy: OpenPolicy): string | undefined {
  const { account, model } = policy;
  if (literal.kind === 'number') {
    const instant = instantsOf(model).get(literal);
    return instant && writeInstant(instant.nanoseconds);
  }
  if (literal.kind !== 'string' || !account) return undefined;
  for (const meaning of model.meaningsOf(literal)) {
    const name = nameOf(meaning, account, policy.now);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameOf({ domain, value, condition }: Meaning, account: Inventory, now: bigint): string | undefined {
  const text = String(value);
  switch (domain) {
    case 'login':
    case 'loginPart':
      return keyName(text, condition?.subject, account, now);
    case 'space':
      return spaceName(text, account);
    case 'role':
    case 'roleUlid':
      return roleName(text, account);
    default:
      return undefined;
  }
}

/** @param subject what the text is compared with: `lower(input.session.login)` asks for small letters */
function keyName(text: string, subject: Subject | undefined, account: Inventory, now: bigint): string | undefined {
  const id = idIn(text) ?? text;
  const key = account.key(id) ?? account.key(id.toUpperCase());
  if (!key || asCompared(key.id, subject) !== id) return undefined;
  const loss = lossOf(key, now);
  return loss ? `${key.name} (${loss})` : key.name;
}

/** `production/eu`; only the way to it from the root where that is more than what the id begins with. */
function spaceName(id: string, account: Inventory): string | undefined {
  const space: Space | undefined = account.space(id);
  if (!space) return undefined;
  const [, ...path] = account.pathOf(id) ?? [];
  const shown = path.length > 1 ? path.join('/') : space.name;
  return slugOf(shown) === slugOf(splitSpaceId(id)?.name ?? id) ? undefined : shown;
}

function roleName(text: string, account: Inventory): string | undefined {
  const role = account.role(text) ?? roleById(text, account);
  return role && slugOf(role.name) !== slugOf(text) ? role.name : undefined;
}

function roleById(id: string, { account }: Inventory): Role | undefined {
  return account.roles.items.find((role) => role.id === id);
}

/** What Spacelift makes of a name: `Plan only` is `plan-only`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

const instantsOfModel = new WeakMap<PolicyModel, ReadonlyMap<Literal, Instant>>();

/** The instants of a policy, by where they are written. */
export function instantsOf(model: PolicyModel): ReadonlyMap<Literal, Instant> {
  const known = instantsOfModel.get(model);
  if (known) return known;
  const instants = new Map(listInstants(model).map((instant) => [instant.literal as Literal, instant]));
  instantsOfModel.set(model, instants);
  return instants;
}
