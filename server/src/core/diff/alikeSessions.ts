/** Of the sessions of a change, few that stand for all: every clause that fires in one of them fires in one of the few. */
import { BOOLEANS, type FiredClause, type FiredOf } from './firedClauses.ts';

/** A session of a change: its place among all sessions, and of its subject. */
export interface ChangedSession {
  readonly session: number;
  readonly subject: number;
}

export interface OfSides<Side> {
  readonly before: Side;
  readonly after: Side;
}

/** A session to look at. */
export interface Sample {
  readonly session: ChangedSession;
  /** Whose sessions are like it. */
  readonly subjects: ReadonlySet<number>;
  /** For whom of them a clause (`FiredClause.id`) fires on a side; undefined where it is not known. */
  subjectsOf(side: keyof OfSides<unknown>, id: string): ReadonlySet<number> | undefined;
}

export interface Samples {
  readonly samples: readonly Sample[];
  /** No others have to be looked at to tell all clauses. */
  readonly isWhole: boolean;
}

/**
 * Sessions are alike for whom the same rules hold on each side. Of those that are, as many as it takes for every clause
 * that fires in one of them.
 * @param firedOf missing, or knows nothing of a session: its subject stands for itself
 * @param areRolesShown in what a side's sessions come to: then they have the same ones; else all may have others
 */
export function chooseSamples(
  sessions: Iterable<ChangedSession>,
  firedOf: OfSides<FiredOf> | undefined,
  areRolesShown: OfSides<boolean>,
): Samples {
  const patterns = new Patterns(areRolesShown);
  const groups = new Map<string, Alike>();
  let isWhole = true;
  for (const session of sessions) {
    const [before, after] = [firedOf?.before(session.session), firedOf?.after(session.session)];
    const fired = before && after && patterns.of(before, after);
    const pattern = fired?.isKnown === true ? fired : undefined;
    const key = pattern?.group ?? `subject ${session.subject}`;
    const group = groups.get(key);
    if (group && !pattern) isWhole = false;
    if (group) group.add(session, pattern);
    else groups.set(key, new Alike(session, pattern));
  }
  return { samples: [...groups.values()].flatMap((group) => group.choose()), isWhole };
}

/** What fires in a session. */
interface Pattern {
  /** The same for sessions that are alike. */
  readonly group: string;
  /** Each with its side. */
  readonly ids: readonly string[];
  /** It is known of each rule that differs which of its clauses fire. */
  readonly isKnown: boolean;
}

/** Thousands of sessions have few. */
class Patterns {
  readonly #areRolesShown: OfSides<boolean>;
  readonly #known = new Map<readonly FiredClause[], Map<readonly FiredClause[], Pattern>>();

  constructor(areRolesShown: OfSides<boolean>) {
    this.#areRolesShown = areRolesShown;
  }

  of(before: readonly FiredClause[], after: readonly FiredClause[]): Pattern {
    const known = this.#known.get(before) ?? new Map<readonly FiredClause[], Pattern>();
    this.#known.set(before, known);
    const pattern = known.get(after) ?? this.#make({ before, after });
    known.set(after, pattern);
    return pattern;
  }

  #make(fired: OfSides<readonly FiredClause[]>): Pattern {
    const sides = ['before', 'after'] as const;
    const held = sides.map((side) => fired[side].map((clause) => nameOf(clause, this.#areRolesShown[side])));
    return {
      group: held.map((names) => [...new Set(names)].sort().join('\n')).join('\n→\n'),
      ids: sides.flatMap((side) => fired[side].map(({ id }) => `${side} ${id}`)),
      isKnown: areKnown(fired.before, fired.after) && areKnown(fired.after, fired.before),
    };
  }
}

function areKnown(own: readonly FiredClause[], others: readonly FiredClause[]): boolean {
  return own.every(({ isUnknown, rule }) => isUnknown !== true || others.some((other) => other.rule === rule));
}

function nameOf({ id, rule, value }: FiredClause, areRolesShown: boolean): string {
  if (BOOLEANS.some((name) => name === rule)) return `${rule} ${value}`;
  return areRolesShown ? '' : id;
}

/** Sessions that are alike. */
class Alike {
  readonly #subjects = new Set<number>();
  /** Of each pattern, one. */
  readonly #sessions = new Map<Pattern | undefined, ChangedSession>();
  readonly #subjectsOf = new Map<string, Set<number>>();

  constructor(session: ChangedSession, pattern: Pattern | undefined) {
    this.add(session, pattern);
  }

  add(session: ChangedSession, pattern: Pattern | undefined): void {
    const { subject } = session;
    this.#subjects.add(subject);
    if (!this.#sessions.has(pattern)) this.#sessions.set(pattern, session);
    for (const id of pattern?.ids ?? []) {
      const subjects = this.#subjectsOf.get(id) ?? new Set();
      this.#subjectsOf.set(id, subjects.add(subject));
    }
  }

  /** The first ones have the most clauses. */
  choose(): Sample[] {
    const seen = new Set<string>();
    const all = [...this.#sessions].map(([pattern, session]) => ({ session, ids: pattern?.ids ?? [] }));
    return all
      .sort((a, b) => b.ids.length - a.ids.length)
      .flatMap(({ session, ids }, index): Sample[] => {
        if (index > 0 && ids.every((id) => seen.has(id))) return [];
        for (const id of ids) seen.add(id);
        return [{ session, subjects: this.#subjects, subjectsOf: (side, id) => this.#subjectsOf.get(`${side} ${id}`) }];
      });
  }
}
