/** Reads the lists of an answer leniently: what is not as expected is left out, counted, and named. */
import * as z from 'zod';
import { AccountError } from '../../core/account/accountError.ts';
import type { Answer } from '../api/api.ts';

/** What of a part is known, and what keeps it from being all there is (phrases; none: it is complete). */
export interface Reading<Item> {
  items: Item[];
  gaps: string[];
  /** Why some of it could not be had, where that is what it is. */
  failure?: AccountError;
}

/** How one item is read. */
export interface ItemReader<Shape, Item> {
  /** What an item has to look like to be of use. */
  shape: z.ZodType<Shape>;
  /** Tells `lack` the name of each field that is not told, though it matters. */
  convert: (shape: Shape, lack: (field: string) => void) => Item;
  /** An item's own: of several with one, the first counts. */
  keyOf: (item: Item) => string;
  /** `roles` */
  many: string;
}

/**
 * The list of an answer's root field.
 * @throws {AccountError} where there is none: as the server says, or `query`
 */
export function listOf(answer: Answer, field: string): unknown[] {
  const list = fieldOf(answer, field);
  if (Array.isArray(list)) return list;
  throw new AccountError('query', `the answer has no list of ${field}`);
}

/**
 * An answer's root field, not checked.
 * @throws {AccountError} where the server lacks it or says that it failed
 */
export function fieldOf(answer: Answer, field: string): unknown {
  const value = isRecord(answer.data) ? answer.data[field] : undefined;
  if (value !== undefined && value !== null) return value;
  const failed = answer.failed.find(({ path }) => path === '' || path === field);
  if (failed) throw new AccountError(failed.kind, failed.message);
  if (answer.missing.includes(`Query.${field}`)) {
    throw new AccountError('query', `this server does not know ${field}`);
  }
  return value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads each item of `list`, which comes from `answer`. Never fails: whatever is odd becomes a gap. */
export function readItems<Shape, Item>(
  list: readonly unknown[],
  answer: Answer,
  { shape, convert, keyOf, many }: ItemReader<Shape, Item>,
): Reading<Item> {
  const items = new Map<string, Item>();
  const tally = new Tally(many);
  for (const entry of list) {
    const read = shape.safeParse(entry);
    if (!read.success) {
      tally.leaveOut(read.error.issues);
      continue;
    }
    const item = convert(read.data, (field) => {
      tally.lack(field);
    });
    const key = keyOf(item);
    if (items.has(key)) tally.repeats++;
    else items.set(key, item);
  }
  return { items: [...items.values()], gaps: tally.describe(list.length, answer) };
}

/** What was not as it should be. */
class Tally {
  readonly #many: string;
  readonly #odd = new Set<string>();
  readonly #lacking = new Map<string, number>();
  #leftOut = 0;
  repeats = 0;

  constructor(many: string) {
    this.#many = many;
  }

  leaveOut(issues: readonly { path: readonly PropertyKey[] }[]): void {
    this.#leftOut++;
    for (const { path } of issues) this.#odd.add(path.filter((step) => typeof step === 'string').join('.'));
  }

  lack(field: string): void {
    this.#lacking.set(field, (this.#lacking.get(field) ?? 0) + 1);
  }

  describe(count: number, { failed, missing }: Answer): string[] {
    const gaps: string[] = [];
    const tell = (times: number, what: string): void => {
      if (times > 0) gaps.push(`${times} of ${count} ${this.#many} ${what}`);
    };
    const odd = [...this.#odd].filter((field) => field !== '').join(', ');
    tell(this.#leftOut, `left out: not as expected${odd === '' ? '' : ` (${odd})`}`);
    for (const [field, times] of this.#lacking) tell(times, `without ${field}`);
    tell(this.repeats, 'listed twice: the first counts');
    const [first] = failed;
    if (first) gaps.push(failed.length === 1 ? first.message : `${first.message} (and ${failed.length - 1} more)`);
    if (gaps.length > 0 && missing.length > 0) gaps.push(`this server does not know ${missing.join(', ')}`);
    return gaps;
  }
}

/** An id, a slug. */
export const nonEmpty = z.string().min(1);

/** The end of the year 9999, the last that RFC 3339 can name. */
const LAST_SECOND = 253_402_300_799;

/** Seconds since 1970. */
export const seconds = z.int().min(0).max(LAST_SECOND);

/** RFC 3339, in UTC. */
export function formatSeconds(since1970: number): string {
  return new Date(since1970 * 1000).toISOString().replace('.000Z', 'Z');
}
