/** Whether an API key counts as a member is not documented: keys as those who are none. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';

/** Each key with each form of its login once more, as no member; as they are where no policy asks for that. */
export function withoutMembership(candidates: readonly Candidate[], models: readonly PolicyModel[]): Candidate[] {
  const isRead = models.some((model) => reachesInput(model, 'session.member'));
  return candidates.map((candidate) => (isRead && isOpen(candidate) ? double(candidate) : candidate));
}

function isOpen({ kind, state, sessions }: Candidate): boolean {
  const logsIn = state === undefined || state === 'unknown';
  return kind === 'key' && logsIn && sessions.every(({ key, member }) => key !== undefined && member === undefined);
}

function double(candidate: Candidate): Candidate {
  const { sessions, classes } = candidate;
  return {
    ...candidate,
    sessions: [...sessions, ...sessions.map((session): SessionRequest => ({ ...session, member: false }))],
    ...(classes && { classes: [...classes, ...classes.map((one) => one && `${one}, no member`)] }),
  };
}
