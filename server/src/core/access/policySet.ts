/** The login policies that a login goes through, asked one after the other and taken together. */
import type { OpaError, Outcome, PolicySource } from '../../protocol/engine.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { reduceResult, type Decided } from '../simulation/decision.ts';
import { printInput, type LoginInput } from '../simulation/loginInput.ts';
import type { Login } from '../simulation/login.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import type { Session } from '../simulation/session.ts';
import { listVariants, printAsked, trimInput, type FieldVariants, type Variant } from '../simulation/variants.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { combineDecided } from './combine.ts';

/** For all other values of all assumptions together, for each policy. */
const TRIAL_LIMIT_MS = 5_000;

export interface NamedPolicy {
  readonly name: string;
  readonly source: PolicySource;
}

export type SetDecided =
  | { ok: true; decided: Decided }
  /** One of the policies does not compile, or its evaluation fails. */
  | { ok: false; name: string; errors: OpaError[] };

interface Member {
  readonly name: string;
  readonly judge: PolicyJudge;
  readonly model: PolicyModel;
}

export class PolicySet {
  readonly #members: readonly Member[];

  constructor(
    policies: readonly NamedPolicy[],
    engine: Engine,
    account: Inventory | undefined,
    token: CancellationToken | undefined,
  ) {
    this.#members = policies.map(({ name, source }) => ({
      name,
      judge: new PolicyJudge(engine, withOpaVersion(source, account), token),
      model: buildModel(source.text),
    }));
  }

  /** @throws {EngineError} where there is no answer */
  async decide(login: Login): Promise<SetDecided> {
    const { teams } = login;
    const decided: { name: string; decided: Decided }[] = [];
    for (const { name, judge, model } of this.#members) {
      const answer = await judge.decideOne(printAsked(login, model), 'auto');
      if ('refused' in answer) throw new TypeError(`nothing is refused where the evaluator is free: ${answer.refused}`);
      if (answer.outcome.kind === 'failed') return { ok: false, name, errors: answer.outcome.errors };
      decided.push({ name, decided: reduceResult(answer.outcome.result, teams) });
    }
    return { ok: true, decided: combineDecided(decided, teams) };
  }

  /** The other values that any of the policies tells apart. */
  variants(session: Session): FieldVariants[] {
    const fields = new Map<string, FieldVariants>();
    for (const { model } of this.#members) {
      for (const listed of listVariants(session, model)) {
        const field = {
          ...listed,
          variants: listed.variants.map((variant) => restore(variant, listed.field, session)),
        };
        const before = fields.get(field.field);
        fields.set(field.field, before === undefined ? field : join(before, field));
      }
    }
    return [...fields.values()];
  }

  /**
   * What the policies come to for each, taken together; undefined where there was no time. A policy that fails denies.
   * @throws {EngineError} where there is no answer
   */
  async tryVariants(variants: readonly Variant[]): Promise<(Decided | undefined)[]> {
    const columns: { name: string; outcomes: (Outcome | undefined)[] }[] = [];
    for (const { name, judge, model } of this.#members) {
      const inputs = variants.map(({ input }) => printInput(trimInput(input, model)));
      columns.push({ name, outcomes: await judge.decideWithin(TRIAL_LIMIT_MS, inputs, 'auto') });
    }
    return variants.map(({ input }, index) => {
      const { teams } = input.session;
      const decided = columns.flatMap(({ name, outcomes }) => {
        const outcome = outcomes[index];
        if (outcome === undefined) return [];
        const result = outcome.kind === 'failed' ? { deny: true } : outcome.result;
        return [{ name, decided: reduceResult(result, teams) }];
      });
      return decided.length === columns.length ? combineDecided(decided, teams) : undefined;
    });
  }
}

/** With the lists of spaces and roles, which were left out for a policy that does not read them: another may. */
function restore({ value, input }: Variant, field: string, session: Session): Variant {
  const whole: LoginInput = {
    ...input,
    spaces: field === 'spaces' ? input.spaces : session.input.spaces,
    roles: field === 'roles' ? input.roles : session.input.roles,
  };
  return { value, input: whole };
}

/** The values of both, each once. */
function join(a: FieldVariants, b: FieldVariants): FieldVariants {
  const byValue = new Map([...a.variants, ...b.variants].map((variant) => [JSON.stringify(variant.value), variant]));
  const untried = [...new Set([a.untried, b.untried].filter((text) => text !== undefined))].join('; ');
  return {
    field: a.field,
    variants: [...byValue.values()],
    what: [...new Set([a.what, b.what])].join('; '),
    ...(untried === '' ? {} : { untried }),
  };
}
