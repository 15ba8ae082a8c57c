/** Tests that come out alike for everything that can be tested. */
import type { Test } from '../../syntax/values/conditions.ts';
import type { Fixed } from './outcome.ts';

type Scalar = string | number;

/** Undefined where it depends, or isn't known. */
export function fixedOver(candidates: readonly Scalar[], test: Test, value: Scalar): Fixed | undefined {
  const [first, ...others] = new Set(candidates.map((candidate) => passes(candidate, test, value)));
  if (first === undefined || others.length > 0) return undefined;
  return first ? 'true' : 'false';
}

function passes(candidate: Scalar, test: Test, value: Scalar): boolean | undefined {
  switch (test) {
    case '==':
    case 'in':
      return candidate === value;
    case '!=':
      return candidate !== value;
    case 'prefix':
      return String(candidate).startsWith(String(value));
    case 'suffix':
      return String(candidate).endsWith(String(value));
    case 'part':
      return String(candidate).includes(String(value));
    case 'regex':
    case 'glob':
    case 'network':
      return undefined;
    default:
      return inOrder(candidate, test, value);
  }
}

function inOrder(a: Scalar, test: '<' | '<=' | '>' | '>=', b: Scalar): boolean {
  const order = compare(a, b);
  if (test === '<') return order < 0;
  if (test === '<=') return order <= 0;
  return test === '>' ? order > 0 : order >= 0;
}

/** OPA puts every number before every string. */
function compare(a: Scalar, b: Scalar): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
