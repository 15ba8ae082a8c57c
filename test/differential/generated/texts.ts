/** Rego terms that are strings. */
import { textCollection, truthTerm } from './collections.ts';
import { instant, moment, number, smallNumber } from './numbers.ts';
import { LOGINS, NETWORKS, ODD_TEXTS, ROLES, SPACES, TEAMS, ADDRESSES, WEEKDAYS, type Pool } from './pools.ts';
import { inner, type Scope } from './scope.ts';
import { named, oneOf, type Write } from './writing.ts';
import { map } from './maps.ts';

const FIELDS: Pool<string> = [
  'input.session.login',
  'input.session.name',
  'input.request.remote_ip',
  'input.session.creator_ip',
  'input.session.teams[0]',
  'input.spaces[0].id',
  'input.x.text',
];

const POOLS: Pool<Pool<string>> = [LOGINS, TEAMS, ODD_TEXTS, SPACES, ROLES, ADDRESSES, NETWORKS, WEEKDAYS];

const PATTERNS: Pool<string> = [
  '^[a-z]+$',
  '[a-z',
  '(?i)devops',
  'ı|ſ',
  '.',
  '',
  '^api::',
  '\\d+',
  'a|b',
  '(a)(b)?',
  '\\bA',
];

export function literal(text: string): string {
  return JSON.stringify(text);
}

export function pattern(scope: Scope): string {
  return literal(scope.choices.pick(PATTERNS));
}

export function anyLiteral({ choices }: Scope): string {
  return literal(choices.pick(choices.pick(POOLS)));
}

const leaves: Pool<Write> = [
  anyLiteral,
  ({ choices }) => choices.pick(FIELDS),
  (scope) => named(scope, 'text') ?? scope.choices.pick(FIELDS),
];

const calls: Pool<Write> = [
  (s) => `lower(${text(s)})`,
  (s) => `upper(${text(s)})`,
  (s) => `trim_space(${text(s)})`,
  (s) => `strings.reverse(${text(s)})`,
  (s) => `${s.choices.pick(['trim_prefix', 'trim_suffix', 'trim', 'trim_left', 'trim_right'])}(${text(s)}, ${text(s)})`,
  (s) => `substring(${text(s)}, ${smallNumber(s)}, ${smallNumber(s)})`,
  (s) => `replace(${text(s)}, ${text(s)}, ${text(s)})`,
  (s) => `concat(${text(s)}, ${textCollection(s)})`,
  (s) => `format_int(${number(s)}, ${s.choices.pick(['10', '2', '16'])})`,
  (s) => `split(${text(s)}, ${text(s)})[${smallNumber(s)}]`,
  (s) => `time.weekday(${moment(s)})`,
  (s) => `type_name(${s.choices.pick([text, number, truthTerm, map, textCollection])(s)})`,
  (s) =>
    `${s.choices.pick(['base64.encode', 'base64url.encode', 'urlquery.encode', 'hex.encode', 'sanitized'])}(${text(s)})`,
  (s) => `${s.choices.pick(['crypto.sha256', 'base64.decode', 'urlquery.decode'])}(${text(s)})`,
  (s) => `object.get(${map(s)}, ${text(s)}, ${text(s)})`,
  (s) => `object.get(input, ["session", ${text(s)}], ${text(s)})`,
  (s) => `regex.replace(${text(s)}, ${pattern(s)}, ${text(s)})`,
  (s) => `${s.choices.pick(['min', 'max'])}(${textCollection(s)})`,
  (s) => `time.format(${instant(s)})`,
];

/** A string, or nothing. */
export function text(scope: Scope): string {
  return oneOf(inner(scope), leaves, calls);
}
