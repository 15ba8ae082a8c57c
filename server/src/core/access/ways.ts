/** What each way of binding roles to a session comes to, whether it is in force under the account's scheme or not. */
import type { Answer, BindingWay, WayAnswer } from '../../protocol/access.ts';
import type { AccountSnapshot, ApiKey, Part } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { tellState } from '../account/partState.ts';
import { withAdminGrant } from '../simulation/access.ts';
import type { Decided } from '../simulation/decision.ts';
import { judgeGrants, listGrants } from '../simulation/grants.ts';
import { judgeHolding, type BoundRole, type Question } from './holding.ts';
import { explainHolding } from './words.ts';

export type Scheme = AccountSnapshot['authorizationScheme'];

/** What the login policies grant, and what it comes to. */
export function answerOfPolicies(
  { decision, fired }: Decided,
  question: Question,
  inventory: Inventory | undefined,
): WayAnswer {
  const isAdmin = decision.access_level === 'admin';
  const own = listGrants(decision);
  const granted = inventory ? judgeGrants(own, inventory).effective : own;
  const way = answerByGrants('loginPolicies', isAdmin ? withAdminGrant(granted) : granted, question, inventory);
  if (isAdmin) return { ...way, reasons: ['The login is admin of the account, and may do everything everywhere'] };
  if (decision.access_level === 'allow') return way;
  const denied = fired.deny ? 'The login is denied' : 'The login is denied, as nothing allows it';
  const lost = way.answer === 'yes' ? [`Were it let in: ${way.reasons[0] ?? ''}`] : [];
  return { ...way, answer: 'no', reasons: [denied, ...lost] };
}

/** Roles bound to the key itself. `isKey`: the session is a key's, known or not. */
export function answerDirect(
  key: ApiKey | undefined,
  isKey: boolean,
  question: Question,
  inventory: Inventory | undefined,
): WayAnswer {
  if (!isKey) return unknownWay('direct', 'Roles that are bound to people are not among what is known of an account');
  if (key === undefined) return unknownWay('direct', 'Which roles are bound to the key is not known: nor is the key');
  if (key.roleBindings === undefined) {
    return unknownWay('direct', 'Which roles are bound to the key is not among what the account shows');
  }
  if (key.roleBindings.length === 0) return { ...noWay('direct', 'No role is bound to the key') };
  return answerByGrants('direct', key.roleBindings.map(toGrant), question, inventory);
}

/** Roles bound to the teams of the session. */
export function answerByTeams(
  teams: readonly string[],
  question: Question,
  inventory: Inventory | undefined,
): WayAnswer {
  if (teams.length === 0) return noWay('teams', 'The session has no team');
  const bindings = inventory?.account.teamBindings;
  if (bindings === undefined || bindings.state === 'forbidden' || bindings.state === 'failed') {
    return unknownWay('teams', `Which roles are bound to teams is not known${describeState(bindings)}`);
  }
  const bound = bindings.items
    .filter(({ team }) => teams.includes(team))
    .map((one) => ({ ...toGrant(one), team: one.team }));
  const way = answerByGrants('teams', bound, question, inventory);
  const isPartial = bindings.state === 'partial' && way.answer === 'no';
  if (isPartial) {
    return { ...way, answer: 'unknown', reasons: [`Not all roles bound to teams are known${describeState(bindings)}`] };
  }
  return bound.length > 0 ? way : { ...way, reasons: ['No role is bound to a team of the session'] };
}

/** The answer, by the ways that are in force; where that is not known, what they agree on. */
export function combineWays(policies: Answer, direct: Answer, teams: Answer, scheme: Scheme): Answer {
  const bound = either(direct, teams);
  if (scheme === undefined) return policies === bound ? policies : 'unknown';
  return scheme === 'LOGIN_POLICIES' ? policies : bound;
}

/** Whether a way counts under a scheme; undefined where that is not known. */
export function isInForce(way: BindingWay, scheme: Scheme): boolean | undefined {
  return scheme && (way === 'loginPolicies') === (scheme === 'LOGIN_POLICIES');
}

export function unknownWay(way: BindingWay, reason: string): WayAnswer {
  return { way, answer: 'unknown', roles: [], reasons: [reason] };
}

function noWay(way: BindingWay, reason: string): WayAnswer {
  return { way, answer: 'no', roles: [], reasons: [reason] };
}

/** Roles from several places add up. */
function either(a: Answer, b: Answer): Answer {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

function answerByGrants(
  way: BindingWay,
  grants: readonly BoundRole[],
  question: Question,
  inventory: Inventory | undefined,
): WayAnswer {
  const holding = judgeHolding(grants, question, inventory);
  const { answer, roles, readFrom } = holding;
  const reasons = explainHolding(holding, question, inventory);
  return { way, answer, roles: [...roles], ...(readFrom === undefined ? {} : { readFrom }), reasons };
}

function toGrant({ role, space }: { role: string; space: string }): BoundRole {
  return { slug: role, space };
}

/** `: they are forbidden (…)`. */
export function describeState(part: Pick<Part<unknown>, 'state' | 'reason'> | undefined): string {
  return part === undefined ? '' : `: ${tellState(part)}`;
}
