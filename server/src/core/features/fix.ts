import type { PolicySource } from '../../protocol/engine.ts';
import type { Finding, Fix } from '../../protocol/findings.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import type { Span } from '../syntax/model.ts';
import { LineIndex } from '../syntax/positions.ts';
import { applyFixes, type Edit } from './applyFixes.ts';
import { examinePolicy, type CheckedPolicy, type Surroundings } from './check.ts';
import { listMendable, safeFixOf } from './safeFixes.ts';

/** A fix that was carried out. */
export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
}

export interface FixedPolicy {
  /** Of the text as it was. */
  readonly before: readonly Finding[];
  readonly text: string;
  readonly applied: readonly AppliedFix[];
  /** Of the text as it is now: what no safe fix mends. */
  readonly left: readonly Finding[];
}

/** One fix may make room for another; nothing takes more turns than this. */
const MOST_TURNS = 20;

/**
 * Carries out the first safe fix of every finding, again and again until none is left. Fixes that are not safe are
 * never carried out, and one that leaves its own finding where it was is undone.
 * @throws {EngineError} when the engine gives no answer
 * @throws {RuleFault} when a rule fails
 */
export async function fixPolicy(
  policy: PolicySource,
  engine: Engine,
  surroundings: Surroundings = {},
  token?: CancellationToken,
): Promise<FixedPolicy> {
  const check = async (text: string, known = surroundings): Promise<CheckedPolicy> => {
    const checked = await examinePolicy({ ...policy, text }, engine, known, token);
    for (const fault of checked.faults) throw fault;
    return checked;
  };
  const { account, settings } = surroundings;
  const others = { ...(account && { account }), ...(settings && { settings }) };
  const first = await check(policy.text);
  const applied: AppliedFix[] = [];
  let now: State = { text: policy.text, checked: first };
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const next = await takeTurn(now, (text) => check(text, others));
    if (!next) break;
    applied.push(...next.applied);
    now = next;
  }
  return { before: first.findings, text: now.text, applied, left: now.checked.findings };
}

interface State {
  readonly text: string;
  readonly checked: CheckedPolicy;
}

/** All fixes that are safe now, at once; without those whose findings are still there afterwards. */
async function takeTurn(
  { text, checked }: State,
  check: (text: string) => Promise<CheckedPolicy>,
): Promise<(State & { readonly applied: readonly AppliedFix[] }) | undefined> {
  const lines = new LineIndex(text);
  const open = new Map<Fix, Finding>();
  for (const finding of listMendable(checked)) {
    const fix = safeFixOf(finding);
    if (fix) open.set(fix, finding);
  }
  for (;;) {
    const turned = applyFixes(lines, [...open.keys()]);
    if (turned.text === text) return undefined;
    const after = await check(turned.text);
    const [afterLines, done] = [new LineIndex(turned.text), [...turned.applied]];
    const vain = done.filter((fix) => {
      const finding = open.get(fix);
      const place = finding && follow(lines.spanOf(finding.range), turned.edits);
      return (
        place && after.findings.some((one) => isSame(one, finding) && touches(afterLines.spanOf(one.range), place))
      );
    });
    if (vain.length === 0) {
      const applied = done.map((fix) => ({ rule: open.get(fix)?.rule ?? '', title: fix.title }));
      return { text: turned.text, checked: after, applied };
    }
    for (const fix of vain) open.delete(fix);
  }
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.message === b.message;
}

function touches(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Where a place is after edits, with what was put before or behind it. Undefined where nothing is left of it. */
function follow({ from, to }: Span, edits: readonly Edit[]): Span | undefined {
  let [start, end] = [from, to];
  for (const edit of edits) {
    const grown = edit.newText.length - (edit.to - edit.from);
    if (edit.to < from || (edit.to === from && edit.from < edit.to)) start += grown;
    else if (edit.from < from) start -= from - edit.from;
    if (edit.from <= to) end += grown;
  }
  return start < end ? { from: start, to: end } : undefined;
}
