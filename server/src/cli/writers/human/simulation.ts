import pc from 'picocolors';
import type { Inventory } from '../../../core/account/inventory.ts';
import type { Finding } from '../../../protocol/findings.ts';
import type { Decision, Notice, SimulationReport } from '../../../protocol/simulation.ts';
import type { Streams } from '../../streams.ts';
import { describeAccess } from './access.ts';
import { describeAssumed, describeBothLogins } from './assumed.ts';
import { describeExplanation } from './explanation.ts';
import { checkCommand, type RefusedPolicy } from './failure.ts';
import { describeDecision, describeSession } from './headline.ts';
import { describeNotice } from './notice.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

/** What the report alone does not say. */
export interface SimulatedPolicy extends RefusedPolicy {
  /** What `check` says of the policy. */
  findings: Finding[];
  account?: Inventory;
}

type Colours = ReturnType<typeof pc.createColors>;

/** The report as a person wants to read it: the outcome first, then access by space, what was assumed, and why. */
export function writeSimulation(report: SimulationReport, policy: SimulatedPolicy, { colour }: Streams): string {
  const colours = pc.createColors(colour);
  const why = report.explanation
    ? describeExplanation(report.explanation, policy, colours)
    : [colours.dim('--explain says for every rule why it fired or did not')];
  const sections = [
    headline(report, policy, colours),
    describeAccess(report, policy.account, colours),
    section(
      'Notes',
      [
        ...report.notices.filter(isNoHeadline).map((notice) => describeNotice(notice, colours)),
        ...broken(policy, colours),
      ],
      colours,
    ),
    section('Assumed', describeAssumed(report.assumed, colours), colours),
    section('Why', why, colours),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function headline(report: SimulationReport, policy: SimulatedPolicy, colours: Colours): string {
  const evaluator = report.evaluator === 'compiled' ? 'compiled policy' : 'interpreter';
  const lines = [
    ...report.notices.filter((notice) => !isNoHeadline(notice)).map((notice) => describeNotice(notice, colours)),
    `${describeDecision(report.decision, colours)}  ${describeSession(report.input)}`,
    ...describeBothLogins(report, colours),
    ...describeTeams(report.decision),
    colours.dim(`${printable(policy.file)} · ${printable(policy.verdict.reason)} · decided by the ${evaluator}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Who logs in comes before what it comes to. */
function isNoHeadline({ code }: Notice): boolean {
  return code !== 'unknownKey';
}

/** What else the login comes to; a line only where there is something to tell. */
function describeTeams({ teams, flag, sample }: Decision): string[] {
  const parts = [
    ...(teams.length > 0 ? [`teams ${teams.join(', ')}`] : []),
    ...(flag.length > 0 ? [`flags ${flag.join(', ')}`] : []),
    ...(sample ? ['sampled for the workbench'] : []),
  ];
  return parts.length === 0 ? [] : [printable(parts.join(' · '))];
}

/** A policy with mistakes can be simulated; the outcome is then seldom what its author means. */
function broken(policy: SimulatedPolicy, colours: Colours): string[] {
  const errors = policy.findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return [];
  const others = errors.length > 1 ? ` and ${counted(errors.length - 1, 'more error')}` : '';
  const command = printable(checkCommand(policy));
  return [`${colours.red('✗')} the policy has a mistake (${command}): ${printable(first.message)}${others}`];
}

function section(title: string, lines: string[], colours: Colours): string {
  return lines.length === 0 ? '' : `${colours.bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
