/** Whom scenarios name, without anybody having asked for them. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import type { Candidate } from './candidate.ts';
import { describeWhole } from './describedSubjects.ts';
import type { SubjectContext } from './subjects.ts';

export interface NamedSessions {
  /** `from`: the name of the file. From where and when they are does not count: the policies' own bounds tell more. */
  readonly sessions: readonly { readonly session: SessionRequest; readonly from: string }[];
  /** Who is not known, and why, in sentences. */
  readonly leftOut: readonly string[];
}

/** Of the same file, more say little more. */
const MOST_TOLD = 3;

/** Who can't be described is told, not thrown: the account may be another than the scenarios are about. */
export function listNamedSessions(
  { sessions, leftOut }: NamedSessions,
  context: SubjectContext,
): { candidates: Candidate[]; leftOut: string[] } {
  const candidates: Candidate[] = [];
  const refused = new Map<string, Set<string>>();
  for (const { session, from } of sessions) {
    try {
      candidates.push(describeWhole(session, 'scenario', context));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      refused.set(from, (refused.get(from) ?? new Set()).add(error.message));
    }
  }
  return { candidates, leftOut: [...leftOut, ...[...refused].flatMap(([from, why]) => tellRefused(from, [...why]))] };
}

function tellRefused(from: string, why: readonly string[]): string[] {
  const more = why.length - MOST_TOLD;
  return [
    ...why.slice(0, MOST_TOLD).map((message) => `Whom ${from} names: ${message}`),
    ...(more > 0 ? [`Whom ${from} names: ${more} more who can't be looked at`] : []),
  ];
}
