/** What recorded logins of API keys show of how every key's login looks in this account. */
import type { AccountSnapshot, ApiKey, KeySession } from '../../protocol/account.ts';
import { BadInput } from '../badInput.ts';
import { isObject, readRawInput } from '../simulation/rawInput.ts';
import { idIn } from './keyLogin.ts';
import { isUlid } from './ulid.ts';

/** The facts about an account: how its keys log in, and nothing of who did. */
export type LearntKeySession = Pick<AccountSnapshot, 'keyLogin' | 'keySession' | 'keyRecords'>;

/** What one key's session shows may be about that key: with two alike it is taken to be so for all. */
const FEWEST_KEYS = 2;

type NameForm = NonNullable<KeySession['name']>;

interface KeyOfRecord {
  readonly id: string;
  /** Undefined: it is not among those that are known. */
  readonly key: ApiKey | undefined;
  readonly form: 'id' | 'name';
}

/** One recorded login of a key. */
interface KeyRecord extends KeyOfRecord {
  readonly session: Readonly<Record<string, unknown>>;
}

/**
 * Learns from recorded inputs of login policies, each the JSON text of an input document. A login counts as a key's
 * where it is `api::` and a ULID (which need not be a known key's: nobody else logs in so) that is not of an
 * administrative key; or where it is the name of exactly one key, has that key's teams, and nothing that only people or
 * stacks have (it may be a person's all the same). All logins have to agree, else there is nothing to learn of what
 * they differ in; where some are by id and some by name, of anything. One login by id shows how keys log in; everything
 * else takes logins of two keys. Text that is no JSON object, and input without a session (Slack), counts for nothing.
 */
export function learnKeySession(inputs: readonly string[], keys: readonly ApiKey[]): LearntKeySession {
  const findKey = indexKeys(keys);
  const records = inputs.flatMap((input) => readRecord(input, findKey));
  const keyLogin = agreed(records, ({ form }) => form);
  const count = new Set(records.map(({ id }) => id)).size;
  if (keyLogin === undefined && count > 0) return { keyRecords: 'different' };
  if (keyLogin === undefined || (keyLogin === 'name' && count < FEWEST_KEYS)) return { keyRecords: 'none' };
  const keySession = count < FEWEST_KEYS ? {} : describeSessions(records);
  return { keyLogin, ...(Object.keys(keySession).length > 0 ? { keySession } : {}) };
}

function describeSessions(records: readonly KeyRecord[]): KeySession {
  const name = commonNameForm(records);
  const member = agreed(records, ({ session }) => booleanOf(session['member']));
  const machine = agreed(records, ({ session }) => booleanOf(session['machine']));
  return {
    ...(name === undefined ? {} : { name }),
    ...(member === undefined ? {} : { member }),
    ...(machine === undefined ? {} : { machine }),
  };
}

/** What all of them have; undefined where there is none, one has nothing, or two differ. */
function agreed<T>(records: readonly KeyRecord[], read: (record: KeyRecord) => T | undefined): T | undefined {
  const values = new Set(records.map(read));
  const [value] = values;
  return values.size === 1 ? value : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A key may be named like its id: what counts is the one form that fits all of them. */
function commonNameForm(records: readonly KeyRecord[]): NameForm | undefined {
  const fitting = records
    .map(({ id, key, session }) => formsOf(session['name'], id, key))
    .reduce((common, forms) => common.filter((form) => forms.includes(form)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function formsOf(name: unknown, id: string, key: ApiKey | undefined): NameForm[] {
  const forms = [
    ['keyName', key?.name],
    ['keyId', id],
    ['empty', ''],
  ] as const;
  return forms.flatMap(([form, text]) => (text === name ? [form] : []));
}

type FindKey = (login: string) => KeyOfRecord | undefined;

function indexKeys(keys: readonly ApiKey[]): FindKey {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const byName = new Map<string, ApiKey | undefined>();
  for (const key of keys) byName.set(key.name, byName.has(key.name) ? undefined : key);
  return (login) => {
    const id = idIn(login);
    const key = id === undefined ? byName.get(login) : byId.get(id);
    // Login policies are never asked about an administrative key: this is somebody else's login.
    if (key?.admin) return undefined;
    if (id !== undefined) return isUlid(id) ? { id, key, form: 'id' } : undefined;
    return key && { id: key.id, key, form: 'name' };
  };
}

function readRecord(input: string, findKey: FindKey): KeyRecord[] {
  const session = readSession(input);
  const login = session?.['login'];
  if (session === undefined || typeof login !== 'string') return [];
  const found = findKey(login);
  if (found === undefined || hasForeignFields(session)) return [];
  if (found.form === 'name' && found.key && !isPlausible(session, found.key)) return [];
  return [{ ...found, session }];
}

function readSession(input: string): Record<string, unknown> | undefined {
  try {
    const session = readRawInput(input).document['session'];
    return isObject(session) ? session : undefined;
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

/** Only the session of a stack or run says of which account and stack it is. */
function hasForeignFields(session: Readonly<Record<string, unknown>>): boolean {
  return ['account_name', 'stack_id'].some((field) => (session[field] ?? '') !== '');
}

/** Whether a session with a key's name as its login may be the key's: a person may be called so too. */
function isPlausible(session: Readonly<Record<string, unknown>>, { teams, type }: ApiKey): boolean {
  if ((session['idp_subject'] ?? '') !== '') return false;
  const own = session['teams'];
  // A claim of its token may give a key with OIDC other teams.
  if (type === 'OIDC') return true;
  return Array.isArray(own) && own.length === teams.length && teams.every((team) => own.includes(team));
}
