import type { Finding, Severity } from '../../protocol/findings.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { LineIndex } from '../syntax/positions.ts';
import type { Span } from '../syntax/model.ts';
import type { ProblemFix } from './rule.ts';

/** A finding whose places are offsets. */
export interface OffsetFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Span;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  readonly fixes?: readonly ProblemFix[];
  readonly session?: SessionRequest;
}

/** Optional fields that would be empty are left out. */
export function toFinding(finding: OffsetFinding, lines: LineIndex): Finding {
  const { rule, severity, message, at, related = [], tags = [], fixes = [], session } = finding;
  return {
    rule,
    severity,
    message,
    range: lines.rangeOf(at),
    ...(related.length > 0 && {
      related: related.map((place) => ({ range: lines.rangeOf(place.at), message: place.message })),
    }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(fix, lines)) }),
    ...(session && { session }),
  };
}

function toFix({ title, edits, unsafe, narrows }: ProblemFix, lines: LineIndex): NonNullable<Finding['fixes']>[number] {
  return {
    title,
    edits: edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText })),
    ...(unsafe && { unsafe }),
    ...(narrows && { narrows }),
  };
}
