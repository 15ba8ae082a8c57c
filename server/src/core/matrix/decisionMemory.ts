/** What policies have come to, for whoever asks about nearly the same sessions again: an editor does, at each look. */
import type { Outcome, PolicySource } from '../../protocol/engine.ts';
import type { OnDecided, PolicyAnswers } from './decideSessions.ts';
import type { Inputs } from './writeInputs.ts';

/** The text in the editor, the one before, and the one that they are compared with. */
const MOST_POLICIES = 3;
/** Of one policy: some three megabytes. */
const MOST_PARTS = 12_000;

type Asked = Pick<Inputs, 'parts' | 'finish'>;

/** A policy is a function of its input: what could make it another is disabled on Spacelift (`time.now_ns`, `http.send`). */
export class DecisionMemory {
  /** By policy and what all inputs have in common, the one unused for longest first. */
  readonly #policies = new Map<string, Map<string, Outcome>>();

  /**
   * What is known is not asked again; what is decided is known at once, also where the rest is not waited for.
   * @param decide the others, as `decideSessions`
   * @param onKnown so many are known
   */
  async decide(
    policy: PolicySource,
    { parts, finish }: Asked,
    decide: (asked: Asked, onDone: OnDecided) => Promise<PolicyAnswers>,
    onKnown: (count: number) => void,
  ): Promise<PolicyAnswers> {
    const known = this.#of(JSON.stringify(policy) + finish(''));
    const of = new Map(parts.map((part) => [part, known.get(part)]));
    const missing = parts.filter((part) => of.get(part) === undefined);
    if (missing.length < parts.length) onKnown(parts.length - missing.length);
    const answers = await decide({ parts: missing, finish }, (_count, decided, outcomes) => {
      decided.forEach((part, index) => {
        of.set(part, outcomes[index]);
        keep(known, part, outcomes[index]);
      });
    });
    if (!answers.ok) return answers;
    const all = parts.map((part) => of.get(part));
    const results = [...new Set(all)];
    const places = new Map(results.map((result, place) => [result, place]));
    return { ok: true, results, of: Int32Array.from(all, (result) => places.get(result) ?? -1) };
  }

  #of(key: string): Map<string, Outcome> {
    const known = this.#policies.get(key) ?? new Map<string, Outcome>();
    // A map keeps the order of insertion.
    this.#policies.delete(key);
    this.#policies.set(key, known);
    for (const oldest of this.#policies.keys()) {
      if (this.#policies.size <= MOST_POLICIES) break;
      this.#policies.delete(oldest);
    }
    return known;
  }
}

function keep(known: Map<string, Outcome>, part: string, outcome: Outcome | undefined): void {
  // What there was no time for may be decided yet.
  if (outcome && known.size < MOST_PARTS) known.set(part, outcome);
}
