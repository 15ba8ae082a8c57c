/** The login policies of an account, before and after one of them is replaced by a file. */
import path from 'node:path';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import type { ReadPolicy } from '../../core/matrix/evaluate.ts';
import { buildModel } from '../../core/syntax/buildModel.ts';
import type { LoginPolicy } from '../../protocol/account.ts';
import type { GivenPolicy } from '../givenPolicy.ts';

export interface Deployed {
  readonly before: ReadPolicy[];
  readonly after: ReadPolicy[];
  /** Which one the file is taken for. */
  readonly name: string;
}

/**
 * The one that is named, else the one with the file's name, else the only one. The others stay as they are.
 * @throws {BadInput} where it is not known which, or what there is
 */
export function replaceDeployed(
  given: GivenPolicy,
  account: Inventory | undefined,
  named: string | undefined,
): Deployed {
  if (account === undefined) throw new BadInput('--against deployed: give the account with --account');
  const { name: accountName, loginPolicies } = account.account;
  const { items, state, reason } = loginPolicies;
  if (state !== 'complete') {
    const why = reason === undefined ? '' : ` (${reason})`;
    throw new BadInput(`--against deployed: the login policies of the account "${accountName}" are ${state}${why}`);
  }
  const target = findTarget(given.file, items, named, accountName);
  const before = items.map((policy) => ({ id: policy.id, read: readDeployed(policy) }));
  const after = before.map(({ id, read }) => (id === target.id ? given.read : read));
  return { before: before.map(({ read }) => read), after, name: target.name };
}

function findTarget(
  file: string,
  items: readonly LoginPolicy[],
  named: string | undefined,
  account: string,
): LoginPolicy {
  const wanted = named ?? path.basename(file).replace(/\.rego$/, '');
  const found = items.filter(({ name }) => toSlug(name) === toSlug(wanted));
  const [first] = found;
  if (first && found.length === 1) return first;
  const [only, ...others] = items;
  if (only && others.length === 0 && named === undefined) return only;
  if (!only) throw new BadInput(`--against deployed: the account "${account}" has no login policy`);
  const names = items.map(({ name }) => `"${name}"`).join(', ');
  throw new BadInput(
    `--against deployed: the account "${account}" has the login policies ${names}: say with --policy which one ${file} is`,
  );
}

/** Names as people write them, files as they are called: `Main login` and `main-login`. */
function toSlug(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}

function readDeployed({ name, body, engine }: LoginPolicy): ReadPolicy {
  return { name: `"${name}" as deployed`, source: { text: body, engine }, model: buildModel(body) };
}
