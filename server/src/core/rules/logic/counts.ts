/** Comparisons that are decided by what `count` and `object.get` can give. */
import type { Call, Operator, PolicyModel, Term } from '../../syntax/model.ts';
import type { Step } from '../../syntax/values/value.ts';
import type { Values } from '../../syntax/values/values.ts';
import { kindOf } from '../types/kinds.ts';

/** `count(…) >= 0`: no count is less; undefined for other comparisons. */
export function compareCount(operator: Operator, left: Term, right: Term, values: Values): boolean | undefined {
  const limit = values.constantOf(right);
  if (!isCount(left) || typeof limit !== 'number' || limit > 0) return undefined;
  if (operator === '>=') return true;
  if (operator === '<') return false;
  if (limit === 0) return undefined;
  if (operator === '>' || operator === '!=') return true;
  return operator === '<=' || operator === '==' || operator === '=' ? false : undefined;
}

function isCount(term: Term): term is Call {
  return term.kind === 'call' && term.name === 'count' && term.callee.target.kind === 'function';
}

const COUNTED = new Set(['list', 'set', 'object', 'string']);

/** Whether it has a value wherever its argument has. */
export function isCountOfMembers(call: Call, model: PolicyModel): boolean {
  const [counted] = call.args;
  const kind = isCount(call) && counted ? kindOf(counted, model) : undefined;
  return kind !== undefined && COUNTED.has(kind);
}

/** The same of `object.get`, which gives its last argument where it finds nothing. */
export function isGetOfObject({ name, args: [object, key, otherwise] }: Call, model: PolicyModel): boolean {
  return (
    name === 'object.get' &&
    object !== undefined &&
    key !== undefined &&
    otherwise !== undefined &&
    kindOf(object, model) === 'object'
  );
}

/** Of values as JSON. */
export function compareTexts(
  operator: Operator,
  left: string | undefined,
  right: string | undefined,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '==' || operator === '=') return left === right;
  return operator === '!=' ? left !== right : undefined;
}

/** Where `object.get` looks for its key or path, below the input; undefined where that isn't known. */
export function pathBelow(object: Term, key: Term, values: Values): readonly Step[] | undefined {
  const [only, ...others] = values.valuesOf(object);
  if (only?.kind !== 'input' || others.length > 0) return undefined;
  const keys = (key.kind === 'array' ? key.items : [key]).map((item) => values.constantOf(item));
  const steps = keys.filter((step) => typeof step === 'string');
  return steps.length === keys.length ? [...only.path, ...steps] : undefined;
}
