import type pc from 'picocolors';
import { KEY_PREFIX } from '../../../core/account/keyLogin.ts';
import { LOGIN_BY_UNKNOWN_ID, LOGIN_BY_UNKNOWN_NAME } from '../../../core/simulation/unidentifiedKey.ts';
import type { Assumption, Effect, SimulationReport } from '../../../protocol/simulation.ts';
import { decisionInWords } from './headline.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

/** An assumption, and what other values would change, in words. */
export type ToldAssumption = Omit<Assumption, 'otherwise'> & { otherwise?: { value: unknown; changes: string[] }[] };

type Colours = ReturnType<typeof pc.createColors>;

/** A screen is not for tables: the JSON report has all of them. */
const MOST_LINES = 5;
const LONGEST_VALUE = 100;
/** Of a login that is not known. */
const MOST_FORMS = 2;

/** Both ways to write a key's login: where they lead to different decisions, or one of them is not known. */
export function describeBothLogins({ assumed, decision, notices }: SimulationReport, colours: Colours): string[] {
  const login = assumed.find(({ field }) => field === 'session.login');
  if (login === undefined) return [];
  const own = `As ${quote(login.value)}: ${decisionInWords(decision)}.`;
  const known = login.otherwise?.find(({ value }) => value === login.otherForm || value === LOGIN_BY_UNKNOWN_ID);
  if (notices.some(({ code }) => code === 'unknownKey')) return describeUnknownForms(login, own, colours);
  if (known === undefined) return [];
  return [`${colours.yellow('!')} ${own} As ${quote(known.value)}: ${decisionInWords(known.decision)}.`];
}

/** Of a key that is not known, as far as the other form can be said. */
function describeUnknownForms(login: Assumption, own: string, colours: Colours): string[] {
  const { value, effect, otherwise = [] } = login;
  if (effect === 'unread' || effect === 'notWeighed' || effect === 'notAsked') return [];
  const isStandIn = value === LOGIN_BY_UNKNOWN_ID || value === LOGIN_BY_UNKNOWN_NAME;
  if (isStandIn || otherwise.length > 0) return listForms(own, otherwise, colours);
  const form = typeof value === 'string' && value.startsWith(KEY_PREFIX) ? 'name' : 'id';
  const rest = effect === 'none' ? 'the same' : 'the same, as far as was tried';
  return [`${colours.yellow('!')} ${own} By its ${form}, which is not known: ${rest}.`];
}

function listForms(own: string, otherwise: NonNullable<Assumption['otherwise']>, colours: Colours): string[] {
  const others = otherwise
    .slice(0, MOST_FORMS)
    .map(({ value, decision }) => ` As ${quote(value)}: ${decisionInWords(decision)}.`);
  const more = otherwise.length - MOST_FORMS;
  const rest = more > 0 ? ` And ${counted(more, 'other decision')}.` : '';
  return [`${colours.yellow('!')} ${own}${others.join('')}${rest}`];
}

/** What was assumed: first what decides, then what may, what was tried without effect, and what nobody reads. */
export function describeAssumed(assumed: ToldAssumption[], colours: Colours): string[] {
  const having = (effect: Effect): ToldAssumption[] => assumed.filter((assumption) => assumption.effect === effect);
  const tried = having('none').map(
    (assumption) =>
      `    ${show(assumption)}${assumption.tried ? `  ${colours.dim(`tried: ${listTried(assumption.tried)}`)}` : ''}`,
  );
  const unread = having('unread').map(show).join(', ');
  const unasked = having('notAsked').map(show).join(', ');
  return [
    ...having('decides').flatMap((assumption) => describeDeciding(assumption, colours)),
    ...having('notAllTried').flatMap((assumption) => describeOpen(assumption, colours)),
    ...(tried.length > 0 ? ['without effect, each tried alone:', ...tried] : []),
    ...(unasked === '' ? [] : [colours.dim(`without effect, as the policy is not asked: ${unasked}`)]),
    ...(unread === '' ? [] : [colours.dim(`not read by the policy: ${unread}`)]),
  ];
}

function describeDeciding(assumption: ToldAssumption, colours: Colours): string[] {
  const { why, otherwise = [], untried } = assumption;
  const lines = otherwise.map(({ value, changes }) => `with ${quote(value)}: ${printable(changes.join(', '))}`);
  const more = lines.length - MOST_LINES;
  return [
    `${colours.yellow('!')} ${show(assumption)} decides  ${colours.dim(printable(why))}`,
    ...lines.slice(0, MOST_LINES).map((line) => `    ${line}`),
    ...(more > 0 ? [colours.dim(`    and ${counted(more, 'other value')} that would change it (--format json)`)] : []),
    ...(untried === undefined ? [] : [colours.dim(`    not tried: ${printable(untried)}`)]),
  ];
}

function describeOpen(assumption: ToldAssumption, colours: Colours): string[] {
  const { why, tried, untried = '' } = assumption;
  return [
    `${colours.yellow('?')} ${show(assumption)} may decide  ${colours.dim(printable(why))}`,
    ...(tried && tried.count > 0 ? [`    without effect: ${listTried(tried)}`] : []),
    `    not tried: ${printable(untried)}`,
  ];
}

/** `false`, or in words with how many there were. */
function listTried({ what, count, values }: NonNullable<Assumption['tried']>): string {
  return count === 1 ? quote(values[0]) : printable(count === 0 ? what : `${what} (${counted(count, 'value')})`);
}

function show({ field, value }: ToldAssumption): string {
  return `${field} = ${quote(value)}`;
}

function quote(value: unknown): string {
  if (value === LOGIN_BY_UNKNOWN_ID) return '`api::` and an id that the policy does not have';
  if (value === LOGIN_BY_UNKNOWN_NAME) return 'a name that the policy does not have';
  const text = printable(JSON.stringify(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
