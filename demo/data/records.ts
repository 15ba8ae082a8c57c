/** The account as the server keeps it: the snapshot, and what only the server has. */
import { buildInventory, type Inventory } from '../../server/src/core/account/inventory.ts';
import type { AccountSnapshot, LoginPolicy } from '../../server/src/protocol/account.ts';
import type { RegoVersion } from '../../server/src/protocol/engine.ts';
import { recordSamples, type Recording, type SampleRecord } from './samples.ts';
import serverOnly from './serverOnly.json' with { type: 'json' };

export interface PolicyRecord {
  id: string;
  name: string;
  description: string;
  type: string;
  engine: RegoVersion;
  /** Id. */
  space: string;
  body: string;
  labels: string[];
  /** RFC 3339. */
  createdAt: string;
  updatedAt: string;
  /** The newest first. */
  samples: SampleRecord[];
}

export interface AccountRecords {
  account: AccountSnapshot;
  inventory: Inventory;
  policies: PolicyRecord[];
}

type Details = Pick<PolicyRecord, 'description' | 'labels' | 'createdAt' | 'updatedAt'>;

/** Of a login policy that the demo's own data say nothing more about. */
const NO_DETAILS: Details = {
  description: '',
  labels: [],
  createdAt: '2025-01-01T00:00:00Z',
  updatedAt: '2025-01-01T00:00:00Z',
};

/** The snapshot must not change afterwards. */
export function keepRecords(account: AccountSnapshot): AccountRecords {
  const inventory = buildInventory(account);
  const samples = recordSamples(serverOnly.recordings as Recording[], inventory);
  const logins = account.loginPolicies.items.map((policy) => completeLogin(policy, samples));
  const others = serverOnly.otherPolicies as Omit<PolicyRecord, 'samples'>[];
  const own = others.filter(({ space }) => inventory.space(space) !== undefined);
  return { account, inventory, policies: [...logins, ...own.map((policy) => ({ ...policy, samples: [] }))] };
}

function completeLogin(policy: LoginPolicy, samples: readonly SampleRecord[]): PolicyRecord {
  const known: Record<string, Details> = serverOnly.loginPolicies;
  const own = samples.filter((sample) => sample.policy === policy.id);
  return { ...policy, ...(known[policy.id] ?? NO_DETAILS), type: 'LOGIN', space: 'root', samples: own };
}

/** Seconds since 1970 of an RFC 3339 instant, rounded down: how the API tells time. */
export function toSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
