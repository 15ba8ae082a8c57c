/** One login through one policy: the decision, what it gives where, what was assumed, and why. */
import type { AccountSnapshot } from '../../protocol/account.ts';
import type { ClauseTrace, DecideAnswer, Evaluator, OpaError, PolicySource } from '../../protocol/engine.ts';
import type { Assumption, Decision, SimulationReport, SimulationRequest } from '../../protocol/simulation.ts';
import { buildInventory } from '../account/inventory.ts';
import { EngineError, type CancellationToken, type Clock, type Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { weighAssumptions } from './assumptions.ts';
import { reduceResult } from './decision.ts';
import { explainTrace } from './explain.ts';
import { bypasses, judgeDecision } from './judgement.ts';
import { readLogin } from './login.ts';
import { printInput } from './loginInput.ts';
import type { Session } from './session.ts';
import { listVariants } from './variants.ts';

/** Spacelift's own limit for one login (user documentation, policy page). */
const TIME_LIMIT_MS = 5000;

export interface SimulationContext {
  engine: Engine;
  clock: Clock;
  /** Without one, nothing is known of keys, roles and spaces. */
  account?: AccountSnapshot;
}

export type SimulationResult =
  | { ok: true; report: SimulationReport }
  /** The policy does not compile, or its evaluation fails: OPA's errors, at least one. */
  | { ok: false; kind: 'policy'; errors: OpaError[] }
  /** The evaluator that was asked for can't decide this policy or input: why. */
  | { ok: false; kind: 'refused'; reason: string };

/**
 * Simulates one login. An evaluation that takes longer than Spacelift's 5 s is a failure of the policy.
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
  const { account, engine } = context;
  const inventory = account && buildInventory(account);
  const login = readLogin(request.session, inventory, context.clock.now());
  const judge = new PolicyJudge(engine, withOpaVersion(policy, account), token);
  const answer = await judge.decide([login.input], request.evaluator);
  if ('refused' in answer) return { ok: false, kind: 'refused', reason: answer.refused };
  const [outcome] = answer.outcomes;
  if (outcome === undefined) throw new EngineError('badRequest', 'the engine decided nothing');
  if (outcome.kind === 'failed') return { ok: false, kind: 'policy', errors: outcome.errors };

  const decided = reduceResult(outcome.result, login.teams);
  const model = buildModel(policy.text);
  const { decision, access, notices } = judgeDecision(decided, login.session, inventory);
  const assumed = await weigh(login.session, decision, model, judge, request.evaluator);
  const explanation = request.explain
    ? { explanation: explainTrace(await judge.trace(login.input), model, login.input) }
    : {};
  const { evaluator } = answer;
  const report = { engine: policy.engine, evaluator, input: login.input, assumed, decision, access, notices };
  return { ok: true, report: { ...report, ...explanation } };
}

/** The account's OPA decides which syntax there is, unless the policy comes with another. */
function withOpaVersion(policy: PolicySource, account: AccountSnapshot | undefined): PolicySource {
  const opaVersion = policy.opaVersion ?? account?.opaVersion;
  return { ...policy, ...(opaVersion === undefined ? {} : { opaVersion }) };
}

async function weigh(
  session: Session | undefined,
  decision: Decision,
  model: PolicyModel,
  judge: PolicyJudge,
  evaluator: Evaluator,
): Promise<Assumption[]> {
  if (session === undefined) return [];
  const variants = bypasses(session) ? [] : listVariants(session, model);
  const inputs = variants.map(({ input }) => printInput(input));
  // An instant that suits the compiled policy may stand beside one that doesn't: only the decision asked for must be compiled.
  const answer = await judge.decide(inputs, evaluator === 'compiled' ? 'auto' : evaluator);
  if ('refused' in answer) throw new EngineError('badRequest', answer.refused);
  const tried = variants.flatMap((variant, index) => {
    const outcome = answer.outcomes[index];
    return outcome === undefined ? [] : [{ ...variant, outcome }];
  });
  return weighAssumptions(session.assumed, decision, tried);
}

/** Asks the engine about one policy. */
class PolicyJudge {
  readonly #engine: Engine;
  readonly #policy: PolicySource;
  readonly #token: CancellationToken | undefined;

  constructor(engine: Engine, policy: PolicySource, token: CancellationToken | undefined) {
    this.#engine = engine;
    this.#policy = policy;
    this.#token = token;
  }

  async decide(inputs: string[], evaluator: Evaluator): Promise<DecideAnswer> {
    if (inputs.length === 0) return { evaluator: 'interpreter', outcomes: [] };
    const request = { op: 'decide', policy: this.#policy, inputs, evaluator, timeLimitMs: TIME_LIMIT_MS } as const;
    return this.#engine.ask(request, this.#token);
  }

  async trace(input: string): Promise<ClauseTrace[]> {
    const request = { op: 'evaluate', policy: this.#policy, input, explain: true, timeLimitMs: TIME_LIMIT_MS } as const;
    return (await this.#engine.ask(request, this.#token)).trace ?? [];
  }
}
