/** Who logs in: an API key that the account knows, one that it doesn't, or a person. */
import type { Inventory } from '../account/inventory.ts';
import { idIn, KEY_PREFIX } from '../account/keyLogin.ts';
import { isUlid } from '../account/ulid.ts';
import type { AccountSnapshot, ApiKey, KeySession } from '../../protocol/account.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import { given, type Belief } from './belief.ts';
import { describeUnidentified, NOT_DOCUMENTED, type Unidentified } from './unidentifiedKey.ts';

/** What `input.session` says of somebody, apart from the connection. */
export interface Actor {
  login: Belief<string>;
  /** The other form that a key's login may have, or what stands for it; missing where the login is known. */
  otherLogin?: string;
  name: Belief<string>;
  teams: Belief<string[]>;
  member: Belief<boolean>;
  admin: Belief<boolean>;
  machine: Belief<boolean>;
  /** Only a key that the account knows. */
  key?: ApiKey;
  /** Only a key that it does not, or where there is no account. */
  unidentified?: Unidentified;
}

/** Stands for a person of whom nothing is said. */
const SOMEBODY = 'somebody';

const NAME_UNKNOWN = 'not documented for API keys';
const KEY_MEMBER: Belief<boolean> = { value: true, why: 'whether an API key counts as a member is not documented' };
const KEY_MACHINE: Belief<boolean> = {
  value: false,
  why: 'whether an API key counts as a machine session is not documented: taken to be for stacks only',
};

/**
 * @throws {BadInput} for a key that the account doesn't have, or has several of, what is no name and no id, and a form of
 * login that is not known for the key.
 */
export function identifyActor(request: SessionRequest, inventory: Inventory | undefined): Actor {
  if (request.key === undefined) return describePerson(request);
  const key = inventory && findKey(request.key, inventory);
  const account = inventory?.account;
  return key === undefined ? describeUnknownKey(request.key, request, account) : describeKey(key, request, account);
}

/** Undefined where the account can't be sure that there is no such key. */
function findKey(text: string, inventory: Inventory): ApiKey | undefined {
  const lookup = inventory.findKey(text);
  if (lookup.kind === 'found') return lookup.key;
  const { name, apiKeys } = inventory.account;
  if (lookup.kind === 'ambiguous') {
    const ids = lookup.keys.map(({ id }) => id).join(', ');
    throw new BadInput(
      `${lookup.keys.length} API keys of the account "${name}" are named "${text}": give the id of one (${ids})`,
    );
  }
  refuseMiswritten(text);
  if (apiKeys.state !== 'complete') return undefined;
  const nearest = lookup.nearest.map((near) => `"${near}"`).join(' or ');
  const hint = nearest === '' ? 'give the name or the id of one of its keys' : `did you mean ${nearest}?`;
  throw new BadInput(`No API key of the account "${name}" has the name or id "${text}": ${hint}`);
}

function describeKey(key: ApiKey, request: SessionRequest, account: AccountSnapshot | undefined): Actor {
  const forms = { id: KEY_PREFIX + key.id, name: key.name };
  const form = request.loginAs ?? account?.keyLogin ?? 'id';
  const isKnown = form === account?.keyLogin;
  const reason = request.loginAs === undefined ? 'most evidence is for api::<id>' : `its ${form}, as asked for`;
  const groups: Belief<string[]> =
    key.type === 'OIDC'
      ? { value: key.teams, why: "the key's own groups: a claim of its OIDC token may give others" }
      : { value: key.teams };
  const shown = account?.keySession ?? {};
  const name = nameAs(shown.name, key) ?? { value: key.name, why: `${NAME_UNKNOWN}: its name` };
  return {
    login: isKnown ? { value: forms[form] } : { value: forms[form], why: `${NOT_DOCUMENTED}: ${reason}` },
    ...(isKnown ? {} : { otherLogin: form === 'id' ? forms.name : forms.id }),
    name: given(request.name, name),
    teams: given(request.teams, groups),
    ...describeFlags(request, shown),
    admin: given(request.admin, key.admin ? { value: true } : { value: false, why: 'the key is not administrative' }),
    key,
  };
}

/** What recorded logins have shown is known, and no assumption. */
function describeFlags(request: SessionRequest, { member, machine }: KeySession): Pick<Actor, 'member' | 'machine'> {
  return {
    member: given(request.member, given(member, KEY_MEMBER)),
    machine: given(request.machine, given(machine, KEY_MACHINE)),
  };
}

/** The name of a key's session in the form that recorded logins have shown; undefined where that takes what is not known. */
function nameAs(form: KeySession['name'], key: Partial<Pick<ApiKey, 'id' | 'name'>>): Belief<string> | undefined {
  if (form === undefined) return undefined;
  const value = form === 'empty' ? '' : form === 'keyId' ? key.id : key.name;
  return value === undefined ? undefined : { value };
}

/** What only looks like a key's id would be taken for its name. */
function refuseMiswritten(text: string): void {
  const [, name] = /^api::.+?::(.+)$/.exec(text) ?? [];
  if (name !== undefined) {
    throw new BadInput(
      `"${text}" is how Spacelift's pages show an API key: give its name, "${name}", or its id of 26 characters`,
    );
  }
  const id = idIn(text) ?? text;
  if (isUlid(id) && id !== id.toUpperCase()) {
    throw new BadInput(
      `"${text}" looks like the id of an API key in small letters: right would be ${id.toUpperCase()}`,
    );
  }
}

function describeUnknownKey(text: string, request: SessionRequest, account: AccountSnapshot | undefined): Actor {
  refuseMiswritten(text);
  const { login, otherLogin, key, unknown, unidentified } = describeUnidentified(text, request, account);
  const shown = account?.keySession ?? {};
  const name = 'name' in key ? key.name : '';
  return {
    login,
    ...(otherLogin === undefined ? {} : { otherLogin }),
    name: given(request.name, nameAs(shown.name, key) ?? { value: name, why: NAME_UNKNOWN }),
    teams: given(request.teams, { value: [], why: `which groups the key has ${unknown}` }),
    ...describeFlags(request, shown),
    admin: given(request.admin, { value: false, why: 'taken not to be an administrative key' }),
    unidentified,
  };
}

function describePerson(request: SessionRequest): Actor {
  const login = request.login ?? SOMEBODY;
  return {
    login: given(request.login, { value: SOMEBODY, why: 'nobody was named' }),
    name: given(request.name, { value: login, why: 'no name was given: the login' }),
    teams: given(request.teams, { value: [], why: 'no team was given' }),
    member: given(request.member, {
      value: true,
      why: 'whoever comes through single sign-on is a member; of GitHub, the organization decides',
    }),
    admin: given(request.admin, { value: false, why: 'taken not to be an admin' }),
    machine: given(request.machine, { value: false }),
  };
}
