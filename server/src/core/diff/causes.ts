/** Which clauses make the difference for a session: those that fire on one side and not on the other. */
import type { DifferenceCause } from '../../protocol/matrix.ts';
import type { ClauseExplanation } from '../../protocol/simulation.ts';
import type { Change } from './compareOutcomes.ts';
import type { PolicyModel } from '../syntax/model.ts';

/** A policy's clauses, as a session has gone through them. */
export interface Explained {
  readonly name: string;
  readonly model: PolicyModel;
  readonly clauses: readonly ClauseExplanation[];
}

/** Of a change: those that fire before only, then those that fire after only, each in the order of the text. */
export function findCauses(
  before: readonly Explained[],
  after: readonly Explained[],
  change: Change,
): DifferenceCause[] {
  const rules = rulesOf(change);
  const sides = [before, after].map((policies) => policies.flatMap((policy) => readClauses(policy, policy.clauses)));
  const [old = [], young = []] = sides.map((clauses) => clauses.filter(({ clause }) => rules.has(clause.rule)));
  return [...firingAlone(old, young, 'before'), ...firingAlone(young, old, 'after')];
}

const ROLE_RULES = ['roles', 'space_admin', 'space_write', 'space_read'];

/** Those that Spacelift reads for what has changed. */
function rulesOf({ gained, lost, teams }: Change): Set<string> {
  const isAny = (field: 'login' | 'admin'): boolean => gained[field] === true || lost[field] === true;
  return new Set([
    ...(isAny('login') ? ['deny', 'admin', 'deny_admin', 'allow'] : []),
    // The role space-admin in root makes an admin too.
    ...(isAny('admin') ? ['deny', 'admin', 'deny_admin', 'roles', 'space_admin'] : []),
    ...(gained.roles.length + lost.roles.length > 0 ? ROLE_RULES : []),
    ...(teams ? ['team'] : []),
  ]);
}

interface ReadClause {
  readonly policy: Explained;
  readonly clause: ClauseExplanation;
  /** Blanks made one: how a clause is laid out makes no other of it. */
  readonly text: string;
  readonly fires: boolean;
}

function readClauses(policy: Explained, clauses: readonly ClauseExplanation[]): ReadClause[] {
  const { lines, text } = policy.model;
  return clauses.map((clause) => {
    const { from, to } = lines.spanOf(clause.range);
    const isFalse = clause.values?.every((value) => value === false) === true;
    return {
      policy,
      clause,
      text: text.slice(from, to).replaceAll(/\s+/g, ' ').trim(),
      fires: clause.outcome === 'fired' && !isFalse,
    };
  });
}

function firingAlone(
  own: readonly ReadClause[],
  others: readonly ReadClause[],
  fires: DifferenceCause['fires'],
): DifferenceCause[] {
  const firing = new Set(others.filter((other) => other.fires).map(keyOf));
  return own
    .filter((one) => one.fires && !firing.has(keyOf(one)))
    .map((one) =>
      describe(
        one,
        others.find((other) => isSameText(one, other)),
        fires,
      ),
    );
}

/** What it gives is part of it: a role may come out of a table that has changed. */
function keyOf({ clause, text }: ReadClause): string {
  return JSON.stringify([clause.rule, text, clause.values]);
}

function isSameText(one: ReadClause, other: ReadClause): boolean {
  return one.text === other.text && one.clause.rule === other.clause.rule;
}

function describe(one: ReadClause, twin: ReadClause | undefined, fires: DifferenceCause['fires']): DifferenceCause {
  const { policy, clause, text } = one;
  const stop = twin?.clause.stoppedAt;
  const gives = twin?.fires === true ? valuesBeyond(clause, twin.clause) : [];
  const [helpers, others] = [one, twin].map((side) => side && readClauses(side.policy, side.clause.through ?? []));
  const through = helpers && others ? firingAlone(helpers, others, fires) : [];
  return {
    fires,
    policy: policy.name,
    rule: clause.rule,
    range: clause.range,
    text,
    ...(stop && { stopsAt: { range: stop.range, text: stop.text.replaceAll(/\s+/g, ' ') } }),
    ...(gives.length > 0 && { gives }),
    ...(through.length > 0 && { through }),
  };
}

function valuesBeyond({ values = [] }: ClauseExplanation, other: ClauseExplanation): unknown[] {
  const others = new Set((other.values ?? []).map((value) => JSON.stringify(value)));
  return values.filter((value) => !others.has(JSON.stringify(value)));
}
