/** What policies have come to, for whoever asks about nearly the same sessions again: an editor does, at each look. */
import type { Outcome, PolicySource } from '../../protocol/engine.ts';
import type { OnDecided, PolicyAnswers } from './decideSessions.ts';
import type { Inputs } from './writeInputs.ts';

/** The text in the editor, the one before, and the one that they are compared with. */
const MOST_POLICIES = 3;
/** Of one policy, in characters of its inputs: as many bytes, as a rule. */
const MOST_CHARACTERS = 5_000_000;

type Asked = Pick<Inputs, 'parts' | 'finish'>;

/** A policy is a function of its input: what could make it another is disabled on Spacelift (`time.now_ns`, `http.send`). */
export class DecisionMemory {
  /** By policy and what all inputs have in common, the one unused for longest first. */
  readonly #policies = new Map<string, Decisions>();

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
        known.keep(part, outcomes[index]);
      });
    });
    if (!answers.ok) return answers;
    const all = parts.map((part) => of.get(part));
    const results = [...new Set(all)];
    const places = new Map(results.map((result, place) => [result, place]));
    return { ok: true, results, of: Int32Array.from(all, (result) => places.get(result) ?? -1) };
  }

  #of(key: string): Decisions {
    const known = this.#policies.get(key) ?? new Decisions();
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

/** Of one policy, by the part of the input. */
class Decisions {
  readonly #outcomes = new Map<string, Outcome>();
  #characters = 0;

  get(part: string): Outcome | undefined {
    return this.#outcomes.get(part);
  }

  /** What there was no time for may be decided yet. */
  keep(part: string, outcome: Outcome | undefined): void {
    if (outcome === undefined || this.#characters >= MOST_CHARACTERS) return;
    this.#outcomes.set(part, outcome);
    this.#characters += part.length;
  }
}
