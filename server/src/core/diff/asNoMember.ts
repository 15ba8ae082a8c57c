/** Keys as no members (`matrix/openMembership.ts`), which is less likely than that they are some. */
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Folded } from '../matrix/fold.ts';
import type { Sessions } from '../matrix/sessions.ts';
import { compareOutcomes, hasAny } from './compareOutcomes.ts';

/** What each session comes to on both sides: places in `outcomes`, of each person `each` in a row. */
interface Decided {
  readonly outcomes: readonly MatrixOutcome[];
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly each: number;
}

/** Without those who gain, and lose, only where the same key does as a member. */
export function withoutAlikeMembers(
  { subjects, people }: Folded,
  { people: all }: Pick<Sessions, 'people'>,
  decided: Decided,
  account: Inventory | undefined,
): Folded {
  const reader = new TendencyReader(decided, account);
  const asMember = new Map<number, Tendency>();
  const isNone = (person: number): boolean =>
    all[person]?.subject.kind === 'key' && all[person].subject.session.member === false;
  const kept = people.flatMap((person, place) => {
    const [subject, candidate] = [subjects[place], all[person]?.candidate ?? -1];
    if (!subject) return [];
    const { gains, loses } = reader.read(person);
    const known = asMember.get(candidate);
    if (!isNone(person)) {
      asMember.set(candidate, { gains: gains || known?.gains === true, loses: loses || known?.loses === true });
      return [{ subject, person }];
    }
    const isTold = (gains && known?.gains !== true) || (loses && known?.loses !== true);
    return isTold ? [{ subject, person }] : [];
  });
  return { subjects: kept.map(({ subject }) => subject), people: kept.map(({ person }) => person) };
}

/** Whether somebody gains anything anywhere, and loses. */
interface Tendency {
  readonly gains: boolean;
  readonly loses: boolean;
}

/** Pairs of outcomes are compared once. */
class TendencyReader {
  readonly #decided: Decided;
  readonly #account: Inventory | undefined;
  readonly #known = new Map<string, Tendency>();

  constructor(decided: Decided, account: Inventory | undefined) {
    this.#decided = decided;
    this.#account = account;
  }

  read(person: number): Tendency {
    const { before, after, each } = this.#decided;
    let [gains, loses] = [false, false];
    for (let cell = person * each; cell < (person + 1) * each; cell++) {
      const [from = -1, to = -1] = [before[cell], after[cell]];
      if (from === to) continue;
      const own = this.#compare(from, to);
      gains ||= own.gains;
      loses ||= own.loses;
    }
    return { gains, loses };
  }

  #compare(from: number, to: number): Tendency {
    const pair = `${from} ${to}`;
    const known = this.#known.get(pair);
    if (known) return known;
    const [old, young] = [this.#decided.outcomes[from], this.#decided.outcomes[to]];
    const isKnown = old && young && old.level !== 'undecided' && young.level !== 'undecided';
    const change = isKnown ? compareOutcomes(old, young, [], this.#account) : undefined;
    const own = change ? { gains: hasAny(change.gained), loses: hasAny(change.lost) } : NOTHING;
    this.#known.set(pair, own);
    return own;
  }
}

const NOTHING: Tendency = { gains: false, loses: false };
