/** Which terms rest on a part of the input: hold it, or are made by bodies, rules and functions that ask for it. */
import { clauseOf } from '../../syntax/ancestors.ts';
import type { Clause, Expression, Local, PolicyModel, Reference, Rule, Term } from '../../syntax/model.ts';
import { bindingsOf, type Binding } from '../../syntax/values/bindings.ts';
import { visitExpression, visitTerm } from '../../syntax/walk.ts';

export class Dependence {
  readonly #model: PolicyModel;
  readonly #references: ReadonlySet<Reference>;
  readonly #rules: ReadonlySet<Rule>;
  readonly #locals = new Map<Local, boolean>();

  /** `field`: a path in the input, such as `session.teams`. */
  constructor(model: PolicyModel, field: string) {
    this.#model = model;
    const steps = field.split('.');
    const reading = model
      .inputReferences()
      .filter(({ path }) => steps.every((step, depth) => depth >= path.length || (path[depth] ?? step) === step));
    this.#references = new Set(reading.map(({ reference }) => reference));
    const clauses = new Set(reading.flatMap(({ reference }) => clauseOf(reference) ?? []));
    const asks = (rule: Rule): boolean => rule.clauses.some((clause: Clause) => clauses.has(clause));
    this.#rules = new Set(
      [...model.rules.values()].filter((rule) => asks(rule) || [...model.rulesAskedBy(rule)].some(asks)),
    );
  }

  ofTerm(term: Term): boolean {
    return anyReference((visitor) => {
      visitTerm(term, { term: visitor });
    }, this.#ofReference);
  }

  ofExpression(expression: Expression): boolean {
    return anyReference((visitor) => {
      visitExpression(expression, { term: visitor });
    }, this.#ofReference);
  }

  readonly #ofReference = (reference: Reference): boolean => {
    const { target } = reference;
    if (this.#references.has(reference)) return true;
    if (target.kind === 'rule') return this.#rules.has(target.rule);
    return target.kind === 'local' && this.#ofLocal(target.local);
  };

  #ofLocal(local: Local): boolean {
    const known = this.#locals.get(local);
    if (known !== undefined) return known;
    // Whoever asks for it on the way here comes back to itself.
    this.#locals.set(local, false);
    const found = bindingsOf(local).some((binding) => this.#ofBinding(binding));
    this.#locals.set(local, found);
    return found;
  }

  #ofBinding(binding: Binding): boolean {
    switch (binding.kind) {
      case 'value':
        return this.ofTerm(binding.term);
      case 'member':
      case 'key':
        return this.ofTerm(binding.collection);
      case 'index':
        return this.ofTerm(binding.holder);
      case 'argument':
        return this.#argumentsGiven(binding.rule, binding.index).some((term) => this.ofTerm(term));
    }
  }

  #argumentsGiven(name: string, index: number): Term[] {
    const rule = this.#model.rules.get(name);
    const references = rule ? this.#model.referencesTo(rule) : [];
    return references.flatMap(({ parent }) => (parent.kind === 'call' ? (parent.args[index] ?? []) : []));
  }
}

function anyReference(
  visit: (visitor: (term: Term) => void) => void,
  isMeant: (reference: Reference) => boolean,
): boolean {
  let found = false;
  visit((term) => {
    found ||= term.kind === 'reference' && isMeant(term);
  });
  return found;
}
