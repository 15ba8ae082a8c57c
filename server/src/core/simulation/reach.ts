/** Which fields of the input a policy can ask for. */
import type { PolicyModel } from '../syntax/model.ts';

/** Whether the policy may read the field at a dotted path such as `session.member`, all of it or a part. */
export function reachesInput(model: PolicyModel, field: string): boolean {
  const wanted = field.split('.');
  return model.inputPaths().some((path) => wanted.slice(0, path.length).every((step, depth) => step === path[depth]));
}
