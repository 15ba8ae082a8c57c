/** An API key of which nothing is known but its name or its id: there is no account, or it does not show the key. */
import { idIn, KEY_PREFIX } from '../account/keyLogin.ts';
import { tellState } from '../account/partState.ts';
import { isUlid } from '../account/ulid.ts';
import type { AccountSnapshot } from '../../protocol/account.ts';
import type { Notice, SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import type { Assumed, Belief } from './belief.ts';

/** Stands for the id of a key of which only the name is known. */
const SOME_ID = '00000000000000000000000000';
/** The login of a key of which only the name is known, would it log in by its id. */
export const LOGIN_BY_UNKNOWN_ID = KEY_PREFIX + SOME_ID;
/** Stands for the name of a key of which only the id is known, as long as the policy does not name it. */
export const LOGIN_BY_UNKNOWN_NAME = '<name>';

export const NOT_DOCUMENTED = "how a key's login looks is not documented for certain";

/** Why nothing is known of a key. */
export interface Unidentified {
  /** A sentence, without a full stop. */
  readonly told: string;
  /**
   * It may be an administrative key, which no policy is asked about. Without an account all that is asked is what the
   * policy says.
   */
  readonly mayBypass: boolean;
}

export interface UnidentifiedKey {
  login: Belief<string>;
  /** What stands for the other form of its login; missing where the form is known. */
  otherLogin?: string;
  /** What is known of it. */
  key: { id: string } | { name: string };
  /** The words for what is not known of it: `is not known …`. */
  unknown: string;
  unidentified: Unidentified;
}

/** @throws {BadInput} for a form of login that takes what is not known of the key */
export function describeUnidentified(
  text: string,
  { loginAs, admin }: SessionRequest,
  account: AccountSnapshot | undefined,
): UnidentifiedKey {
  const isId = text.startsWith(KEY_PREFIX) || isUlid(text);
  const [form, other] = isId ? (['id', 'name'] as const) : (['name', 'id'] as const);
  const unknown = account ? 'is not known, as the account does not show the key' : 'is not known without an account';
  if (loginAs === other) {
    const remedy = `give the ${other}, not the ${form}${account ? '' : ', or an account'}`;
    throw new BadInput(`The ${other} of the key "${text}" ${unknown}: ${remedy}`);
  }
  const written = isUlid(text) ? KEY_PREFIX + text : text;
  const standIn = isId ? LOGIN_BY_UNKNOWN_NAME : LOGIN_BY_UNKNOWN_ID;
  return {
    ...describeLogin(written, standIn, { form, shown: loginAs ?? account?.keyLogin, account, unknown }),
    key: isId ? { id: idIn(written) ?? text } : { name: text },
    unknown,
    unidentified: { told: tellWhy(text, account), mayBypass: account !== undefined && admin === undefined },
  };
}

interface Forms {
  form: 'id' | 'name';
  /** The form that is asked for, or that the account's logins have shown. */
  shown: 'id' | 'name' | undefined;
  account: AccountSnapshot | undefined;
  unknown: string;
}

function describeLogin(
  written: string,
  standIn: string,
  { form, shown, account, unknown }: Forms,
): Pick<UnidentifiedKey, 'login' | 'otherLogin'> {
  if (shown === form && account?.keyLogin === form) return { login: { value: written } };
  if (shown !== undefined && shown !== form) {
    const why = `keys of this account log in by ${shown}, and the ${shown} of this one ${unknown}`;
    return { login: { value: standIn, why }, otherLogin: standIn };
  }
  const how =
    form === 'id'
      ? `most evidence is for api::<id>, and its name ${unknown}`
      : `the name as it was given, since ${account ? 'the account does not show its id' : 'no account tells the id'}`;
  return { login: { value: written, why: `${NOT_DOCUMENTED}: ${how}` }, otherLogin: standIn };
}

function tellWhy(text: string, account: AccountSnapshot | undefined): string {
  if (account === undefined) return `Without an account nothing is known of the API key "${text}"`;
  const { name, apiKeys } = account;
  return `The account "${name}" does not show the API key "${text}": ${tellState(apiKeys, 'its API keys')}`;
}

const UNKNOWNS = new Map([
  ['session.login', 'its login'],
  ['session.teams', 'its teams'],
  ['session.admin', 'whether it is an administrative key, which is always admin'],
]);

/** What is not known of the key, in words: what was assumed in its place. Empty where all of it was given. */
export function listUnknowns(assumed: readonly Pick<Assumed, 'field'>[]): string {
  const unknown = assumed.flatMap(({ field }) => UNKNOWNS.get(field) ?? []);
  const last = unknown.pop();
  if (last === undefined) return '';
  return unknown.length === 0 ? last : `${unknown.join(', ')} and ${last}`;
}

/** Of a key that an account does not show: that, and what had to be assumed. */
export function describeUnidentifiedKey(
  unidentified: Unidentified | undefined,
  assumed: readonly Pick<Assumed, 'field'>[],
): Notice[] {
  if (unidentified === undefined) return [];
  const unknown = listUnknowns(assumed);
  const message = unidentified.told + (unknown === '' ? '' : `. Not known, and assumed: ${unknown}`);
  return [{ code: 'unknownKey', severity: 'warning', message }];
}
