/** What a clause that decides asks for, itself and through others. */
import { LOGIN_RULES } from '../policy/loginContract.ts';
import { clauseOf, comparisonOf, isNegated } from '../syntax/ancestors.ts';
import type { Clause, InputReference, Parent, PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Meaning } from '../syntax/values/meanings.ts';
import { listAsked } from './askedClauses.ts';

export interface Chain {
  /** The name of the rule that decides. */
  readonly rule: string;
  /** The constants that it compares something with, whichever way; in no certain order. */
  readonly meanings: readonly Meaning[];
  /** Those that must be met as they are written, not missed. */
  readonly wanted: readonly Meaning[];
  /** The others, those together that only together make it fail: a condition under `not`, a clause that is asked under one. */
  readonly missed: readonly (readonly Meaning[])[];
  /** What it reads of the session: `member`; `*` where all of it. */
  readonly fields: ReadonlySet<string>;
  /** Whether it may ask for somebody who is no member. */
  readonly asksOutsider: boolean;
}

/** Of each clause of a rule that Spacelift reads. */
export function listChains(model: PolicyModel): Chain[] {
  const all = model.meanings().filter(({ condition }) => condition !== undefined);
  const byClause = groupBy(all, ({ condition }) => condition?.clause);
  const references = groupBy(model.references, clauseOf);
  const reads = groupBy(model.inputReferences(), ({ reference }) => clauseOf(reference));
  const deciding = LOGIN_RULES.flatMap(({ name }) => model.rulesNamed(name));
  return deciding.map((clause) => {
    const asked = listAsked(clause, references);
    const own = asked.flatMap(({ clause: one, isNegated }) =>
      (byClause.get(one) ?? []).map((meaning) => ({ meaning, isNegated, isWanted: isWanted(meaning, isNegated) })),
    );
    const missed = own.filter((one) => !one.isWanted);
    const together = groupBy(missed, ({ meaning: { condition }, isNegated }) =>
      isNegated && condition?.isNegated === false ? condition.clause : condition,
    );
    return {
      rule: clause.rule.name,
      meanings: [...new Set(own.map(({ meaning }) => meaning))],
      wanted: [...new Set(own.filter((one) => one.isWanted).map(({ meaning }) => meaning))],
      missed: [...together.values()].map((group) => group.map(({ meaning }) => meaning)),
      fields: new Set(asked.flatMap(({ clause: one }) => (reads.get(one) ?? []).flatMap(fieldOf))),
      asksOutsider: asked.some(({ clause: one, isNegated }) =>
        (reads.get(one) ?? []).some((read) => asksOutsider(read, isNegated)),
      ),
    };
  });
}

/** @param isAskedNegated whether its clause is asked for what it is not */
function isWanted({ use, condition }: Meaning, isAskedNegated: boolean): boolean {
  return use !== '!=' && condition?.isNegated === isAskedNegated;
}

/** By `not`, by a comparison, or by what reads all of the session. */
function asksOutsider({ reference, path: [root, field] }: InputReference, isAskedNegated: boolean): boolean {
  if (root !== 'session' || (field !== 'member' && field !== undefined)) return false;
  return field === undefined || comparisonOf(reference) !== undefined || isNegated(reference) !== isAskedNegated;
}

function fieldOf({ path: [root, field] }: InputReference): string[] {
  return root === 'session' ? [String(field ?? '*')] : [];
}

/**
 * Whether a test may be of several constants at once: of every one of a list, of a set that is counted, of what is
 * missing, or by a function that is asked more than once.
 */
export function isJoint({ condition }: Meaning): boolean {
  if (condition === undefined) return false;
  const { at, clause, isNegated } = condition;
  return isNegated || isInside(at) || clause.head.args !== undefined || isSet(clause) || at.kind === 'operation';
}

function isSet({ head }: Clause): boolean {
  return head.key !== undefined && !LOGIN_RULES.some(({ name }) => name === head.name);
}

/** Of an `every` or of a comprehension. */
function isInside(node: Parent): boolean {
  for (let at: Parent | undefined = node; at; at = at.parent) {
    if (at.kind === 'comprehension' || at.kind === 'every') return true;
  }
  return false;
}
