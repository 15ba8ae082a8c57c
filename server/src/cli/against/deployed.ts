/** Which of an account's login policies a file is. */
import path from 'node:path';
import type { Inventory } from '../../core/account/inventory.ts';
import { BadInput } from '../../core/badInput.ts';
import { listDeployed } from '../../core/diff/deployed.ts';
import type { LoginPolicy } from '../../protocol/account.ts';

/** The login policies of the account, and the one that the file stands for. */
export interface Deployed {
  readonly policies: readonly LoginPolicy[];
  readonly target: LoginPolicy;
}

/**
 * The one that is named, else the one with the file's name, else the only one.
 * @throws {BadInput} where it is not known which, or what there is
 */
export function findDeployed(file: string, account: Inventory | undefined, named: string | undefined): Deployed {
  if (account === undefined) throw new BadInput('--against deployed: give the account with --account');
  const policies = listDeployed(account);
  return { policies, target: findTarget(file, policies, named, account.account.name) };
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
