/** Every session through every policy. */
import type { OpaError, Outcome } from '../../protocol/engine.ts';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Notice } from '../../protocol/simulation.ts';
import type { NamedPolicy } from '../access/policySet.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { bypasses } from '../simulation/judgement.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { decideSessions, type OnDecided } from './decideSessions.ts';
import type { DecisionMemory } from './decisionMemory.ts';
import { Interned } from './interned.ts';
import { BYPASS, OutcomeReader } from './outcomes.ts';
import type { Person, Sessions } from './sessions.ts';
import { writeInputs, type Inputs } from './writeInputs.ts';

/** A policy, read. */
export interface ReadPolicy extends NamedPolicy {
  readonly model: PolicyModel;
}

export interface EvaluationContext {
  readonly engine: Engine;
  readonly account: Inventory | undefined;
  /** What has been decided before; missing: nothing is kept. */
  readonly memory?: DecisionMemory;
}

/** How many different inputs are decided, of how many. */
export type OnProgress = (done: number, all: number) => void;

export interface Evaluation {
  /** Each once, in the order of the sessions. */
  readonly outcomes: readonly MatrixOutcome[];
  /** The outcome of each session: person by person, of each place by place. */
  readonly cells: Int32Array;
  readonly notices: readonly Notice[];
}

export type EvaluationResult =
  | { ok: true; evaluation: Evaluation }
  /** The policy of that name does not compile: OPA's errors, at least one. */
  | { ok: false; name: string; errors: OpaError[] };

/** @throws {EngineError} where the engine gives no answer, or `token` cancels */
export async function evaluate(
  policies: readonly ReadPolicy[],
  sessions: Sessions,
  { engine, account, memory }: EvaluationContext,
  token?: CancellationToken,
  onProgress?: OnProgress,
): Promise<EvaluationResult> {
  const isAsked = sessions.people.map((person) => !bypasses(person));
  const inputs = policies.map(({ model }) => writeInputs(sessions, model, (person) => isAsked[person] ?? false));
  const all = inputs.reduce((count, { parts }) => count + parts.length, 0);
  let done = 0;
  const columns: Column[] = [];
  for (const [index, { name, source }] of policies.entries()) {
    const own = inputs[index];
    if (own === undefined) continue;
    const policy = withOpaVersion(source, account);
    const tell = (count: number): void => {
      done += count;
      onProgress?.(done, all);
    };
    const decide = (asked: Pick<Inputs, 'parts' | 'finish'>, onDone?: OnDecided) =>
      decideSessions(policy, asked, engine, token, (count, parts, outcomes) => {
        onDone?.(count, parts, outcomes);
        tell(count);
      });
    const answers = await (memory ? memory.decide(policy, own, decide, tell) : decide(own));
    if (!answers.ok) return { ok: false, name, errors: answers.errors };
    columns.push({ results: answers.results, of: own.of.map((part) => answers.of[part] ?? -1) });
  }
  const reader = new OutcomeReader(
    policies.map(({ name }) => name),
    account,
  );
  return { ok: true, evaluation: collect(sessions, columns, reader) };
}

/** What one policy has come to for each session. */
interface Column {
  /** Each once. */
  readonly results: readonly (Outcome | undefined)[];
  /** Of each session, its place in `results`. -1: the policy is not asked. */
  readonly of: Int32Array;
}

/** Sessions with the same results and teams come to the same. */
function collect({ people, places }: Sessions, columns: readonly Column[], reader: OutcomeReader): Evaluation {
  const outcomes = new Interned<MatrixOutcome>(JSON.stringify);
  const known = new Map<string, number>();
  const cells = new Int32Array(people.length * places.length);
  for (const [index, person] of people.entries()) {
    const { teams } = person.input.session;
    const about = JSON.stringify(teams);
    for (let cell = index * places.length; cell < (index + 1) * places.length; cell++) {
      const results = columns.map(({ of }) => of[cell] ?? -1);
      const key = bypasses(person) ? 'bypass' : `${results.join()}${about}`;
      const before = known.get(key);
      const place = before ?? outcomes.placeOf(readCell(person, results, columns, reader));
      if (before === undefined) known.set(key, place);
      cells[cell] = place;
    }
  }
  return { outcomes: outcomes.items, cells, notices: [...reader.notices.values()] };
}

function readCell(
  person: Person,
  results: readonly number[],
  columns: readonly Column[],
  reader: OutcomeReader,
): MatrixOutcome {
  if (bypasses(person)) return BYPASS;
  const answers = columns.map((column, index) => column.results[results[index] ?? -1]);
  return reader.read(answers, person.input.session.teams);
}
