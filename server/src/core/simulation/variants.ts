/** For each assumed field, the other values it might have, and the login with each of them. */
import type { PolicyModel } from '../syntax/model.ts';
import { otherAddresses } from './alternatives/addresses.ts';
import type { Alternatives } from './alternatives/alternatives.ts';
import { otherForms } from './alternatives/forms.ts';
import { otherInstants } from './alternatives/instants.ts';
import { otherRoles, otherSpaces } from './alternatives/lists.ts';
import { otherTeams } from './alternatives/teams.ts';
import { otherTexts } from './alternatives/texts.ts';
import { formatInstant } from './instant.ts';
import type { Login } from './login.ts';
import { printInput, type LoginInput } from './loginInput.ts';
import { reachesInput } from './reach.ts';
import type { Session } from './session.ts';

/** The login with another value in one assumed field. */
export interface Variant {
  /** As an assumption shows it. */
  value: unknown;
  input: LoginInput;
}

/** What to try in place of one assumed value. */
export interface FieldVariants extends Pick<Alternatives<unknown>, 'what' | 'untried'> {
  field: string;
  variants: readonly Variant[];
}

const ADMIN = 'session.admin';

function mayBypass({ unidentified }: Session): boolean {
  return unidentified?.mayBypass === true;
}

/** Whether this is the login of an administrative key, where it is not known to be one: no policy is asked about it. */
export function isBypassing({ input }: Variant, session: Session): boolean {
  return mayBypass(session) && input.session.admin && !session.input.session.admin;
}

/** That it may be an administrative key; undefined where it is known or was given. */
export function varyAdministrative(session: Session): FieldVariants | undefined {
  return mayBypass(session) ? { field: ADMIN, ...varyFlag(ADMIN, session.input) } : undefined;
}

/** One field at a time; fields that the policy can't read are left out. */
export function listVariants(session: Session, model: PolicyModel): FieldVariants[] {
  const base = trimInput(session.input, model);
  return session.assumed
    .filter(({ field }) => reachesInput(model, field) || (field === ADMIN && mayBypass(session)))
    .map(({ field }) => ({ field, ...vary(field, base, session, model) }));
}

type Variation = Omit<FieldVariants, 'field'>;

function vary(field: string, input: LoginInput, session: Session, model: PolicyModel): Variation {
  switch (field) {
    case 'request.remote_ip':
    case 'session.creator_ip':
      return varyAddress(field, input, session, model);
    case 'request.timestamp_ns':
      return make(
        otherInstants(model, input.request.timestamp_ns),
        (timestamp_ns) => ({ ...input, request: { ...input.request, timestamp_ns } }),
        formatInstant,
      );
    case 'session.member':
    case 'session.admin':
    case 'session.machine':
      return varyFlag(field, input);
    case 'session.teams':
      return make(otherTeams(model, input.session.teams), (teams) => withSession(input, { teams }));
    case 'spaces':
      return make(
        otherSpaces(model, input.spaces),
        (spaces) => ({ ...input, spaces }),
        (spaces) => spaces.at(-1),
      );
    case 'roles':
      return make(
        otherRoles(model, input.roles),
        (roles) => ({ ...input, roles }),
        (roles) => roles.at(-1),
      );
    default:
      return varyText(field, input, session, model);
  }
}

function varyAddress(
  field: 'request.remote_ip' | 'session.creator_ip',
  input: LoginInput,
  { assumed }: Session,
  model: PolicyModel,
): Variation {
  const { request, session } = input;
  const follows = assumed.some((other) => other.field === 'session.creator_ip');
  if (field === 'session.creator_ip') {
    return make(otherAddresses(model, field, session.creator_ip), (creator_ip) => withSession(input, { creator_ip }));
  }
  return make(otherAddresses(model, field, request.remote_ip), (remote_ip) => ({
    ...input,
    request: { ...request, remote_ip },
    // A session's address that is only taken to be that of the request follows it.
    session: follows ? { ...session, creator_ip: remote_ip } : session,
  }));
}

function varyFlag(field: string, input: LoginInput): Variation {
  const name = field === 'session.member' ? 'member' : field === 'session.admin' ? 'admin' : 'machine';
  const value = !input.session[name];
  return make({ values: [value], what: String(value) }, () => withSession(input, { [name]: value }));
}

function varyText(field: string, input: LoginInput, { otherLogin }: Session, model: PolicyModel): Variation {
  const { login, name } = input.session;
  if (field === 'session.name') {
    const about = { field, domain: 'personName', noun: 'name', own: name, usual: [''] } as const;
    return make(otherTexts(model, about), (other) => withSession(input, { name: other }));
  }
  const about = { field, domain: 'login', noun: 'login', own: login, usual: [] } as const;
  const alternatives = otherLogin === undefined ? otherTexts(model, about) : otherForms(model, otherLogin);
  return make(alternatives, (other) => withSession(input, { login: other }));
}

function withSession(input: LoginInput, changed: Partial<LoginInput['session']>): LoginInput {
  return { ...input, session: { ...input.session, ...changed } };
}

/** `show`: how an assumption shows the value. */
function make<T>(
  { values, ...about }: Alternatives<T>,
  apply: (value: T) => LoginInput,
  show: (value: T) => unknown = (value) => value,
): Variation {
  return { ...about, variants: values.map((value) => ({ value: show(value), input: apply(value) })) };
}

/** Without the lists that the policy can't read: with thousands of spaces they are what deciding costs. */
export function trimInput(input: LoginInput, model: PolicyModel): LoginInput {
  return {
    ...input,
    spaces: reachesInput(model, 'spaces') ? input.spaces : [],
    roles: reachesInput(model, 'roles') ? input.roles : [],
  };
}

/** The JSON text that a policy is asked about: that of the login, without what the policy can't read. What was given whole stays so. */
export function printAsked({ session, input }: Pick<Login, 'session' | 'input'>, model: PolicyModel): string {
  if (session === undefined || (reachesInput(model, 'spaces') && reachesInput(model, 'roles'))) return input;
  return printInput(trimInput(session.input, model));
}
