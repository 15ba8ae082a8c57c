/** Whether a login would have an action in a space: the one answer, by whichever way roles are bound in the account. */
import type { Answer, CanAnswer, CanAssumption, CanRequest } from '../../protocol/access.ts';
import type { OpaError, PolicySource } from '../../protocol/engine.ts';
import type { Notice } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import type { CancellationToken } from '../ports.ts';
import { unweighed } from '../simulation/assumptions.ts';
import { bypasses, judgeDecision, orderNotices } from '../simulation/judgement.ts';
import { readLogin } from '../simulation/login.ts';
import type { SimulationContext } from '../simulation/simulate.ts';
import { readAction } from './actions.ts';
import { readSpace } from './askedSpace.ts';
import { askPolicies } from './askPolicies.ts';
import {
  describeCase,
  describeLoss,
  grantsInForce,
  judgeCase,
  reasonsInForce,
  type AskedWell,
  type CanCase,
  type Judged,
} from './canCase.ts';
import { describeMissing } from './missing.ts';
import { judgeUnidentified } from './unidentified.ts';
import { weighAnswer } from './weighAnswer.ts';

export type CanContext = Pick<SimulationContext, 'engine' | 'clock' | 'account'>;

export type CanResult =
  | { ok: true; answer: CanAnswer }
  /** The policy that was given does not compile, or its evaluation fails: OPA's errors, at least one. */
  | { ok: false; errors: OpaError[] };

/**
 * @param policy that the login goes through; without one, those of the account
 * @throws {BadInput} for an unknown action or space, for neither a policy nor an account, and for a session that can't be
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function can(
  request: CanRequest,
  policy: PolicySource | undefined,
  context: CanContext,
  token?: CancellationToken,
): Promise<CanResult> {
  const about = readCase(request, policy, context);
  if (bypasses(about.login)) return { ok: true, answer: answerAdministrator(about) };
  const asked = await askPolicies(about.login, policy, context, token);
  if (asked.kind === 'broken') return { ok: false, errors: asked.errors };
  const base = judgeCase(about, asked, undefined, about.login.teams);
  const { session } = about.login;
  const judged = session?.unidentified ? await judgeUnidentified(about, asked, session, base) : base;
  const answer = makeAnswer(about, asked, judged);
  return { ok: true, answer: { ...answer, assumed: await weigh(about, asked, base.answer) } };
}

function readCase(request: CanRequest, policy: PolicySource | undefined, { account, clock }: CanContext): CanCase {
  if (policy === undefined && account === undefined) {
    throw new BadInput('Without a policy and without an account there is nothing to tell it by: give one of them');
  }
  const question = { action: readAction(request.action, account), space: readSpace(request.space, account) };
  const login = readLogin(request.session, account, clock.now());
  const isKey = request.session.key !== undefined || login.key !== undefined;
  // A policy that is asked about is meant to be in force, unless the account says that none is.
  const scheme = account?.account.authorizationScheme ?? (policy === undefined ? undefined : 'LOGIN_POLICIES');
  return { question, login, isKey, account, scheme };
}

/** A key that neither login policies nor bindings are asked about. */
function answerAdministrator(about: CanCase): CanAnswer {
  const { key, session } = about.login;
  const loss = describeLoss(about.login);
  const always = `"${key?.name ?? ''}" is an administrative key of the root space: it may do everything everywhere, and nothing else is asked`;
  return {
    answer: loss === undefined ? 'yes' : 'no',
    ...describeCase(about),
    reasons: [loss ?? always],
    ways: [],
    assumed: session ? unweighed(session, 'notAsked') : [],
    notices: [],
  };
}

function makeAnswer(about: CanCase, asked: AskedWell, judged: Judged): CanAnswer {
  const { login, question, account, scheme } = about;
  const loss = describeLoss(login);
  const answer = loss === undefined ? judged.answer : 'no';
  // What somebody lacks who is not let in is no role.
  const isDenied =
    scheme !== 'MANAGED_USERS' && asked.kind === 'decided' && asked.decided.decision.access_level === 'deny';
  const isMissing = answer !== 'yes' && loss === undefined && !isDenied && account !== undefined;
  return {
    answer,
    ...describeCase(about),
    reasons: [...(loss === undefined ? [] : [loss]), ...reasonsInForce(judged, about)],
    ways: judged.ways,
    ...(isMissing ? { missing: describeMissing(grantsInForce(about, asked), question, account) } : {}),
    assumed: [],
    notices: orderNotices([...listNotices(about, asked), ...(login.session?.notices ?? [])]),
  };
}

/** That nobody else is asked, and of what other logins are told, the answer itself says what is to be said. */
const LEFT_OUT: ReadonlySet<Notice['code']> = new Set(['expiredKey', 'deletedKey', 'inert', 'frozen', 'rootAdmin']);

function listNotices({ login, account, scheme }: CanCase, asked: AskedWell): Notice[] {
  if (asked.kind === 'undecided' || scheme === 'MANAGED_USERS') return [];
  const { notices } = judgeDecision(asked.decided, login, account);
  return [...asked.notices, ...notices.filter(({ code }) => !LEFT_OUT.has(code))];
}

/** `base`: the answer for the login as it is assumed. */
async function weigh(about: CanCase, asked: AskedWell, base: Answer): Promise<CanAssumption[]> {
  const { login, scheme, account } = about;
  if (login.session === undefined) return [];
  // Nothing about its login matters to a key that can't log in.
  if (describeLoss(login) !== undefined) return unweighed(login.session, 'notAsked');
  return weighAnswer(login.session, {
    base,
    scheme,
    account,
    policies: asked.kind === 'decided' ? asked.set : undefined,
    answerWith: (decided, teams) => judgeCase(about, asked, decided, teams).answer,
  });
}
