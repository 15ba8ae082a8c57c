/**
 * The values that terms can have: everything the text shows them to be, through locals, sets, arrays, objects, `in`,
 * helper rules, functions and their arguments. It holds whatever can come of an evaluation (where that isn't written in
 * the text, an unknown value), and more: it does not follow which conditions hold together.
 */
import type { Call, Clause, Local, Lookup, Reference, Rule, Segment, Term } from '../model.ts';
import { bindingsOf, isFree, type Binding } from './bindings.ts';
import { readResult } from './builtins.ts';
import { Memory } from './memory.ts';
import { takeAway } from './setOperations.ts';
import {
  keyOf,
  UNKNOWN,
  unite,
  type CollectionValue,
  type InputValue,
  type ResultValue,
  type Step,
  type Value,
} from './value.ts';

/** What the values need of the model. */
export interface ValueSource {
  readonly rules: ReadonlyMap<string, Rule>;
  referencesTo(rule: Rule): readonly Reference[];
}

/** A segment, and what it is a step in. */
export interface Holder {
  readonly segment: Segment;
  readonly values: readonly Value[];
}

/** More than this many values of one term say no more than that it is unknown. */
const MANY = 5000;

export class Values {
  readonly #source: ValueSource;
  readonly #memory = new Memory();

  constructor(source: ValueSource) {
    this.#source = source;
  }

  valuesOf(term: Term): readonly Value[] {
    return this.#memory.recall(term, () => this.#read(term));
  }

  /** What iterating over a value gives: `x` of `some x in value` and of `value[_]`. */
  membersOf(value: Value): readonly Value[] {
    return this.#memory.recall(keyOf(value), () => this.at(value, undefined));
  }

  /** The constant that a term is, where it is one for sure. */
  constantOf(term: Term): string | number | boolean | null | undefined {
    const [only, ...others] = this.valuesOf(term);
    return only?.kind === 'constant' && others.length === 0 ? only.value : undefined;
  }

  /** The keys: `k` of `some k, _ in value`, and `x` of `value[x]` (for a set the members, for an array unknown). */
  keysOf(value: Value): readonly Value[] {
    if (value.kind === 'clause') return this.#keysOfClause(value.clause, value.depth);
    if (value.kind === 'constant') return [];
    if (value.kind !== 'collection') return [UNKNOWN];
    const { term, left } = value;
    if (term.kind === 'set') return unite((left ?? term.items).map((item) => this.valuesOf(item)));
    if (term.kind === 'object') return unite(term.entries.map(({ key }) => this.valuesOf(key)));
    if (term.kind === 'array' || term.of === 'array') return [UNKNOWN];
    return this.valuesOf(term.of === 'object' && term.key ? term.key : term.value);
  }

  /** What is at a step below a value; at any, where the step is undefined. */
  at(value: Value, step: Step): readonly Value[] {
    switch (value.kind) {
      case 'input':
      case 'result':
        return [below(value, step)];
      case 'collection':
        return this.#inCollection(value, step);
      case 'clause':
        return this.#belowClause(value.clause, value.depth, step);
      case 'constant':
        return [];
      case 'unknown':
        return [UNKNOWN];
    }
  }

