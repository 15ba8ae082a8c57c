/** What a policy's decision is worth for this login in this account. */
import type { ApiKey } from '../../protocol/account.ts';
import type { Decision, Notice, SpaceAccess } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { spreadAccess } from './access.ts';
import type { Decided } from './decision.ts';
import { judgeGrants, listGrants, type Grant } from './grants.ts';
import {
  describeBypass,
  describeKeyState,
  describeLostRoles,
  describeRootAdmin,
  describeStanding,
} from './standing.ts';

export interface Judgement {
  decision: Decision;
  access: Record<string, SpaceAccess>;
  /** The gravest first. */
  notices: Notice[];
}

const SEVERITIES: readonly Notice['severity'][] = ['error', 'warning', 'information'];

/** Who logs in, as far as it matters beside the policy. */
export interface Entrant {
  /** `session.teams`. */
  teams: readonly string[];
  /** When, in nanoseconds since 1970. */
  instant: bigint;
  /** The API key that logs in, where the account knows it. */
  key?: ApiKey;
}

export function judgeDecision(decided: Decided, entrant: Entrant, inventory: Inventory | undefined): Judgement {
  const { decision, access, notices } = bypasses(entrant)
    ? judgeBypass(decided.decision, entrant, inventory)
    : judgePolicy(decided, inventory);
  const standing = [...describeKeyState(entrant.key, entrant.instant), ...describeStanding(inventory?.account)];
  return { decision, access, notices: orderNotices([...notices, ...standing]) };
}

/** The gravest first. */
export function orderNotices(notices: readonly Notice[]): Notice[] {
  return SEVERITIES.flatMap((level) => notices.filter(({ severity }) => severity === level));
}

type KeyHolder = Pick<Entrant, 'key'>;

/** An administrative key of the root space is admin without its policy being asked. */
export function bypasses<Holder extends KeyHolder>(holder: Holder): holder is Holder & Required<KeyHolder> {
  return holder.key?.admin === true;
}

function judgeBypass(
  said: Decision,
  { key, teams }: Entrant & Required<KeyHolder>,
  inventory: Inventory | undefined,
): Judgement {
  const decision = decideBypass(teams);
  return { decision, access: spreadAccess(decision, [], inventory), notices: [describeBypass(key, said)] };
}

/** What an administrative key comes to, whatever the policy says. */
export function decideBypass(teams: readonly string[]): Decision {
  return {
    access_level: 'admin',
    teams: [...teams],
    roles: {},
    space_admin: [],
    space_write: [],
    space_read: [],
    flag: [],
    sample: false,
  };
}

function judgePolicy(decided: Decided, inventory: Inventory | undefined): Judgement {
  const grants = listGrants(decided.decision);
  const { effective, notices } = inventory ? judgeGrants(grants, inventory) : withoutAccount(grants);
  return {
    decision: decided.decision,
    access: spreadAccess(decided.decision, effective, inventory),
    notices: [
      ...decided.notices,
      ...describeLostRoles(decided, grants),
      ...describeRootAdmin(decided, effective, inventory),
      ...notices,
    ],
  };
}

function withoutAccount(grants: Grant[]): { effective: Grant[]; notices: Notice[] } {
  return { effective: grants, notices: [] };
}
