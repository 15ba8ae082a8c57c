import type { PolicySource } from '../../protocol/engine.ts';
import type { Inventory } from './inventory.ts';

/** With the account's OPA, which decides what syntax and built-ins there are, unless the policy comes with another. */
export function withOpaVersion(policy: PolicySource, account: Inventory | undefined): PolicySource {
  const opaVersion = policy.opaVersion ?? account?.account.opaVersion;
  return opaVersion === undefined ? policy : { ...policy, opaVersion };
}
