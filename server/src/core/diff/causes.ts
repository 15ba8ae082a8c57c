/** Which clauses make the difference for a session: those that give what the rule does not come to on the other side. */
import type { DifferenceCause } from '../../protocol/matrix.ts';
import type { ClauseExplanation } from '../../protocol/simulation.ts';
import { ADMIN_ROLE, ROOT } from '../simulation/grants.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { clauseText } from './clauseText.ts';
import type { Change } from './compareOutcomes.ts';

/** A policy's clauses, as a session has gone through them. */
export interface Explained {
  readonly name: string;
  readonly model: PolicyModel;
  readonly clauses: readonly ClauseExplanation[];
}

type Fires = DifferenceCause['fires'];

/**
 * Of a change: those that fire before, then those that fire after, each in the order of the text. A clause that is only
 * written in another way, or whose rule comes to the same by another clause, makes none.
 */
export function findCauses(
  before: readonly Explained[],
  after: readonly Explained[],
  change: Change,
): DifferenceCause[] {
  const [old, young] = [before, after].map((policies) =>
    policies.flatMap((policy) => readClauses(policy, policy.clauses)),
  );
  if (!old || !young) return [];
  return [...listCauses('before', old, young, change), ...listCauses('after', young, old, change)];
}

interface ReadClause {
  readonly policy: Explained;
  readonly clause: ClauseExplanation;
  /** However it is laid out. */
  readonly text: string;
  /** What it gives, piece by piece; nothing where it does not fire. */
  readonly gives: readonly string[];
}

function readClauses(policy: Explained, clauses: readonly ClauseExplanation[]): ReadClause[] {
  return clauses.map((clause) => ({
    policy,
    clause,
    text: clauseText(clause.range, policy.model),
    gives: clause.outcome === 'fired' ? (clause.values ?? []).flatMap((value) => piecesOf(value)) : [],
  }));
}

/**
 * What Spacelift reads of a value: `eu deployer` of a role in a space, however its map is written, and an empty text of
 * `true`.
 */
function piecesOf(value: unknown, path = ''): string[] {
  if (value === true) return [path];
  if (typeof value === 'string') return [`${path} ${JSON.stringify(value)}`];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => piecesOf(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => piecesOf(inner, `${path} ${JSON.stringify(key)}`));
}

function listCauses(
  fires: Fires,
  own: readonly ReadClause[],
  others: readonly ReadClause[],
  change: Change,
): DifferenceCause[] {
  return own.flatMap((one) => {
    const { rule } = one.clause;
    if (isWithoutEffect(rule, own, others)) return [];
    const beyond = piecesBeyond(one, others).filter((piece) => matters(rule, piece, fires, change));
    return beyond.length > 0 ? [describe(one, others, fires, beyond)] : [];
  });
}

/** By what else holds on the two sides. */
function isWithoutEffect(rule: string, own: readonly ReadClause[], others: readonly ReadClause[]): boolean {
  const holds = (clauses: readonly ReadClause[], name: string): boolean =>
    clauses.some(({ clause, gives }) => clause.rule === name && gives.includes(''));
  const isAdmin = (clauses: readonly ReadClause[]): boolean => holds(clauses, 'admin') && !holds(clauses, 'deny_admin');
  switch (rule) {
    case 'admin':
      return holds(own, 'deny_admin');
    case 'deny_admin':
      return !holds(others, 'admin');
    case 'allow':
      return isAdmin(own) && isAdmin(others);
    default:
      return false;
  }
}

/** What the clause gives and no clause of its rule on the other side. */
function piecesBeyond({ clause: { rule }, gives }: ReadClause, others: readonly ReadClause[]): string[] {
  const known = new Set(others.filter(({ clause }) => clause.rule === rule).flatMap((other) => other.gives));
  return gives.filter((piece) => !known.has(piece));
}

const ADMIN_OF_ROOT: Readonly<Record<string, string>> = {
  roles: ` ${JSON.stringify(ROOT)} ${JSON.stringify(ADMIN_ROLE)}`,
  space_admin: ` ${JSON.stringify(ROOT)}`,
};

/** Whether what a rule gives on one side alone is part of what is gained, or of what is lost. */
function matters(rule: string, piece: string, fires: Fires, { gained, lost, teams }: Change): boolean {
  const takesAway = rule === 'deny' || rule === 'deny_admin';
  const part = (fires === 'after') === takesAway ? lost : gained;
  switch (rule) {
    case 'allow':
      return piece === '' && part.login === true;
    case 'admin':
    case 'deny':
    case 'deny_admin':
      return piece === '' && (part.login === true || part.admin === true);
    case 'roles':
    case 'space_admin':
    case 'space_write':
    case 'space_read':
      return part.roles.length > 0 || (part.admin === true && piece === ADMIN_OF_ROOT[rule]);
    case 'team':
      return teams !== undefined;
    default:
      return false;
  }
}

function describe(
  one: ReadClause,
  others: readonly ReadClause[],
  fires: Fires,
  beyond: readonly string[],
): DifferenceCause {
  const { clause } = one;
  const twin = findTwin(one, others);
  const stop = twin?.clause.stoppedAt;
  const given = twin && twin.gives.length > 0 ? valuesWith(beyond, clause) : [];
  const [helpers, theirs] = [one, twin].map((side) => side && readClauses(side.policy, side.clause.through ?? []));
  const through = helpers && theirs ? listHelpers(helpers, theirs, fires) : [];
  return {
    ...tell(one, fires),
    ...(stop && { stopsAt: { range: stop.range, text: inOneLine(stop.text) } }),
    ...(given.length > 0 && { gives: given }),
    ...(through.length > 0 && { through }),
  };
}

function tell({ policy, clause }: ReadClause, fires: Fires): DifferenceCause {
  const { lines, text } = policy.model;
  const { from, to } = lines.spanOf(clause.range);
  const written = inOneLine(text.slice(from, to)).trim();
  return { fires, policy: policy.name, rule: clause.rule, range: clause.range, text: written };
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The same clause on the other side. */
function findTwin(one: ReadClause, others: readonly ReadClause[]): ReadClause | undefined {
  return others.find(({ text, clause }) => text === one.text && clause.rule === one.clause.rule);
}

function valuesWith(pieces: readonly string[], { values = [] }: ClauseExplanation): unknown[] {
  return values.filter((value) => piecesOf(value).some((piece) => pieces.includes(piece)));
}

/** Clauses of helper rules that give what their rule does not on the other side. */
function listHelpers(own: readonly ReadClause[], others: readonly ReadClause[], fires: Fires): DifferenceCause[] {
  return own.flatMap((one) => {
    const { rule, outcome } = one.clause;
    const theirs = others.filter(({ clause }) => clause.rule === rule).flatMap(({ clause }) => valuesOf(clause));
    const isAlone = outcome === 'fired' && valuesOf(one.clause).some((value) => !theirs.includes(value));
    return isAlone ? [describe(one, others, fires, [])] : [];
  });
}

function valuesOf({ outcome, values = [] }: ClauseExplanation): string[] {
  return outcome === 'fired' ? values.map((value) => JSON.stringify(value)) : [];
}
