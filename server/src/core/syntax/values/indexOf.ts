/** Comparisons of `indexof` that ask whether a string contains another, or begins with it. */
import { byName } from '../../byName.ts';
import type { Call, Operator } from '../model.ts';
import type { Value } from './value.ts';

/** What a comparison asks of the two strings that `indexof` is given. */
export interface IndexTest {
  readonly call: Call;
  readonly test: 'part' | 'prefix';
  /** Asked for what it is not: `indexof(…) == -1`. */
  readonly isNegated: boolean;
}

type Asked = Pick<IndexTest, 'test' | 'isNegated'>;

const PART: Asked = { test: 'part', isNegated: false };
const NO_PART: Asked = { test: 'part', isNegated: true };
const PREFIX: Asked = { test: 'prefix', isNegated: false };
const NO_PREFIX: Asked = { test: 'prefix', isNegated: true };

/** By the number and the operator before it. */
const ASKED: Readonly<Record<string, Readonly<Partial<Record<Operator, Asked>>>>> = byName({
  '-1': { '!=': PART, '>': PART, '==': NO_PART, '=': NO_PART, '<=': NO_PART },
  '0': { '>=': PART, '<': NO_PART, '==': PREFIX, '=': PREFIX, '!=': NO_PREFIX },
});

const TURNED: Readonly<Partial<Record<Operator, Operator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Undefined for other comparisons. */
export function readIndexTest(
  operator: Operator,
  left: readonly Value[],
  right: readonly Value[],
): IndexTest | undefined {
  const isTurned = numberIn(left) !== undefined;
  const number = numberIn(isTurned ? left : right);
  const asked =
    number === undefined ? undefined : ASKED[number]?.[(isTurned ? TURNED[operator] : undefined) ?? operator];
  const [only, ...others] = isTurned ? right : left;
  const isIndex = only?.kind === 'result' && only.call.name === 'indexof' && only.path.length === 0;
  return asked && isIndex && others.length === 0 ? { call: only.call, ...asked } : undefined;
}

function numberIn([only, ...others]: readonly Value[]): string | undefined {
  return only?.kind === 'constant' && others.length === 0 ? String(only.value) : undefined;
}
