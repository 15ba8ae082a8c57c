/** The policies of a scenario file, read and ready to be asked. */
import type { ClauseTrace, OpaError } from '../../protocol/engine.ts';
import { PolicySet } from '../access/policySet.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { ReadPolicy } from '../matrix/evaluate.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { explainTrace } from '../simulation/explain.ts';
import { describeLeftOut } from '../simulation/leftOut.ts';
import type { Login } from '../simulation/login.ts';
import type { LoginInput } from '../simulation/loginInput.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import { printAsked } from '../simulation/variants.ts';
import type { ExplainedPolicy } from './becauseOf.ts';

/** `name` is for people. */
export interface ScenarioPolicy extends ReadPolicy {
  readonly uri: string;
}

export interface TracedPolicy extends ExplainedPolicy {
  readonly trace: readonly ClauseTrace[];
}

export class ScenarioPolicies {
  readonly set: PolicySet;
  readonly #policies: readonly ScenarioPolicy[];
  readonly #judges: readonly PolicyJudge[];

  constructor(
    policies: readonly ScenarioPolicy[],
    engine: Engine,
    account: Inventory | undefined,
    token: CancellationToken | undefined,
  ) {
    this.set = new PolicySet(policies, engine, account, token);
    this.#policies = policies;
    this.#judges = policies.map(({ source }) => new PolicyJudge(engine, withOpaVersion(source, account), token));
  }

  /** Of an error of the policy of that name, its line, the first being 1. */
  lineOf(name: string, { location }: OpaError): number | undefined {
    const lines = this.#policies.find((policy) => policy.name === name)?.model.lines;
    if (lines === undefined || location?.file !== 'policy') return undefined;
    return lines.positionAt(lines.offsetOfByte(location.offset)).line + 1;
  }

  /** What of a session the policies read that nobody gave, and that it does not have then: in sentences, each once. */
  leftOut(input: LoginInput): string[] {
    const notices = this.#policies.flatMap(({ model }) => describeLeftOut(input, model));
    return [...new Set(notices.map(({ message }) => message))];
  }

  /**
   * The clauses of each, as the login goes through them; without those of a policy for which there was no time.
   * @throws {EngineError} where there is no answer
   */
  async explain(login: Login): Promise<TracedPolicy[]> {
    const explained: TracedPolicy[] = [];
    for (const [index, { uri, model }] of this.#policies.entries()) {
      const asked = printAsked(login, model);
      const trace = await this.#judges[index]?.trace(asked);
      if (trace) explained.push({ uri, trace, clauses: explainTrace(trace, model, asked) });
    }
    return explained;
  }
}
