/** Which rule asks which. */
import { clauseOf } from './ancestors.ts';
import { append } from './multimap.ts';
import type { Package, Reference, Rule, Segment } from './model.ts';

export class RuleGraph {
  readonly #references = new Map<Rule, Reference[]>();
  readonly #asked = new Map<Rule, Set<Rule>>();
  readonly #reachable = new Map<Rule, ReadonlySet<Rule>>();

  constructor(references: readonly Reference[], rules: ReadonlyMap<string, Rule>, own: Package | undefined) {
    const all = [...rules.values()];
    for (const reference of references) {
      const { target } = reference;
      if (target.kind === 'rule') this.#add(reference, [target.rule]);
      else if (target.kind === 'data' && mayBeOwn(target.path, own)) this.#add(reference, all);
    }
  }

  referencesTo(rule: Rule): readonly Reference[] {
    return this.#references.get(rule) ?? [];
  }

  /** Directly and through others. */
  askedBy(rule: Rule): ReadonlySet<Rule> {
    const known = this.#reachable.get(rule);
    if (known) return known;
    const reachable = new Set(this.#asked.get(rule));
    // A set's iteration sees what is added on the way.
    for (const asked of reachable) {
      for (const next of this.#asked.get(asked) ?? []) reachable.add(next);
    }
    this.#reachable.set(rule, reachable);
    return reachable;
  }

  #add(reference: Reference, asked: readonly Rule[]): void {
    const asking = clauseOf(reference)?.rule;
    for (const rule of asked) {
      append(this.#references, rule, reference);
      if (asking) this.#asked.set(asking, (this.#asked.get(asking) ?? new Set()).add(rule));
    }
  }
}

/** Whether a path below `data` may lead to rules of the policy, though it names none: `data`, `data.spacelift[x]`. */
function mayBeOwn(path: readonly Segment[], own: Package | undefined): boolean {
  const names = own?.name.split('.') ?? [];
  const steps = path.slice(0, names.length + 1);
  return steps.every(
    ({ constant }, index) => constant === undefined || (index < names.length && constant === names[index]),
  );
}
