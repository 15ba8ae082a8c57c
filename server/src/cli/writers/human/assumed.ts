import type pc from 'picocolors';
import { LOGIN_BY_UNKNOWN_ID } from '../../../core/simulation/actor.ts';
import type { Assumption, Decision, SimulationReport } from '../../../protocol/simulation.ts';
import { levelInWords } from './headline.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Both ways to write a key's login, where they lead to different decisions: a line each. */
export function describeBothLogins({ assumed, decision }: SimulationReport, colours: Colours): string[] {
  const login = assumed.find(({ field }) => field === 'session.login');
  return (login?.otherwise ?? []).map(
    (other) =>
      `${colours.yellow('!')} As ${quote(login?.value)}: ${outcome(decision)}. As ${quote(other.value)}: ${outcome(other.decision)}.`,
  );
}

/** What was assumed: first what would change the decision, then the rest in one line. */
export function describeAssumed(assumed: Assumption[], colours: Colours): string[] {
  const matters = assumed.filter(({ otherwise = [] }) => otherwise.length > 0);
  const rest = assumed.filter((assumption) => !matters.includes(assumption));
  const restLine = rest.map(({ field, value }) => `${field} = ${quote(value)}`).join(', ');
  return [
    ...matters.flatMap((assumption) => describeDeciding(assumption, colours)),
    ...(rest.length === 0 ? [] : [colours.dim(`not tried, or without effect: ${restLine}`)]),
  ];
}

function describeDeciding({ field, value, why, otherwise = [] }: Assumption, colours: Colours): string[] {
  return [
    `${field} = ${quote(value)}  ${colours.dim(printable(why))}`,
    ...otherwise.map(
      (other) => `    ${colours.yellow('!')} with ${quote(other.value)}: ${printable(other.changes.join(', '))}`,
    ),
  ];
}

function outcome(decision: Decision): string {
  const roles = Object.entries(decision.roles).map(([space, slugs]) => `${slugs.join(', ')} in ${space}`);
  return printable(`${levelInWords(decision.access_level)}, ${roles.length > 0 ? roles.join('; ') : 'no roles'}`);
}

function quote(value: unknown): string {
  return value === LOGIN_BY_UNKNOWN_ID ? '`api::` and its id' : printable(JSON.stringify(value));
}
