import pc from 'picocolors';
import type { AccountSnapshot } from '../../../protocol/account.ts';
import type { RegoVersion } from '../../../protocol/engine.ts';
import type { Assumption, Notice, SimulationReport } from '../../../protocol/simulation.ts';
import type { Streams } from '../../streams.ts';
import { describeAccess } from './access.ts';
import { describeExplanation } from './explanation.ts';
import { describeDecision, describeSession, levelInWords } from './headline.ts';
import { printable } from './printable.ts';

/** What the report alone does not say. */
export interface SimulatedPolicy {
  file: string;
  text: string;
  verdict: { engine: RegoVersion; reason: string };
  account?: AccountSnapshot;
}

type Colours = ReturnType<typeof pc.createColors>;

/** The report as a person wants to read it: the outcome first, then access by space, what was assumed, and why. */
export function writeSimulation(report: SimulationReport, policy: SimulatedPolicy, { colour }: Streams): string {
  const colours = pc.createColors(colour);
  const sections = [
    headline(report, policy, colours),
    describeAccess(report, policy.account, colours),
    section(
      'Know',
      report.notices.map((notice) => describeNotice(notice, colours)),
      colours,
    ),
    section(
      'Assumed',
      report.assumed.map((assumption) => describeAssumption(assumption, colours)),
      colours,
    ),
    section('Why', describeExplanation(report.explanation ?? [], policy, colours), colours),
  ];
  return `${sections.filter((text) => text !== '').join('\n')}\n`;
}

function headline(report: SimulationReport, policy: SimulatedPolicy, colours: Colours): string {
  const taken = `${printable(policy.verdict.reason)} · decided by the ${report.evaluator === 'compiled' ? 'compiled policy' : 'interpreter'}`;
  return [
    `${describeDecision(report.decision, colours)}  ${describeSession(report.input)}`,
    ...report.assumed
      .filter(({ field }) => field === 'session.login')
      .flatMap((login) => bothWays(report, login, colours)),
    colours.dim(`${printable(policy.file)} · ${taken}`),
    '',
  ].join('\n');
}

/** Both ways to write a key's login, where they lead to different decisions. */
function bothWays(report: SimulationReport, login: Assumption, colours: Colours): string[] {
  return (login.otherwise ?? []).map(
    ({ value, decision }) =>
      `${colours.yellow('!')} As ${quote(login.value)}: ${outcome(report.decision)}. As ${quote(value)}: ${outcome(decision)}.`,
  );
}

function outcome(decision: SimulationReport['decision']): string {
  const roles = Object.entries(decision.roles).map(([space, slugs]) => `${slugs.join(', ')} in ${space}`);
  return printable(`${levelInWords(decision.access_level)}, ${roles.length > 0 ? roles.join('; ') : 'no roles'}`);
}

function describeNotice({ severity, message }: Notice, colours: Colours): string {
  const marks = { error: colours.red('✗'), warning: colours.yellow('!'), information: colours.blue('i') };
  return `${marks[severity]} ${printable(message)}`;
}

function describeAssumption({ field, value, why, otherwise }: Assumption, colours: Colours): string {
  const variants = (otherwise ?? []).map(
    (variant) =>
      `\n      ${colours.yellow('!')} with ${quote(variant.value)}: ${printable(variant.changes.join(', '))}`,
  );
  return `${field} = ${quote(value)}  ${colours.dim(printable(why))}${variants.join('')}`;
}

function quote(value: unknown): string {
  return printable(JSON.stringify(value));
}

function section(title: string, lines: string[], colours: Colours): string {
  return lines.length === 0 ? '' : `${colours.bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
