/** The same sessions on both sides, session by session; what changes alike, put together. */
import type { DifferenceRow, MatrixOutcome, MatrixSubject } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Evaluation } from '../matrix/evaluate.ts';
import { foldPeople, pickCells } from '../matrix/fold.ts';
import { groupCells } from '../matrix/group.ts';
import { orderOutcomes } from '../matrix/outcomes.ts';
import type { SessionPlan } from '../matrix/plan.ts';
import type { Sessions } from '../matrix/sessions.ts';
import { withoutAlikeMembers } from './asNoMember.ts';
import { compareOutcomes, hasAny, type Change } from './compareOutcomes.ts';

export interface Compared {
  readonly subjects: MatrixSubject[];
  /** Of each subject, the place of its first person in the sessions. */
  readonly people: readonly number[];
  readonly outcomes: MatrixOutcome[];
  /** Of each subject's sessions, the place of its outcome in `outcomes`. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly undecided: number;
  readonly rows: DifferenceRow[];
}

export function compareEvaluations(
  { before, after }: { before: Evaluation; after: Evaluation },
  { addresses, instants }: Pick<SessionPlan, 'addresses' | 'instants'>,
  { people, places: { length } }: Sessions,
  account: Inventory | undefined,
): Compared {
  const outcomes = orderOutcomes(unite(before.outcomes, after.outcomes), account);
  const sides = { before: placeCells(before, outcomes), after: placeCells(after, outcomes) };
  const textOf = (cells: Int32Array, person: number): string =>
    cells.subarray(person * length, (person + 1) * length).join();
  const all = foldPeople(people, (person) => `${textOf(sides.before, person)};${textOf(sides.after, person)}`);
  const folded = withoutAlikeMembers(all, { people }, { ...sides, outcomes, each: length }, account);
  const own = {
    before: pickCells(sides.before, folded.people, length),
    after: pickCells(sides.after, folded.people, length),
  };
  const teamsOf = (subject: number): readonly string[] =>
    people[folded.people[subject] ?? -1]?.input.session.teams ?? [];
  const reader = new ChangeReader(outcomes, account);
  const cells = own.before.map((from, cell) =>
    reader.read(from, own.after[cell] ?? from, teamsOf(Math.floor(cell / length))),
  );
  const size = { subjects: folded.subjects.length, addresses: addresses.length, instants: instants.length };
  const rows = groupCells(cells, size).flatMap(({ value, subjects, where }): DifferenceRow[] => {
    const change = reader.changes[value];
    return change ? [{ ...change, subjects, where }] : [];
  });
  return { ...folded, outcomes, ...own, undecided: reader.undecided, rows: rows.sort(compareRows) };
}

function unite(...lists: (readonly MatrixOutcome[])[]): MatrixOutcome[] {
  return [...new Map(lists.flat().map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}

function placeCells({ outcomes, cells }: Evaluation, all: readonly MatrixOutcome[]): Int32Array {
  const places = new Map(all.map((outcome, place) => [JSON.stringify(outcome), place]));
  const own = outcomes.map((outcome) => places.get(JSON.stringify(outcome)) ?? -1);
  return cells.map((outcome) => own[outcome] ?? -1);
}

type PlacedChange = Change & Pick<DifferenceRow, 'before' | 'after'>;

/** Pairs of outcomes are compared once: there are few of them. */
class ChangeReader {
  readonly changes: PlacedChange[] = [];
  /** Sessions that could not be compared. */
  undecided = 0;
  readonly #known = new Map<string, number>();
  readonly #outcomes: readonly MatrixOutcome[];
  readonly #account: Inventory | undefined;

  constructor(outcomes: readonly MatrixOutcome[], account: Inventory | undefined) {
    this.#outcomes = outcomes;
    this.#account = account;
  }

  /** The place of the change in `changes`; -1 where there is none, or it is not known. */
  read(before: number, after: number, teams: readonly string[]): number {
    const [from, to] = [this.#outcomes[before], this.#outcomes[after]];
    if (!from || !to) return -1;
    if (from.level === 'undecided' || to.level === 'undecided') {
      this.undecided++;
      return -1;
    }
    if (before === after) return -1;
    const rewrites = from.teams !== undefined || to.teams !== undefined;
    const key = `${before} ${after} ${rewrites ? JSON.stringify(teams) : ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const change = compareOutcomes(from, to, teams, this.#account);
    const place = change ? this.changes.push({ before, after, ...change }) - 1 : -1;
    this.#known.set(key, place);
    return place;
  }
}

/** What is gained before what is lost; admin, then getting in, then roles, the more the earlier. */
function compareRows(a: DifferenceRow, b: DifferenceRow): number {
  const [left, right] = [weigh(a), weigh(b)];
  const at = left.findIndex((weight, index) => weight !== right[index]);
  return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}

function weigh({ gained, lost }: DifferenceRow): number[] {
  return [gained, lost].flatMap((part) => [
    Number(part.admin ?? false),
    Number(part.login ?? false),
    Number(hasAny(part)),
    part.roles.length,
  ]);
}
