/** The form: who logs in, from where and when. What the person has not set is left to the simulation to assume. */
import * as z from 'zod/mini';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { AccountNames, KeyName, Suggestions } from '../../../server/src/protocol/suggestions.ts';

const maybe = z.exactOptional;

const details = {
  name: maybe(z.string()),
  teams: maybe(z.array(z.string())),
  member: maybe(z.boolean()),
  admin: maybe(z.boolean()),
  machine: maybe(z.boolean()),
  creatorIp: maybe(z.string()),
  accountName: maybe(z.string()),
  stackId: maybe(z.string()),
  idpSubject: maybe(z.string()),
};

const schema = z.object({
  who: z.enum(['key', 'person', 'input']),
  key: z.object({ text: z.string(), loginAs: maybe(z.enum(['id', 'name'])), ...details }),
  person: z.object({ login: z.string(), ...details }),
  input: z.string(),
  ip: z.string(),
  at: maybe(z.string()),
  zone: maybe(z.string()),
});

export type Form = z.infer<typeof schema>;
export type Who = Form['who'];
/** What can be set of a login beside who it is. */
export type Details = Omit<Form['key'], 'text' | 'loginAs'>;

export const EMPTY_FORM: Form = { who: 'key', key: { text: '' }, person: { login: '' }, input: '', ip: '' };

/** A form as it was kept; undefined for anything else. */
export function readForm(kept: unknown): Form | undefined {
  const parsed = schema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

/** What is asked for; undefined where the form does not say who, or has no input document. */
export function sessionOf({ who, key, person, input, ip, at }: Form): SessionRequest | undefined {
  if (who === 'input') return input.trim() === '' ? undefined : { input };
  const connection = { ...(ip.trim() !== '' && { ip: ip.trim() }), ...(at !== undefined && { at }) };
  if (who === 'key') {
    const { text, loginAs, ...own } = key;
    return text.trim() === '' ? undefined : { key: text.trim(), ...(loginAs && { loginAs }), ...own, ...connection };
  }
  const { login, ...own } = person;
  return { ...(login.trim() !== '' && { login: login.trim() }), ...own, ...connection };
}

/** The form for a session that was found elsewhere; the document and the zone that it had stay. */
export function formOf({ key, login, ip = '', at, input, loginAs, ...own }: SessionRequest, before: Form): Form {
  const { zone } = before;
  const kept = { ...EMPTY_FORM, input: before.input, ...(zone !== undefined && { zone }) };
  if (input !== undefined) return { ...kept, who: 'input', input };
  const form = { ...kept, ip, ...(at !== undefined && { at }) };
  return key === undefined
    ? { ...form, who: 'person', person: { login: login ?? '', ...own } }
    : { ...form, who: 'key', key: { text: key, ...(loginAs && { loginAs }), ...own } };
}

/** The form with another key: what was set for the one before does not hold for it. */
export function withKey(form: Form, text: string): Form {
  const { loginAs } = form.key;
  return { ...form, who: 'key', key: { text, ...(loginAs && { loginAs }) } };
}

/** The form with a detail of whoever logs in set, or (undefined) left to be assumed again. */
export function withDetail<Name extends keyof Details>(form: Form, name: Name, value: Details[Name] | undefined): Form {
  if (form.who === 'input') return form;
  return { ...form, [form.who]: withValue<Details, Name>(form[form.who], name, value) };
}

/** The object with a value, or (undefined) without it. */
export function withValue<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  name: Name,
  value: Whole[Name] | undefined,
): Whole {
  const copy = { ...whole };
  if (value === undefined) Reflect.deleteProperty(copy, name);
  else copy[name] = value;
  return copy;
}

/** What has been set of whoever logs in. */
export function detailsOf(form: Form): Details {
  return form.who === 'input' ? {} : form[form.who];
}

/** The key that the form names, by its id or by a name that no other has. */
export function keyOf(form: Form, names: AccountNames | null): KeyName | undefined {
  const text = form.key.text.trim();
  const byId = names?.keys.find(({ id }) => id === text || `api::${id}` === text);
  if (byId) return byId;
  const named = names?.keys.filter(({ name }) => name === text) ?? [];
  return named.length === 1 ? named[0] : undefined;
}

/** Somebody whom the policy asks for: a key, where it names one that there is, else a person. */
export function beginWith({ logins }: Suggestions, names: AccountNames | null): Form {
  const keys = names?.keys.filter(({ state }) => state === undefined) ?? [];
  const named = logins.flatMap((login) => keys.find(({ id, name }) => `api::${id}` === login || name === login) ?? []);
  const [key = keys[0]] = named;
  if (key) return withKey(EMPTY_FORM, key.id);
  const unknown = logins.find((login) => login.startsWith('api::'));
  if (unknown !== undefined) return withKey(EMPTY_FORM, unknown);
  return { ...EMPTY_FORM, who: 'person', person: { login: logins[0] ?? '' } };
}
