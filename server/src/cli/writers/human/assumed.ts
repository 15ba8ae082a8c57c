import type pc from 'picocolors';
import { LOGIN_BY_UNKNOWN_ID, LOGIN_BY_UNKNOWN_NAME } from '../../../core/simulation/actor.ts';
import type { Assumption, Effect, SimulationReport } from '../../../protocol/simulation.ts';
import { decisionInWords } from './headline.ts';
import { counted, printable } from './printable.ts';

/** An assumption, and what other values would change, in words. */
export type ToldAssumption = Omit<Assumption, 'otherwise'> & { otherwise?: { value: unknown; changes: string[] }[] };

type Colours = ReturnType<typeof pc.createColors>;

/** A screen is not for tables: the JSON report has all of them. */
const MOST_LINES = 5;
const LONGEST_VALUE = 100;

/** Both ways to write a key's login, where they lead to different decisions. */
export function describeBothLogins({ assumed, decision }: SimulationReport, colours: Colours): string[] {
  const login = assumed.find(({ field }) => field === 'session.login');
  const other = login?.otherwise?.find(({ value }) => value === login.otherForm || value === LOGIN_BY_UNKNOWN_ID);
  if (login === undefined || other === undefined) return [];
  const [own, others] = [decision, other.decision].map(decisionInWords);
  return [`${colours.yellow('!')} As ${quote(login.value)}: ${own}. As ${quote(other.value)}: ${others}.`];
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
