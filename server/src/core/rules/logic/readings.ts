/** Which parts of the input decide whether a clause fires, through locals, helper rules and functions. */
import { comparisonOf, isNegated } from '../../syntax/ancestors.ts';
import type { Call, Clause, Lookup, PolicyModel, Reference, Term } from '../../syntax/model.ts';
import { isLocal } from '../../syntax/locals.ts';
import { visitClause } from '../../syntax/walk.ts';
import type { Step } from '../../syntax/values/value.ts';

/** One part of the input, where it is asked about. */
export interface Reading {
  /** Below `input`; undefined for any step. */
  readonly path: readonly Step[];
  readonly at: Reference | Call | Lookup;
  /** Asked for what it is not: under `not` (an odd number of them, helper rules included), or by `!=`. */
  readonly isNegated: boolean;
}

/** Those of a clause and of everything it asks, rules that Spacelift reads included. */
export function readingsOf(clause: Clause, model: PolicyModel): readonly Reading[] {
  return new Reader(model).read(clause);
}

/** The clause, and those of everything it asks. */
export function clausesAskedBy(clause: Clause, model: PolicyModel): readonly Clause[] {
  const reader = new Reader(model);
  reader.read(clause);
  return reader.clauses;
}

/** Those of a clause alone. */
export function ownReadings(clause: Clause, model: PolicyModel): Reading[] {
  return new Reader(model).readOwn(clause, false);
}

class Reader {
  readonly #readings: Reading[] = [];
  readonly #model: PolicyModel;
  /** Each once plain and once negated; a list, as chains of rules can be too long for a recursion. */
  readonly #asked: { readonly clause: Clause; readonly negated: boolean }[] = [];
  readonly #seen = { plain: new Set<Clause>(), negated: new Set<Clause>() };

  constructor(model: PolicyModel) {
    this.#model = model;
  }

  read(first: Clause): readonly Reading[] {
    this.#ask(first, false);
    // The iteration sees what is added on the way.
    for (const { clause, negated } of this.#asked) this.readOwn(clause, negated);
    return this.#readings;
  }

  get clauses(): readonly Clause[] {
    return [...new Set(this.#asked.map(({ clause }) => clause))];
  }

  readOwn(clause: Clause, negated: boolean): Reading[] {
    visitClause(clause, {
      term: (term) => {
        if (term.kind === 'reference' || term.kind === 'call' || term.kind === 'lookup') this.#readTerm(term, negated);
      },
    });
    return this.#readings;
  }

  #ask(clause: Clause, negated: boolean): void {
    const seen = negated ? this.#seen.negated : this.#seen.plain;
    if (seen.has(clause)) return;
    seen.add(clause);
    this.#asked.push({ clause, negated });
  }

  #readTerm(term: Reading['at'], negated: boolean): void {
    const isOdd = isNegated(term) !== negated;
    if (term.kind === 'reference' && term.target.kind === 'rule') {
      for (const clause of term.target.rule.clauses) this.#ask(clause, isOdd);
    }
    if (isPassedOn(term)) return;
    const isUnequal = comparisonOf(term)?.operation.operator === '!=';
    for (const value of this.#model.values.valuesOf(term)) {
      if (value.kind !== 'input') continue;
      this.#readings.push({ path: value.path, at: term, isNegated: isOdd !== isUnequal });
    }
  }
}

/** Handed to a local, an argument or a helper rule: what it is asked about is read there. */
function isPassedOn(term: Term): boolean {
  const { parent } = term;
  switch (parent.kind) {
    case 'operation':
      return parent.operator === ':=' || (parent.operator === '=' && (isLocal(parent.left) || isLocal(parent.right)));
    case 'someIn':
    case 'every':
    case 'with':
      return true;
    case 'call':
      return parent.callee === term || parent.callee.target.kind === 'rule' || isLookedInto(parent, term);
    case 'clause':
      return parent.head.value === term || (isLocal(term) && (parent.head.args?.includes(term) ?? false));
    default:
      return false;
  }
}

/** The key that `object.get` looks for is asked about there. */
function isLookedInto({ name, args }: Call, term: Term): boolean {
  return name === 'object.get' && args[1] !== term;
}
