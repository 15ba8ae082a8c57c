/** Spaces and roles that an account might have, where it does not show them all. */
import type { LoginInput } from '../loginInput.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { limit, type Alternatives } from './alternatives.ts';
import { textsOf } from './texts.ts';
import { counted } from '../../counted.ts';

type Spaces = LoginInput['spaces'];
type Roles = LoginInput['roles'];

const SOME_SPACE = { id: 'another-space', name: 'another space', labels: [] };
const SOME_ROLE = {
  id: 'another-role',
  name: 'another role',
  slug: 'another-role',
  ulid: '00000000000000000000000000',
};
const UNTRIED = 'other spaces and roles, and several at once';

/** One more space than are known: any, and one for each id, name and label that the policy names. */
export function otherSpaces(model: PolicyModel, own: Spaces): Alternatives<Spaces> {
  const ids = textsOf(model, 'space').map((id) => ({ ...SOME_SPACE, id }));
  const names = textsOf(model, 'spaceName').map((name) => ({ ...SOME_SPACE, name }));
  const labels = textsOf(model, 'label').map((label) => ({ ...SOME_SPACE, labels: [label] }));
  const named = [...ids, ...names, ...labels];
  const values = [SOME_SPACE, ...named].map((space) => [...own, space]);
  return limit(
    { values, what: describe('space', 'ids, names and labels', named.length), untried: UNTRIED },
    own,
    JSON.stringify,
  );
}

/** One more role than are known: any, and one for each slug and name that the policy names. */
export function otherRoles(model: PolicyModel, own: Roles): Alternatives<Roles> {
  const slugs = textsOf(model, 'role').map((slug) => ({ ...SOME_ROLE, id: slug, slug }));
  const names = textsOf(model, 'roleName').map((name) => ({ ...SOME_ROLE, name }));
  const named = [...slugs, ...names];
  const values = [SOME_ROLE, ...named].map((role) => [...own, role]);
  return limit(
    { values, what: describe('role', 'slugs and names', named.length), untried: UNTRIED },
    own,
    JSON.stringify,
  );
}

function describe(noun: string, properties: string, named: number): string {
  const also =
    named === 0 ? '' : `, or one with one of the ${counted(named, 'such constant')} it names as ${properties}`;
  return `one more ${noun}${also}`;
}
