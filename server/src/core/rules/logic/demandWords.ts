/** Demands in words: what a thing is or does. */
import type { Constant } from '../../syntax/values/value.ts';
import type { Demand } from './demands.ts';

const WORDS: Readonly<Partial<Record<Demand['test'], readonly [plain: string, negated: string]>>> = {
  '!=': ['is not', 'is'],
  '<': ['is less than', 'is at least'],
  '<=': ['is at most', 'is more than'],
  '>': ['is more than', 'is at most'],
  '>=': ['is at least', 'is less than'],
  prefix: ['begins with', 'does not begin with'],
  suffix: ['ends with', 'does not end with'],
  part: ['contains', 'does not contain'],
  has: ['contains', 'does not contain'],
  regex: ['matches', 'does not match'],
  glob: ['matches', 'does not match'],
  network: ['is in', 'is not in'],
};

/** As the end of a sentence about the thing. */
export function sayDemand({ test, isNegated, options }: Demand): string {
  if (test === 'holds') return isNegated ? 'does not hold' : 'holds';
  if (test === 'hasAny') return 'has a member';
  const [plain, negated] = WORDS[test] ?? (options.length > 1 ? ['is one of', 'is none of'] : ['is', 'is not']);
  return `${isNegated ? negated : plain} ${sayOptions(options)}`;
}

/** How many constants are worth naming. */
const NAMED = 3;

function sayOptions(options: readonly Constant[]): string {
  const named = [...new Set(options)].slice(0, NAMED).map((option) => JSON.stringify(option));
  return options.length > NAMED ? `${named.join(', ')}, …` : named.join(', ');
}
