/** One login through one policy: the decision, what it gives where, what was assumed, and why. */
import type { ClauseTrace, OpaError, PolicySource } from '../../protocol/engine.ts';
import type { ClauseExplanation, Notice, SimulationReport, SimulationRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { CancellationToken, Clock, Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { weighAssumptions, type TryInputs } from './assumptions.ts';
import { reduceResult } from './decision.ts';
import { explainTrace } from './explain.ts';
import { describeMisfits } from './inputFit.ts';
import { bypasses, judgeDecision, orderNotices } from './judgement.ts';
import { describeLeftOut } from './leftOut.ts';
import { briefInput, readLogin } from './login.ts';
import { EXPLANATION_LIMIT_MS, PolicyJudge } from './policyJudge.ts';
import { describePreludeGuesses } from './preludeGuesses.ts';
import { describeUnidentifiedKey } from './unidentifiedKey.ts';
import { printAsked } from './variants.ts';

/** For all other values of all assumptions together. */
const TRIAL_LIMIT_MS = 5_000;

export interface SimulationContext {
  engine: Engine;
  clock: Clock;
  /** Without one, nothing is known of keys, roles and spaces. */
  account?: Inventory;
  /** Of the policy's text, or of the same text with a byte order mark, where it has been built already. */
  model?: PolicyModel;
}

export type SimulationResult =
  | { ok: true; report: SimulationReport }
  /** The policy does not compile, or its evaluation fails: OPA's errors, at least one. */
  | { ok: false; kind: 'policy'; errors: OpaError[] }
  /** The evaluator that was asked for can't decide this policy or input: why. */
  | { ok: false; kind: 'refused'; reason: string };

/**
 * Simulates one login. Ends within 45 seconds (and what it takes to start the engine): a policy that does not come to a
 * decision in 20 is told as one that fails.
 * @throws {BadInput} for a request that can't be: two answers to one question, an unknown or ambiguous key, an address,
 * instant or input document that is none.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels.
 */
export async function simulate(
  policy: PolicySource,
  request: SimulationRequest,
  context: SimulationContext,
  token?: CancellationToken,
): Promise<SimulationResult> {
  const { account, engine, clock, model = buildModel(policy.text) } = context;
  const login = readLogin(request.session, account, clock.now());
  const judge = new PolicyJudge(engine, withOpaVersion(policy, account), token);
  const asked = printAsked(login, model);
  const answer = await judge.decideOne(asked, request.evaluator);
  if ('refused' in answer) return { ok: false, kind: 'refused', reason: answer.refused };
  const { evaluator, outcome } = answer;
  if (outcome.kind === 'failed') return { ok: false, kind: 'policy', errors: outcome.errors };

  const decided = reduceResult(outcome.result, login.teams);
  const { decision, access, notices } = judgeDecision(decided, login, account);
  const explained = request.explain ? explain(await judge.trace(asked), model, asked) : {};
  // An instant that suits the compiled policy may stand beside one that doesn't: only the decision asked for must be compiled.
  const how = request.evaluator === 'compiled' ? 'auto' : request.evaluator;
  const tryInputs: TryInputs = (inputs) => judge.decideWithin(TRIAL_LIMIT_MS, inputs, how);
  const { session, input } = login;
  const weighs = request.weigh ?? true;
  const assumed = session ? await weighAssumptions(session, decision, model, weighs ? tryInputs : undefined) : [];
  const told = request.brief === true ? briefInput(login) : input;
  const report = { engine: policy.engine, evaluator, input: told, assumed, decision, access };
  const { explanation, notice } = explained;
  const misfits = login.document ? describeMisfits(login.document, model) : [];
  const guesses = bypasses(login)
    ? []
    : [...describePreludeGuesses(model, policy.engine), ...(session ? describeLeftOut(session.input, model) : [])];
  const all = orderNotices([
    ...(account ? describeUnidentifiedKey(session?.unidentified, assumed) : []),
    ...notices,
    ...(login.session?.notices ?? []),
    ...guesses,
    ...misfits,
    ...(notice ? [notice] : []),
  ]);
  return { ok: true, report: { ...report, notices: all, ...(explanation ? { explanation } : {}) } };
}

interface Explained {
  explanation?: ClauseExplanation[];
  notice?: Notice;
}

function explain(trace: ClauseTrace[] | undefined, model: PolicyModel, input: string): Explained {
  if (trace !== undefined) return { explanation: explainTrace(trace, model, input) };
  const message = `Why is not known: following every rule did not come to an end within ${EXPLANATION_LIMIT_MS / 1000} seconds`;
  return { notice: { code: 'notExplained', severity: 'warning', message } };
}
