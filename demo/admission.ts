/** Whether Spacelift lets somebody in, and what they may do then. */
import type { Inventory } from '../server/src/core/account/inventory.ts';
import { loginOf } from '../server/src/core/account/keyLogin.ts';
import { withOpaVersion } from '../server/src/core/account/opaVersion.ts';
import type { Engine } from '../server/src/core/ports.ts';
import { spreadAccess } from '../server/src/core/simulation/access.ts';
import { levelOf, reduceResult, type Decided } from '../server/src/core/simulation/decision.ts';
import { administersRoot, judgeGrants, listGrants, type Grant } from '../server/src/core/simulation/grants.ts';
import { readLogin, type Login } from '../server/src/core/simulation/login.ts';
import { PolicyJudge } from '../server/src/core/simulation/policyJudge.ts';
import type { ApiKey, LoginPolicy } from '../server/src/protocol/account.ts';
import type { AccessLevel } from '../server/src/protocol/simulation.ts';
import { GITHUB_TOKEN, secretOf } from './data/identity.ts';
import type { Identity } from './sessions.ts';

export interface Gate {
  inventory: Inventory;
  engine: Engine;
}

/** From where and when somebody comes. */
export interface Caller {
  ip: string;
  /** Nanoseconds since 1970. */
  now: bigint;
}

/** What asking one, or all login policies comes to. */
interface Verdict {
  level: AccessLevel;
  grants: Grant[];
}

const ADMIN: Verdict = { level: 'admin', grants: [] };

/** The demo's only person: admin of its GitHub organization, whom no login policy is asked about. */
export function admitGitHubUser(token: string, { inventory }: Gate): Identity | undefined {
  if (token !== GITHUB_TOKEN) return undefined;
  return identify('octavia', 'Octavia Reyes', ADMIN, inventory);
}

/**
 * Undefined: refused, for a wrong secret, because the key is deleted or expired, or by a login policy. A key with OIDC has
 * a secret here like any other, as there is no identity provider.
 * @throws {EngineError} where a policy has to be asked, and can't be
 */
export async function admitKey(key: ApiKey, secret: string, caller: Caller, gate: Gate): Promise<Identity | undefined> {
  if (secret !== secretOf(key) || key.deleted || isExpired(key, caller.now)) return undefined;
  const verdict = key.admin ? ADMIN : await judge(key, caller, gate);
  return verdict.level === 'deny' ? undefined : identify(loginOf(key), key.name, verdict, gate.inventory);
}

function isExpired({ expiresAt }: ApiKey, now: bigint): boolean {
  return expiresAt !== undefined && BigInt(Date.parse(expiresAt)) * 1_000_000n <= now;
}

function identify(login: string, name: string, { level, grants }: Verdict, inventory: Inventory): Identity {
  const { effective } = judgeGrants(grants, inventory);
  const access = spreadAccess({ access_level: level }, effective, inventory);
  return { login, name, isAdmin: level === 'admin' || administersRoot(effective), access };
}

/** By the login policies, or by what is bound to the key and its teams: whichever the account uses. */
async function judge(key: ApiKey, caller: Caller, gate: Gate): Promise<Verdict> {
  const { account } = gate.inventory;
  if (account.authorizationScheme === 'MANAGED_USERS') {
    const ofTeams = account.teamBindings?.items.filter(({ team }) => key.teams.includes(team)) ?? [];
    const bound = [...(key.roleBindings ?? []), ...ofTeams].map(({ role, space }) => ({ slug: role, space }));
    return { level: 'allow', grants: bound };
  }
  const session = { key: key.id, loginAs: 'id', ip: caller.ip } as const;
  const login = readLogin(session, gate.inventory, caller.now);
  return merge(await Promise.all(account.loginPolicies.items.map((policy) => ask(policy, login, gate))));
}

/** Undefined where the policy can't be evaluated. */
async function ask({ body, engine }: LoginPolicy, login: Login, gate: Gate): Promise<Decided | undefined> {
  const policy = withOpaVersion({ text: body, engine }, gate.inventory);
  const answer = await new PolicyJudge(gate.engine, policy, undefined).decideOne(login.input, 'interpreter');
  if ('refused' in answer || answer.outcome.kind === 'failed') return undefined;
  return reduceResult(answer.outcome.result, login.teams);
}

/** One refusal is enough, and so, taken to be, is one failure; what is granted adds up (both assumed). */
function merge(decided: readonly (Decided | undefined)[]): Verdict {
  const known = decided.filter((one) => one !== undefined);
  if (known.length < decided.length) return { level: 'deny', grants: [] };
  const fires = (rule: keyof Decided['fired']): boolean => known.some(({ fired }) => fired[rule]);
  const level = levelOf({
    deny: fires('deny'),
    admin: fires('admin'),
    denyAdmin: fires('denyAdmin'),
    allow: fires('allow'),
  });
  return { level, grants: known.flatMap(({ decision }) => listGrants(decision)) };
}
