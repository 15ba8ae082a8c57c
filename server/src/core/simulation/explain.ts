/** Why and why not: OPA's trace, clause by clause, in the user's text. */
import type { ClauseAttempt, ClauseTrace, OpaLocation } from '../../protocol/engine.ts';
import type { ClauseExplanation } from '../../protocol/simulation.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import { parseExactly } from './exactJson.ts';

/** The rules that Spacelift reads. */
const DECIDING_RULES: ReadonlySet<string> = new Set([
  'allow',
  'admin',
  'deny',
  'deny_admin',
  'roles',
  'space_admin',
  'space_write',
  'space_read',
  'team',
  'flag',
  'sample',
]);

/**
 * Every clause of every deciding rule, in the order of the text, helper rules below the clause that asks them. `input`
 * is the document as JSON text.
 */
export function explainTrace(trace: readonly ClauseTrace[], model: PolicyModel, input: string): ClauseExplanation[] {
  return new Explainer(trace, model, parseExactly(input)).explainAll();
}

/** A clause of the policy, where it stands in the trace and in the text. */
interface TracedClause {
  index: number;
  trace: ClauseTrace;
  span: Span;
}

class Explainer {
  readonly #model: PolicyModel;
  readonly #input: unknown;
  /** In the order of the text. */
  readonly #clauses: readonly TracedClause[];

  constructor(trace: readonly ClauseTrace[], model: PolicyModel, input: unknown) {
    this.#model = model;
    this.#input = input;
    this.#clauses = trace
      .map((clause, index) => ({ index, trace: clause, span: this.#spanOf(clause.location) }))
      .filter(({ trace: { location } }) => location.file === 'policy')
      .sort((a, b) => a.span.from - b.span.from);
  }

  explainAll(): ClauseExplanation[] {
    return this.#clauses
      .filter(({ trace }) => DECIDING_RULES.has(trace.rule))
      .map((clause) => this.#explain(clause, clause.trace.attempts, new Set()));
  }

  /**
   * `expanded`: the clauses of helper rules whose own helpers are told already, above or beside this one, and not
   * again: helpers that share helpers would make a tree without end.
   */
  #explain(clause: TracedClause, attempts: readonly ClauseAttempt[], expanded: Set<number>): ClauseExplanation {
    const { rule, kind, attemptCount } = clause.trace;
    const firing = attempts.filter(({ fired }) => fired);
    const telling = firing[0] ?? attempts[0];
    const stop = this.#stopOf(telling);
    const decisive = stop ?? clause.span;
    const isNew = telling !== undefined && !expanded.has(clause.index);
    expanded.add(clause.index);
    const through = isNew ? this.#explainHelpers(decisive, clause.index, expanded) : [];
    const values = [...new Set(firing.flatMap((attempt) => attempt.values ?? []))].map(parseExactly);
    return {
      rule,
      kind,
      range: this.#model.lines.rangeOf(clause.span),
      outcome: firing.length > 0 ? 'fired' : outcomeWithout(telling, attemptCount),
      ...(values.length > 0 ? { values } : {}),
      ...(stop ? { stoppedAt: { range: this.#model.lines.rangeOf(stop), text: this.#textOf(stop) } } : {}),
      ...(telling?.failure === undefined ? {} : { failure: telling.failure }),
      seen: telling === undefined ? [] : [...showLocals(telling), ...this.#showInput(decisive)],
      ...(through.length > 0 ? { through } : {}),
    };
  }

  #stopOf(attempt: ClauseAttempt | undefined): Span | undefined {
    if (attempt === undefined || attempt.fired || attempt.stoppedAt?.file !== 'policy') return undefined;
    return this.#spanOf(attempt.stoppedAt);
  }

  /**
   * The clauses of the rules that a stretch of the text asks. OPA asks a rule once and remembers it, so a clause that
   * came later has no attempt of its own there: then all attempts tell. What stands at the top anyway is not gone into.
   */
  #explainHelpers(span: Span, caller: number, expanded: Set<number>): ClauseExplanation[] {
    const asked = this.#rulesAskedIn(span);
    return this.#clauses
      .filter(({ trace: { rule } }) => asked.has(rule))
      .map((clause) => {
        if (DECIDING_RULES.has(clause.trace.rule)) expanded.add(clause.index);
        const own = clause.trace.attempts.filter((attempt) => attempt.caller === caller);
        return this.#explain(clause, own.length > 0 ? own : clause.trace.attempts, expanded);
      });
  }

  /** By name; rules that are constants explain nothing. */
  #rulesAskedIn(span: Span): Set<string> {
    const inside = this.#model.references.filter((reference) => contains(span, reference));
    const rules = inside.flatMap(({ target }) => (target.kind === 'rule' ? [target.rule] : []));
    return new Set(rules.filter(({ clauses }) => clauses.some(({ body }) => body)).map(({ name }) => name));
  }

  /**
   * The input fields that a stretch of the text names, with their values; of `input.session.teams[_]` all teams. The
   * whole lists of spaces and roles tell nobody anything.
   */
  #showInput(span: Span): ClauseExplanation['seen'] {
    const paths = this.#model
      .inputReferences()
      .filter(({ reference }) => contains(span, reference))
      .map(({ path }) => takeConstant(path))
      .filter((path) => path.length > 1);
    const names = new Map(paths.map((path) => [`input.${path.join('.')}`, path]));
    return [...names].map(([name, path]) => show(name, lookUp(this.#input, path)));
  }

  #spanOf({ offset, length }: OpaLocation): Span {
    return this.#model.lines.spanOfBytes(offset, length);
  }

  #textOf({ from, to }: Span): string {
    return this.#model.text.slice(from, to);
  }
}

/** Of a clause that did not fire. */
function outcomeWithout(telling: ClauseAttempt | undefined, attemptCount: number): ClauseExplanation['outcome'] {
  if (telling !== undefined) return 'stopped';
  return attemptCount === 0 ? 'notReached' : 'notFollowed';
}

function showLocals({ locals }: ClauseAttempt): ClauseExplanation['seen'] {
  return locals.map(({ name, value }) => show(name, parseExactly(value)));
}

function show(name: string, value: unknown): ClauseExplanation['seen'][number] {
  return value === undefined ? { name } : { name, value };
}

function contains(outer: Span, inner: Span): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

/** The steps before the first that is not known. */
function takeConstant(path: readonly (string | number | undefined)[]): (string | number)[] {
  const end = path.indexOf(undefined);
  return path.slice(0, end < 0 ? undefined : end).filter((step) => step !== undefined);
}

function lookUp(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    const isOwn = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step);
    return isOwn ? (inner as Readonly<Record<string | number, unknown>>)[step] : undefined;
  }, value);
}
