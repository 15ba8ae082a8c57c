import type { Finding } from '../../../protocol/findings.ts';
import { isRuleId } from '../../rules/levels.ts';
import { overlaps } from '../../rules/places.ts';
import { findDirective } from '../../policy/directive.ts';
import type { Span } from '../../syntax/model.ts';
import type { LineIndex } from '../../syntax/positions.ts';
import type { CheckedPolicy } from '../check.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { listMendable } from '../safeFixes.ts';
import { offerIgnores } from './ignoring.ts';
import { isWanted, KINDS, type ActionQuery, type OfferedAction } from './offeredAction.ts';
import { offerFixes, offerRuleFixes } from './quickFixes.ts';

/**
 * What can be done about the findings that a selection touches, and with the whole file.
 * @param checked of the same version of the policy
 */
export function offerActions(policy: OpenPolicy, checked: CheckedPolicy, query: ActionQuery): readonly OfferedAction[] {
  const { lines } = policy.model;
  const selected = lines.spanOf(query.range);
  const touched = checked.findings.filter(({ range }) => overlaps(lines.spanOf(range), selected));
  const offered = [
    ...offerFixes(touched, lines),
    ...offerRuleFixes(touched, checked.findings, lines),
    ...offerRewriting(touched, policy, checked),
    ...offerIgnores(touched, checked, policy.model),
    ...offerTurningOff(touched, checked),
    ...offerFixAll(checked),
    ...offerUpgrade(policy, checked, selected, query),
  ];
  const wanted = offered.filter(({ kind }) => isWanted(kind, query));
  return preferOne(wanted, lines);
}

/** An editor carries out what is preferred without asking which: one for a place, that of the gravest finding. */
function preferOne(actions: readonly OfferedAction[], lines: LineIndex): readonly OfferedAction[] {
  const spansOf = ({ findings }: OfferedAction): Span[] => findings.map(({ range }) => lines.spanOf(range));
  const preferred: OfferedAction[] = [];
  for (const action of [...actions].sort((a, b) => gravityOf(a) - gravityOf(b))) {
    const others = preferred.flatMap(spansOf);
    const isFree = !spansOf(action).some((span) => others.some((other) => overlaps(span, other)));
    if (action.isPreferred && isFree) preferred.push(action);
  }
  return actions.map((action) => (preferred.includes(action) ? action : withoutPreference(action)));
}

function withoutPreference({ title, kind, findings, disabled, change }: OfferedAction): OfferedAction {
  return { title, kind, findings, ...(disabled !== undefined && { disabled }), change };
}

const GRAVITY = ['error', 'warning', 'information', 'hint'];

function gravityOf({ findings }: OfferedAction): number {
  return Math.min(...findings.map(({ severity }) => GRAVITY.indexOf(severity)));
}

/** Not for what stays an error whatever the settings say. */
function offerTurningOff(touched: readonly Finding[], { final }: CheckedPolicy): readonly OfferedAction[] {
  const open = touched.filter((finding) => isRuleId(finding.rule) && !final.has(finding));
  return [...new Set(open.map(({ rule }) => rule))].map((rule) => ({
    title: `Turn ${rule} off in .login-policy.yaml`,
    kind: KINDS.quickFix,
    findings: open.filter((finding) => finding.rule === rule),
    change: { later: 'turnOff', rule },
  }));
}

function offerFixAll(checked: CheckedPolicy): readonly OfferedAction[] {
  const mended = listMendable(checked);
  if (mended.length === 0) return [];
  return [
    { title: 'Fix everything that is safe to fix', kind: KINDS.fixAll, findings: mended, change: { later: 'fixAll' } },
  ];
}

/** For v0. Where nobody has asked only at the package and the engine's comment: else every line had a light bulb. */
function offerUpgrade(
  policy: OpenPolicy,
  checked: CheckedPolicy,
  selected: Span,
  { isAutomatic, only }: ActionQuery,
): readonly OfferedAction[] {
  if (policy.engine !== 'v0') return [];
  const places = [policy.model.package, findDirective(policy.model)?.comment].filter((place) => place !== undefined);
  if (isAutomatic && only === undefined && !places.some((place) => overlaps(place, selected))) return [];
  const mistake = checked.findings.find((finding) => checked.final.has(finding));
  return [
    {
      title: 'Upgrade to Rego v1 (set its engine in Spacelift to v1 as well)',
      kind: KINDS.rewrite,
      findings: [],
      ...(mistake && { disabled: tellMistake(mistake) }),
      change: { later: 'upgrade' },
    },
  ];
}

/** What says v1 and is written in v0. */
function offerRewriting(
  touched: readonly Finding[],
  { engine }: OpenPolicy,
  { findings: all, final }: CheckedPolicy,
): readonly OfferedAction[] {
  const findings = touched.filter(({ rule }) => rule === 'SL023');
  if (engine !== 'v1' || findings.length === 0) return [];
  const mistake = all.find((finding) => final.has(finding) && finding.rule !== 'SL023');
  return [
    {
      title: 'Rewrite it in Rego v1',
      kind: KINDS.quickFix,
      findings,
      ...(mistake ? { disabled: tellMistake(mistake) } : { isPreferred: true }),
      change: { later: 'upgrade' },
    },
  ];
}

function tellMistake({ message, range }: Finding): string {
  return `The policy has to be right first: line ${range.start.line + 1}: ${message}`;
}
