/** Which fields of the input a policy can ask for. */
import type { PolicyModel } from '../syntax/model.ts';

/** Whether the policy may read the field at a dotted path such as `session.member`, all of it or a part. */
export function reachesInput(model: PolicyModel, field: string): boolean {
  const wanted = field.split('.');
  return model.inputReferences().some(({ path }) => wanted.every((step, depth) => mayBe(path, depth, step)));
}

/** A path that ends early reads everything below; an unknown step may be any. */
function mayBe(path: readonly (string | number | undefined)[], depth: number, step: string): boolean {
  const given = path[depth];
  return depth >= path.length || given === undefined || String(given) === step;
}
