/** One question about one login, before and after the login policies are asked: what every way of binding says to it. */
import type { Answer, BindingWay, CanAnswer, WayAnswer } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Decided } from '../simulation/decision.ts';
import { listGrants, type Grant } from '../simulation/grants.ts';
import type { Login } from '../simulation/login.ts';
import { describeKeyState } from '../simulation/standing.ts';
import type { Asked } from './askPolicies.ts';
import type { Question } from './holding.ts';
import {
  answerByTeams,
  answerDirect,
  answerOfPolicies,
  combineWays,
  isInForce,
  unknownWay,
  type Scheme,
} from './ways.ts';

export interface CanCase {
  readonly question: Question;
  readonly login: Login;
  /** A key's session, known to the account or not. */
  readonly isKey: boolean;
  readonly account: Inventory | undefined;
  readonly scheme: Scheme;
}

export type AskedWell = Exclude<Asked, { kind: 'broken' }>;

export interface Judged {
  readonly answer: Answer;
  /** Of each way: login policies, bound directly, bound to teams. */
  readonly ways: WayAnswer[];
  /** Sentences beside those of the ways: that the key is not known, and what that leaves open. */
  readonly opening?: readonly string[];
}

/** `decided`, `teams`: of the login as it stands, or with another value in place of one that is assumed. */
export function judgeCase(
  { question, login, isKey, account, scheme }: CanCase,
  asked: AskedWell,
  decided: Decided | undefined,
  teams: readonly string[],
): Judged {
  const policies = answerOfAsked(asked, decided, question, account);
  const direct = answerDirect(login.key, isKey, question, account);
  const byTeams = answerByTeams(teams, question, account);
  const ways = [policies, direct, byTeams].map((way) => {
    const inForce = isInForce(way.way, scheme);
    return inForce === undefined ? way : { ...way, inForce };
  });
  return { ways, answer: combineWays(policies.answer, direct.answer, byTeams.answer, scheme) };
}

function answerOfAsked(
  asked: AskedWell,
  decided: Decided | undefined,
  question: Question,
  account: Inventory | undefined,
): WayAnswer {
  if (asked.kind === 'undecided') return unknownWay('loginPolicies', asked.reason);
  const made = decided ?? asked.decided;
  const way = answerOfPolicies(made, question, account);
  // One deny beats whatever other policies there may be.
  if (!asked.isPartial || made.fired.deny) return { ...way, reasons: [...way.reasons, ...asked.remarks] };
  return { ...way, answer: 'unknown', reasons: [...asked.remarks, ...way.reasons] };
}

const NAMES: Readonly<Record<BindingWay, string>> = {
  loginPolicies: 'login policies',
  direct: 'roles bound to the key or user itself',
  teams: 'roles bound to teams',
};

/** Why the answer is what it is, by the ways that are in force. */
export function reasonsInForce(judged: Judged, { scheme }: CanCase): string[] {
  const { answer, opening = [] } = judged;
  const reasons = scheme === undefined ? reasonsOfAll(judged) : reasonsOf(judged);
  // What is not known is told first, except where it does not matter.
  return answer === 'yes' ? [...reasons, ...opening] : [...opening, ...reasons];
}

function reasonsOf({ answer, ways }: Judged): string[] {
  const inForce = ways.filter((way) => way.inForce === true);
  const telling = inForce.filter((way) => way.answer === answer);
  return (telling.length > 0 ? telling : inForce).flatMap(({ reasons }) => reasons);
}

function reasonsOfAll({ answer, ways }: Judged): string[] {
  const open = 'Whether login policies or bindings count is not known of the account';
  const each = ways.map((way) => `By ${NAMES[way.way]}, ${way.answer}: ${way.reasons[0] ?? ''}`);
  return answer === 'unknown' ? [open, ...each] : each;
}

/** All that is granted by the ways in force, in whatever space. */
export function grantsInForce({ login, account, scheme }: CanCase, asked: AskedWell): Grant[] {
  if (scheme !== 'MANAGED_USERS') return asked.kind === 'decided' ? listGrants(asked.decided.decision) : [];
  const ofTeams = account?.account.teamBindings?.items.filter(({ team }) => login.teams.includes(team)) ?? [];
  return [...(login.key?.roleBindings ?? []), ...ofTeams].map(({ role, space }) => ({ slug: role, space }));
}

/** Why the key can't log in at all; undefined where it can. */
export function describeLoss({ key, instant }: Login): string | undefined {
  const [loss] = describeKeyState(key, instant);
  return loss?.message.replace(/:? this is what the policy would say$/, '');
}

/** What the answer repeats of the question. */
export function describeCase({
  question,
  login,
  scheme,
}: CanCase): Pick<CanAnswer, 'input' | 'action' | 'space' | 'key' | 'scheme'> {
  const { key, input } = login;
  return {
    input,
    ...question,
    ...(key ? { key: { id: key.id, name: key.name } } : {}),
    ...(scheme === undefined ? {} : { scheme }),
  };
}
