import type { Clause, PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { numbering, OWN_NAMES, sayBody, sayExpression, sayTerm, type Naming } from './logic/canonical.ts';
import { removeClause } from './logic/edits.ts';
import { wholeClauses } from './logic/readable.ts';
import type { ProblemFix, Rule } from './rule.ts';

/** Two clauses of a rule say the same. */
export const rule: Rule<'SL044'> = {
  id: 'SL044',
  *check(context) {
    const { model } = context;
    const isWhole = wholeClauses(context);
    for (const { name, clauses } of model.rules.values()) {
      for (const [first, second] of findPairs(alikeAmong(clauses).filter(isWhole))) {
        yield {
          at: second,
          message: 'same',
          values: { rule: name },
          related: [{ at: first, message: 'The same.' }],
          tags: ['unnecessary'],
          fixes: remove(second, model),
        };
      }
    }
  },
};

/** Those that have a head and a number of conditions in common with another one: only they can say the same. */
function alikeAmong(clauses: readonly Clause[]): readonly Clause[] {
  const outlineOf = (clause: Clause): string =>
    `${sayHead(clause, () => '#')} ${String(clause.body?.expressions.length)} ${String(clause.elses.length)}`;
  const written = clauses.filter(({ isDefault }) => !isDefault);
  if (written.length < 2) return [];
  return [...groupBy(written, outlineOf).values()].flatMap((alike) => (alike.length > 1 ? alike : []));
}

/** Each clause that says the same as an earlier one, behind that one. */
function findPairs(clauses: readonly Clause[]): [Clause, Clause][] {
  const seen = new Map<string, Clause>();
  return clauses.flatMap((clause): [Clause, Clause][] => {
    const sayings = [inAnyOrder(clause), sayClause(clause, numbering())];
    const first = sayings.map((saying) => seen.get(saying)).find((earlier) => earlier !== undefined);
    for (const saying of sayings) if (!seen.has(saying)) seen.set(saying, clause);
    return first ? [[first, clause]] : [];
  });
}

/** The conditions sorted: their order doesn't matter. */
function inAnyOrder(clause: Clause): string {
  const conditions = clause.body?.expressions.map((expression) => sayExpression(expression, OWN_NAMES)) ?? [];
  return `${sayHead(clause, OWN_NAMES)} if ${conditions.sort().join('; ')} ${sayElses(clause, OWN_NAMES)}`;
}

function sayClause(clause: Clause, naming: Naming): string {
  const body = clause.body ? sayBody(clause.body, naming) : '';
  return `${sayHead(clause, naming)} if ${body} ${sayElses(clause, naming)}`;
}

function sayHead({ head, defines }: Clause, naming: Naming): string {
  const { path, args = [], key, value } = head;
  const terms = [...path.map(({ term }) => term), ...args, ...(key ? [key] : [])];
  const values = value ? sayTerm(value, naming) : 'true';
  return `${defines}(${terms.map((term) => sayTerm(term, naming)).join(', ')}) := ${values}`;
}

function sayElses({ elses }: Clause, naming: Naming): string {
  return elses
    .map(({ value, body }) => `else ${value ? sayTerm(value, naming) : 'true'} if ${body ? sayBody(body, naming) : ''}`)
    .join(' ');
}

function remove(clause: Clause, model: PolicyModel): readonly ProblemFix[] {
  const edits = removeClause(clause, model);
  return edits.length > 0 ? [{ title: 'Remove the duplicate', edits }] : [];
}
