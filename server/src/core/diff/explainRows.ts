/** Asks OPA why the sessions of each change come to something else. */
import type { DifferenceRow, MatrixOutcome } from '../../protocol/matrix.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { EvaluationContext, ReadPolicy } from '../matrix/evaluate.ts';
import type { SessionPlan } from '../matrix/plan.ts';
import type { Person, Place, Sessions } from '../matrix/sessions.ts';
import type { CancellationToken } from '../ports.ts';
import { explainTrace } from '../simulation/explain.ts';
import { printInput } from '../simulation/loginInput.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import { trimInput } from '../simulation/variants.ts';
import { chooseSamples, type ChangedSession, type OfSides, type Sample, type Samples } from './alikeSessions.ts';
import { findCauses, type Explained } from './causes.ts';
import type { Compared } from './compareEvaluations.ts';
import { findFired, idOf, type FiredOf } from './firedClauses.ts';
import { mergeCauses, type FoundCause } from './mergeCauses.ts';

/** Sessions that are followed, each of which takes a policy some milliseconds. */
const MOST_EXPLAINED = 40;

export type Sides = OfSides<readonly ReadPolicy[]>;

/**
 * The rows with their causes, as far as `MOST_EXPLAINED` sessions tell them: first one of each row, then others. The
 * failing of an evaluation is no clause's.
 * @param sessions those that are compared
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function explainRows(
  compared: Compared,
  sides: Sides,
  { instants }: Pick<SessionPlan, 'instants'>,
  sessions: Sessions,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<DifferenceRow[]> {
  const changed = new ChangedSessions(compared, sessions, instants.length);
  const firedOf = await findFiredOf(changed, sides, context, token);
  const all = compared.rows.map((row) => chooseFor(row, compared.outcomes, changed, firedOf));
  const found = compared.rows.map((): FoundCause[] => []);
  const followed = compared.rows.map(() => 0);
  for (const { row, sample } of inTurn(all).slice(0, MOST_EXPLAINED)) {
    const change = compared.rows[row];
    const own = change && (await explainOne(change, sample, changed, sides, context, token));
    if (own === undefined) continue;
    found[row]?.push(...own);
    followed[row] = (followed[row] ?? 0) + 1;
  }
  return compared.rows.map((row, index) => {
    const { samples = [], isWhole = true } = all[index] ?? {};
    const count = followed[index] ?? 0;
    if (count === 0 && samples.length > 0) return row;
    const isAll = isWhole && count === samples.length;
    return { ...row, causes: mergeCauses(found[index] ?? [], row.subjects), ...(!isAll && { hasOtherCauses: true }) };
  });
}

/** The sessions of whoever gains or loses something. */
class ChangedSessions {
  readonly sessions: Sessions;
  /** By the place of a subject, of its person in `sessions`. */
  readonly #people: ReadonlyMap<number, number>;
  readonly #instants: number;

  /** `instants`: how many there are. */
  constructor({ rows, people }: Compared, sessions: Sessions, instants: number) {
    const subjects = [...new Set(rows.flatMap((row) => row.subjects))];
    this.#people = new Map(subjects.map((subject, index) => [subject, index]));
    this.#instants = instants;
    const own = subjects.flatMap((subject) => sessions.people[people[subject] ?? -1] ?? []);
    this.sessions = { people: own, places: sessions.places };
  }

  *of({ subjects, where }: DifferenceRow): Generator<ChangedSession> {
    const places = where.flatMap(({ addresses, instants }) =>
      addresses.flatMap((address) => instants.map((instant) => address * this.#instants + instant)),
    );
    for (const subject of subjects) {
      const start = (this.#people.get(subject) ?? 0) * this.sessions.places.length;
      for (const place of places) yield { session: start + place, subject };
    }
  }

  read({ session }: ChangedSession): { person: Person; place: Place } | undefined {
    const { people, places } = this.sessions;
    const person = people[Math.floor(session / places.length)];
    const place = places[session % places.length];
    return person && place && { person, place };
  }
}

/** Undefined where it is not known which clauses fire. */
async function findFiredOf(
  { sessions }: ChangedSessions,
  { before, after }: Sides,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<OfSides<FiredOf> | undefined> {
  if (sessions.people.length * sessions.places.length < 2) return undefined;
  const old = await findFired(before, sessions, context, token);
  const young = old && (await findFired(after, sessions, context, token));
  return young && { before: old, after: young };
}

function chooseFor(
  row: DifferenceRow,
  outcomes: readonly MatrixOutcome[],
  changed: ChangedSessions,
  firedOf: OfSides<FiredOf> | undefined,
): Samples {
  const levels = { before: outcomes[row.before]?.level, after: outcomes[row.after]?.level };
  if (levels.before === 'failed' || levels.after === 'failed') return { samples: [], isWhole: true };
  const areRolesShown = { before: levels.before === 'allow', after: levels.after === 'allow' };
  return chooseSamples(changed.of(row), firedOf, areRolesShown);
}

/** The first of each row, then the second of each. */
function inTurn(all: readonly Samples[]): { row: number; sample: Sample }[] {
  return all
    .flatMap(({ samples }, row) => samples.map((sample, turn) => ({ row, sample, turn })))
    .sort((a, b) => a.turn - b.turn || a.row - b.row);
}

async function explainOne(
  row: DifferenceRow,
  sample: Sample,
  changed: ChangedSessions,
  { before, after }: Sides,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<FoundCause[] | undefined> {
  const session = changed.read(sample.session);
  const old = session && (await traceAll(before, session, context, token));
  const young = old && (await traceAll(after, session, context, token));
  if (!young) return undefined;
  return findCauses(old, young, row).map((cause) => {
    const policies = cause.fires === 'before' ? before : after;
    const place = policies.findIndex(({ name }) => name === cause.policy);
    const from = policies[place]?.model.lines.offsetAt(cause.range.start) ?? -1;
    return { cause, subjects: sample.subjectsOf(cause.fires, idOf(place, from)) ?? sample.subjects };
  });
}

/** Undefined where there was no time. */
async function traceAll(
  policies: readonly ReadPolicy[],
  { person, place }: { person: Person; place: Place },
  { engine, account }: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<Explained[] | undefined> {
  const all: Explained[] = [];
  for (const { name, source, model } of policies) {
    const { session } = person.input;
    const isOwn = person.subject.session.creatorIp !== undefined;
    const creator_ip = isOwn ? session.creator_ip : place.remote_ip;
    const whole = { ...person.input, request: place, session: { ...session, creator_ip } };
    const input = printInput(trimInput(whole, model));
    const trace = await new PolicyJudge(engine, withOpaVersion(source, account), token).trace(input);
    if (trace === undefined) return undefined;
    all.push({ name, model, clauses: explainTrace(trace, model, input) });
  }
  return all;
}
