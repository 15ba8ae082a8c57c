/** What one session comes to at every hour of a week: decided hour by hour, not read from the policy's text. */
import type { Range } from './findings.ts';
import type { MatrixOutcome, OutcomeWords } from './matrix.ts';
import type { SessionRequest } from './simulation.ts';

export interface WeekRequest {
  /** Its `at` is not heeded. */
  session: SessionRequest;
  /** By whose clock the hours are: an IANA name. */
  zone: string;
  /** Any day of the week, by that clock: `2026-11-23`. Weeks start on Monday. */
  date: string;
}

export interface WeekReport {
  zone: string;
  /** `2026-11-23` */
  monday: string;
  /** Mondays of the weeks in which the zone's clock is changed, from a year before this one to a year after, ascending. */
  clockChanges: string[];
  /** No policy reads the time: every hour comes to the same. */
  isTimeless: boolean;
  /** The most powerful first. */
  outcomes: WeekOutcome[];
  reasons: WeekReason[];
  /** Seven; Monday first. */
  days: WeekDay[];
  /** When it comes to what, in sentences. Then what else there is to know: that a key expires, that a clock is changed. */
  summary: string[];
  /** What was assumed of the session, and may matter, in sentences. */
  assumed: string[];
}

export interface WeekOutcome {
  outcome: MatrixOutcome;
  words: OutcomeWords;
  /** One character, each its own, so that colour alone never carries it. */
  letter: string;
}

export interface WeekDay {
  /** `2026-11-24` */
  date: string;
  /**
   * By the zone's clock: 23 where it is put forward, 25 where it is put back. Where it is changed within an hour, that
   * hour ends; a day that the zone has left out has none.
   */
  hours: WeekHour[];
}

export interface WeekHour {
  /** RFC 3339 with the zone's offset. */
  at: string;
  /** 0–23, by the clock. */
  hour: number;
  /** At least one; several where the outcome changes within the hour. Ascending. */
  parts: WeekPart[];
}

export interface WeekPart {
  /** By the clock: `02:30`, with seconds and fractions where there are any. */
  from: string;
  /** RFC 3339 with the zone's offset. */
  at: string;
  /** Place in `outcomes`. */
  outcome: number;
  /** Place in `reasons`. */
  reason: number;
}

/** The clauses that decide: of the rules that give the outcome, those that fire; of a login that nothing lets in, none. */
export interface WeekReason {
  /** `deny, line 12: not in_window`; of several policies, behind the name of the policy and a colon. */
  text: string;
  /** `policy`: the name of the one that the clause is in; missing of the first that was asked. */
  clauses: { rule: string; range: Range; policy?: string }[];
}
