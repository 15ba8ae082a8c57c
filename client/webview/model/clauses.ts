/** Why: the clauses of the policy, in words. */
import type { Range } from '../../../server/src/protocol/findings.ts';
import type { ClauseExplanation } from '../../../server/src/protocol/simulation.ts';
import { describeInstant } from './clock.ts';
import type { Naming } from './naming.ts';

/** `fired`, and what Spacelift reads as nothing: `false`, or what nobody asked. */
export type ClauseMark = 'fired' | 'stopped' | 'idle';

export interface ShownClause {
  mark: ClauseMark;
  /** The mark, for who can't see it. */
  markName: string;
  /** As the policy has it, without the body. */
  head: string;
  /** Counted from 1. */
  line: number;
  range: Range;
  /** What it gives, and what was seen, in the order to read. */
  details: ClauseDetail[];
  helpers: ShownClause[];
}

export interface ClauseDetail {
  /** `gives`, `stopped at`, `saw`, …: in front of it. */
  lead: string;
  /** Code. */
  code?: string;
  /** Where the code stands, if that is on another line than the clause begins. */
  range?: Range;
}

const MARK_NAMES: Readonly<Record<ClauseExplanation['outcome'], string>> = {
  fired: 'fired',
  stopped: 'did not fire',
  notReached: 'not reached',
  notFollowed: 'not followed',
};
const LONGEST = 120;

/** @param text the policy's, for the heads */
export function showClauses(clauses: readonly ClauseExplanation[], text: string, naming: Naming): ShownClause[] {
  const lines = text.split(/\r\n|\n|\r/);
  return clauses.map((clause) => showClause(clause, lines, naming));
}

function showClause(clause: ClauseExplanation, lines: readonly string[], naming: Naming): ShownClause {
  const { outcome, values, range, through = [] } = clause;
  const isNothing = outcome === 'fired' && values?.length !== 0 && (values?.every((value) => value === false) ?? false);
  return {
    mark: outcome === 'stopped' ? 'stopped' : outcome === 'fired' && !isNothing ? 'fired' : 'idle',
    markName: isNothing ? 'gives false' : MARK_NAMES[outcome],
    head: headOf(lines[range.start.line] ?? clause.rule),
    line: range.start.line + 1,
    range,
    details: describe(clause, naming),
    helpers: through.map((helper) => showClause(helper, lines, naming)),
  };
}

/** Of the line that a clause begins in: what stands before the body. */
function headOf(line: string): string {
  return line
    .trim()
    .replace(/^\}\s*/, '')
    .replace(/\s*\{?\s*$/, '')
    .replace(/\sif$/, '');
}

function describe(clause: ClauseExplanation, naming: Naming): ClauseDetail[] {
  const { rule, outcome, values = [], range, stoppedAt, failure, seen } = clause;
  if (outcome === 'notReached') return [{ lead: 'not reached' }];
  if (outcome === 'notFollowed') return [{ lead: 'not followed: the policy asks more than could be recorded' }];
  const given = values.map((value) => (rule === 'roles' ? describeGrant(value, naming) : brief(value))).join(', ');
  const isElsewhere = stoppedAt !== undefined && stoppedAt.range.start.line !== range.start.line;
  const saw = seen.map(({ name, value }) => `${name} = ${showSeen(name, value)}`).join(', ');
  return [
    ...(given === '' || given === 'true' ? [] : [{ lead: 'gives', code: given }]),
    ...(stoppedAt
      ? [
          {
            lead: 'stopped at',
            code: brief(stoppedAt.text.replace(/\s+/g, ' '), false),
            ...(isElsewhere && { range: stoppedAt.range }),
          },
        ]
      : []),
    ...(saw === '' ? [] : [{ lead: 'saw', code: saw }]),
    ...(failure === undefined ? [] : [{ lead: 'a built-in failed, which makes its call undefined:', code: failure }]),
  ];
}

/** Nobody reads nanoseconds since 1970. */
function showSeen(name: string, value: unknown): string {
  const isInstant = name === 'input.request.timestamp_ns' && typeof value === 'string' && /^\d{1,19}$/.test(value);
  return isInstant ? `${value} (${describeInstant(value, 'UTC')} UTC)` : brief(value);
}

/** `{"root": ["space-reader"]}`, or v0's `{"root": {"space-reader": true}}`, as `space-reader in root`. */
function describeGrant(value: unknown, naming: Naming): string {
  if (typeof value !== 'object' || value === null) return brief(value);
  return Object.entries(value)
    .map(([space, slugs]: [string, unknown]) => {
      const names: unknown[] = Array.isArray(slugs) ? slugs : Object.keys(Object(slugs) as object);
      return `${names.map((slug) => naming.role(String(slug))).join(', ')} in ${naming.space(space)}`;
    })
    .join('; ');
}

/** A value in a line; a number that a double can't hold as its digits, and what is not there as undefined. */
export function brief(value: unknown, isJson = true): string {
  const json = value === undefined ? 'undefined' : JSON.stringify(value).replace(/"(\d{16,})"/g, '$1');
  const text = isJson ? json : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
