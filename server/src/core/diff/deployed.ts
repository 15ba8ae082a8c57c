/** The login policies of an account, before and after one of them is replaced. */
import type { LoginPolicy } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import type { ReadPolicy } from '../matrix/evaluate.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { Sides } from './explainRows.ts';

/**
 * Those that the account has.
 * @throws {BadInput} where it is not known which there are
 */
export function listDeployed({ account: { name, loginPolicies } }: Inventory): readonly LoginPolicy[] {
  const { items, state, reason } = loginPolicies;
  if (state === 'complete') return items;
  const why = reason === undefined ? '' : ` (${reason})`;
  throw new BadInput(`The login policies of the account "${name}" are ${state}${why}`);
}

/** The one with the id is replaced; the others stay as they are, on both sides. */
export function replaceDeployed(deployed: readonly LoginPolicy[], id: string, by: ReadPolicy): Sides {
  const before = deployed.map((policy) => ({ id: policy.id, read: readDeployed(policy, deployed) }));
  const after = before.map((policy) => (policy.id === id ? by : policy.read));
  return { before: before.map(({ read }) => read), after };
}

/** @param among all login policies of the account: those that share a name are told apart by their ids */
export function nameDeployed({ id, name }: LoginPolicy, among: readonly LoginPolicy[]): string {
  const isShared = among.some((other) => other.name === name && other.id !== id);
  return isShared ? `"${name}" (${id}) as deployed` : `"${name}" as deployed`;
}

/** @param among see `nameDeployed` */
export function readDeployed(policy: LoginPolicy, among: readonly LoginPolicy[]): ReadPolicy {
  const { body, engine } = policy;
  return { name: nameDeployed(policy, among), source: { text: body, engine }, model: buildModel(body) };
}
