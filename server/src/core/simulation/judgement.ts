/** What a policy's decision is worth for this login in this account. */
import type { Decision, Notice, SpaceAccess } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { spreadAccess } from './access.ts';
import type { Decided } from './decision.ts';
import { judgeGrants, listGrants, type Grant } from './grants.ts';
import type { Session } from './session.ts';
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

/** `session` is missing for an input that was given whole. */
export function judgeDecision(
  decided: Decided,
  session: Session | undefined,
  inventory: Inventory | undefined,
): Judgement {
  const { decision, access, notices } = bypasses(session)
    ? judgeBypass(decided.decision, session, inventory)
    : judgePolicy(decided, inventory);
  const standing = [
    ...describeKeyState(session?.key, session?.input.request.timestamp_ns ?? 0n),
    ...describeStanding(inventory?.account),
  ];
  return { decision, access, notices: orderNotices([...notices, ...standing]) };
}

/** The gravest first. */
export function orderNotices(notices: readonly Notice[]): Notice[] {
  return SEVERITIES.flatMap((level) => notices.filter(({ severity }) => severity === level));
}

type KeySession = Session & Required<Pick<Session, 'key'>>;

/** An administrative key of the root space is admin without its policy being asked. */
export function bypasses(session: Session | undefined): session is KeySession {
  return session?.key?.admin === true;
}

function judgeBypass(said: Decision, { key, input }: KeySession, inventory: Inventory | undefined): Judgement {
  const decision: Decision = {
    access_level: 'admin',
    teams: [...input.session.teams],
    roles: {},
    space_admin: [],
    space_write: [],
    space_read: [],
    flag: [],
    sample: false,
  };
  return { decision, access: spreadAccess(decision, [], inventory), notices: [describeBypass(key, said)] };
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
