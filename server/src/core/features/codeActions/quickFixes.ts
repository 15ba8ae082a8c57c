/** The fixes that findings carry. */
import type { Finding, Fix } from '../../../protocol/findings.ts';
import type { LineIndex } from '../../syntax/positions.ts';
import { applyFixes } from '../applyFixes.ts';
import { safeFixOf, sayFix } from '../safeFixes.ts';
import { KINDS, type OfferedAction } from './offeredAction.ts';

/** Every fix of the findings, the preferred ones first, then the safe ones; one that several share is offered once. */
export function offerFixes(findings: readonly Finding[], lines: LineIndex): readonly OfferedAction[] {
  const offered = findings.flatMap((finding) =>
    (finding.fixes ?? []).map((fix) => ({ fix, action: offerFix(fix, finding, lines) })),
  );
  const sorted = [...offered].sort((a, b) => rank(a) - rank(b));
  return mergeEqual(sorted.map(({ action }) => action));
}

/** All at once what the rules of these findings mend safely, where they mend more than one. */
export function offerRuleFixes(
  findings: readonly Finding[],
  all: readonly Finding[],
  lines: LineIndex,
): readonly OfferedAction[] {
  const rules = new Set(findings.filter((finding) => safeFixOf(finding)).map(({ rule }) => rule));
  return [...rules].flatMap((rule) => {
    const mended = all.filter((finding) => finding.rule === rule && safeFixOf(finding));
    if (mended.length < 2) return [];
    const { edits } = applyFixes(
      lines,
      mended.map(safeFixOf).filter((fix) => fix !== undefined),
    );
    return [
      {
        title: `Fix every ${rule} in this file`,
        kind: KINDS.quickFix,
        findings: mended,
        change: { edits: edits.map(({ newText, ...span }) => ({ range: lines.rangeOf(span), newText })) },
      },
    ];
  });
}

interface Ranked {
  readonly fix: Fix;
  readonly action: OfferedAction;
}

function rank({ fix, action }: Ranked): number {
  return action.isPreferred ? 0 : fix.unsafe ? 2 : 1;
}

function offerFix(fix: Fix, finding: Finding, lines: LineIndex): OfferedAction {
  const isOnlySafe = !fix.unsafe && finding.fixes?.filter(({ unsafe }) => !unsafe).length === 1;
  const { edits } = applyFixes(lines, [fix]);
  return {
    title: sayFix(fix),
    kind: KINDS.quickFix,
    findings: [finding],
    ...(isOnlySafe && { isPreferred: true }),
    change: { edits: edits.map(({ newText, ...span }) => ({ range: lines.rangeOf(span), newText })) },
  };
}

function mergeEqual(actions: readonly OfferedAction[]): readonly OfferedAction[] {
  const merged = new Map<string, OfferedAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.change]);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, findings: [...known.findings, ...action.findings] } : action);
  }
  return [...merged.values()];
}