  #read(term: Term): readonly Value[] {
    switch (term.kind) {
      case 'string':
      case 'number':
      case 'boolean':
        return [{ kind: 'constant', value: term.value, literal: term }];
      case 'null':
        return [{ kind: 'constant', value: null, literal: term }];
      case 'array':
      case 'set':
      case 'object':
      case 'comprehension':
        return [{ kind: 'collection', term }];
      case 'reference':
        return this.#follow(this.#rootOf(term), term.target.path);
      case 'lookup':
        return this.#follow(this.valuesOf(term.base), term.path);
      case 'call':
        return this.#resultOf(term);
      case 'operation':
        return this.#operate(term.operator, term.left, term.right);
      case 'missing':
      case 'template':
      case 'membership':
      case 'negative':
      case 'logical':
        return [UNKNOWN];
    }
  }

  #rootOf(reference: Reference): readonly Value[] {
    const { target } = reference;
    if (target.kind === 'input') return [{ kind: 'input', path: [], reference }];
    if (target.kind === 'local') return this.#valuesOfLocal(target.local);
    if (target.kind !== 'rule') return [UNKNOWN];
    const { clauses } = target.rule;
    return this.#memory.recall(target.rule, () =>
      unite(clauses.map((clause) => (clause.defines === 'function' ? [] : this.#fromClause(clause, 0)))),
    );
  }

  #follow(values: readonly Value[], path: readonly Segment[]): readonly Value[] {
    let followed = values;
    for (const segment of path) {
      const steps = this.#stepsOf(segment);
      followed = unite(followed.flatMap((value) => steps.map((step) => this.at(value, step))));
    }
    return followed.length > MANY ? [UNKNOWN] : followed;
  }

  /** The constants a segment can be; any, where it can be something else too. */
  #stepsOf({ constant, term }: Segment): readonly Step[] {
    if (constant !== undefined) return [constant];
    // A variable that this iteration binds ranges over all there is.
    if (term.kind === 'reference' && term.target.kind === 'local' && isFree(term.target.local)) return [undefined];
    const values = this.valuesOf(term);
    const constants = values.flatMap((value) => (value.kind === 'constant' ? [value.value] : []));
    if (constants.length < values.length || constants.length > 20) return [undefined];
    return constants.map((value) => (typeof value === 'string' || typeof value === 'number' ? value : undefined));
  }

  #valuesOfLocal(local: Local): readonly Value[] {
    return this.#memory.recall(local, () => {
      const bindings = bindingsOf(local);
      return bindings.length === 0 ? [UNKNOWN] : unite(bindings.map((binding) => this.#bind(binding)));
    });
  }

  #bind(binding: Binding): readonly Value[] {
    switch (binding.kind) {
      case 'value':
        return this.#walk(this.valuesOf(binding.term), binding.path);
      case 'member':
        return this.#walk(
          this.valuesOf(binding.collection).flatMap((value) => this.membersOf(value)),
          binding.path,
        );
      case 'key':
        return this.#walk(
          this.valuesOf(binding.collection).flatMap((value) => this.keysOf(value)),
          binding.path,
        );
      case 'index':
        return this.holdersOf(binding.holder)
          .filter(({ segment }) => segment === binding.segment)
          .flatMap((holder) => holder.values.flatMap((value) => this.keysOf(value)));
      case 'argument':
        return this.#walk(this.#argumentsGiven(binding.rule, binding.index), binding.path);
    }
  }

  /** What a reference or lookup is before each of the segments that are left of it (`target.path`, `path`). */
  holdersOf(term: Reference | Lookup): readonly Holder[] {
    const isReference = term.kind === 'reference';
    let values = isReference ? this.#rootOf(term) : this.valuesOf(term.base);
    return (isReference ? term.target.path : term.path).map((segment) => {
      const holder = { segment, values };
      values = this.#follow(values, [segment]);
      return holder;
    });
  }

  #walk(values: readonly Value[], path: readonly Step[]): readonly Value[] {
    let walked = values;
    for (const step of path) walked = unite(walked.map((value) => this.at(value, step)));
    return walked;
  }

  #argumentsGiven(name: string, index: number): readonly Value[] {
    const rule = this.#source.rules.get(name);
    const calls = rule
      ? this.#source.referencesTo(rule).flatMap(({ parent }) => (parent.kind === 'call' ? [parent] : []))
      : [];
    const given = calls.flatMap(({ args }) => args[index] ?? []);
    return given.length === 0 ? [UNKNOWN] : unite(given.map((term) => this.valuesOf(term)));
  }

  #resultOf(call: Call): readonly Value[] {
    const { target } = call.callee;
    if (target.kind !== 'rule') return readResult(call, this);
    const clauses = target.rule.clauses.filter(({ defines }) => defines === 'function');
    if (clauses.length === 0) return [UNKNOWN];
    return unite(clauses.filter((clause) => this.#mayTake(clause, call)).map((clause) => this.#headValues(clause)));
  }

  /** Whether the call can give what the function's clause wants: `f("a")` asks nothing of `f("b") := …`. */
  #mayTake({ head: { args = [] } }: Clause, call: Call): boolean {
    return args.every((arg, index) => {
      const given = call.args[index];
      return !given || (arg.kind !== 'string' && arg.kind !== 'number') || this.#mayBe(given, arg.value);
    });
  }

  #operate(operator: string, left: Term, right: Term): readonly Value[] {
    if (operator === '|') return unite([this.valuesOf(left), this.valuesOf(right)]);
    if (operator !== '&' && operator !== '-') return [UNKNOWN];
    return takeAway(operator, this.valuesOf(left), this.valuesOf(right), (term) => this.constantOf(term));
  }

  #inCollection({ term, left, isChanged }: CollectionValue, step: Step): readonly Value[] {
    if (term.kind === 'comprehension') return this.valuesOf(term.value);
    if (term.kind === 'object') {
      const entries = term.entries.filter(({ key }) => this.#mayBe(key, step));
      return unite(entries.map(({ value }) => this.valuesOf(value)));
    }
    if (term.kind === 'array' && typeof step === 'number' && !isChanged) {
      const item = term.items[step];
      return item ? this.valuesOf(item) : [];
    }
    const isKnown = term.kind === 'set' && !isChanged;
    const items = isKnown ? (left ?? term.items).filter((item) => this.#mayBe(item, step)) : term.items;
    return unite(items.map((item) => this.valuesOf(item)));
  }

  #mayBe(term: Term, step: Step): boolean {
    if (step === undefined) return true;
    return this.valuesOf(term).some((value) => value.kind !== 'constant' || value.value === step);
  }

  /** What a clause gives below `depth` steps of its path: a set, a map, or its value. */
  #fromClause(clause: Clause, depth: number): readonly Value[] {
    const isInside = depth < clause.head.path.length || clause.defines === 'set';
    return isInside ? [{ kind: 'clause', clause, depth }] : this.#headValues(clause);
  }

  #belowClause(clause: Clause, depth: number, step: Step): readonly Value[] {
    const segment = clause.head.path[depth];
    if (segment) return this.#mayBe(segment.term, step) ? this.#fromClause(clause, depth + 1) : [];
    const { key } = clause.head;
    return key && this.#mayBe(key, step) ? this.valuesOf(key) : [];
  }

  #keysOfClause(clause: Clause, depth: number): readonly Value[] {
    const key = clause.head.path[depth]?.term ?? clause.head.key;
    return key ? this.valuesOf(key) : [];
  }

  #headValues(clause: Clause): readonly Value[] {
    const implied: Value = { kind: 'constant', value: true, literal: undefined };
    const values = [clause.head.value, ...clause.elses.map(({ value }) => value)];
    return unite(values.map((value) => (value ? this.valuesOf(value) : [implied])));
  }
}

/** Of what has been changed nothing has the place that it had. */
function below({ isChanged, ...value }: InputValue | ResultValue, step: Step): Value {
  return { ...value, path: [...value.path, isChanged ? undefined : step] };
}
