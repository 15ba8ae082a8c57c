/** One session of a matrix, in words and as a simulation takes it. */
import { Temporal } from 'temporal-polyfill';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { describeSubject } from '../matrix/words/subject.ts';
import { formatInstant } from '../simulation/instant.ts';
import type { SimulatedPolicy, SimulatedSession } from './simulateSessions.ts';

type Session = Pick<SimulatedSession, 'person' | 'place'>;

/**
 * `ci-cd-dev by its name, from 10.0.0.1, on Tuesday 2026-03-03 at 04:59:59 (Europe/Berlin)`.
 * @param zone of the clock; left out: the first that the policy reads
 */
export function describeSession({ person, place }: Session, policy: SimulatedPolicy, zone = zoneOf(policy)): string {
  const reads = placesRead(policy);
  return [
    describeSubject(person.subject),
    ...(reads.address ? [`from ${place.remote_ip}`] : []),
    ...(reads.instant ? [describeInstant(place.timestamp_ns, zone)] : []),
  ].join(', ');
}

/** Without what no clause of the policy reads. */
export function requestOf({ person, place }: Session, policy: SimulatedPolicy): SessionRequest {
  const reads = placesRead(policy);
  return {
    ...person.subject.session,
    ...(reads.address && { ip: place.remote_ip }),
    ...(reads.instant && { at: formatInstant(place.timestamp_ns) }),
  };
}

function placesRead({ plan }: SimulatedPolicy): { address: boolean; instant: boolean } {
  return {
    address: plan.addresses.some(({ ip }) => ip !== undefined),
    instant: plan.instants.some(({ at }) => at !== undefined),
  };
}

function zoneOf({ plan }: SimulatedPolicy): string {
  return plan.zones[0] ?? 'UTC';
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function describeInstant(instant: bigint, zone: string): string {
  const time = Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zone);
  const clock = time.toPlainTime().toString({ smallestUnit: 'second' });
  return `on ${WEEKDAYS[time.dayOfWeek - 1] ?? ''} ${time.toPlainDate().toString()} at ${clock} (${zone})`;
}
