import type { PolicyModel } from '../../syntax/model.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import type { Value } from '../../syntax/values/value.ts';

const PATTERNS: Readonly<Partial<Record<Test, string>>> = { regex: 'a regular expression', glob: 'a glob' };

/** How a field is read otherwise than by comparing it with constants. `noun`: `logins`. */
export function describePattern(model: PolicyModel, field: string, noun: string): string {
  const pattern = findPattern(model, field);
  return pattern === undefined
    ? `\`${field}\` is computed with, or compared with what is no constant: other ${noun} were not tried`
    : `\`${field}\` is matched with ${pattern}: ${noun} that match were not tried`;
}

/** `a glob`; undefined where the field is matched with none. */
export function findPattern(model: PolicyModel, field: string): string | undefined {
  const steps = field.split('.');
  const holds = (value: Value): boolean => {
    if (value.kind === 'input') return steps.every((step, depth) => (value.path[depth] ?? step) === step);
    return value.kind === 'result' && value.call.args.some((arg) => model.values.valuesOf(arg).some(holds));
  };
  const tests = model.conditions().flatMap(({ subject, test }) => (holds(subject) ? (PATTERNS[test] ?? []) : []));
  return tests[0];
}
