import type { PolicyModel, Span, StringTerm } from '../syntax/model.ts';
import type { Condition } from '../syntax/values/conditions.ts';
import { domainOf } from '../syntax/values/domains.ts';
import { constantsOf, relatedCondition } from './effects/comparedConstants.ts';
import { mayWiden } from './effects/widening.ts';
import { identityOf } from './logic/identity.ts';
import { readingsOf, type Reading } from './logic/readings.ts';
import { tighten } from './patterns/fixes.ts';
import { loosenessOf, type Looseness } from './patterns/looseness.ts';
import { checkSwapped } from './patterns/swapped.ts';
import { checkPatterns } from './patterns/unreadable.ts';
import type { Problem, Rule } from './rule.ts';

/** Tests that more than one text can meet. */
const PARTIAL = new Set<Condition['test']>(['prefix', 'suffix', 'part', 'regex', 'glob']);

/** A part or pattern of a login that more than the meant ones satisfy, where satisfying it gives something; a regular expression that none does. */
export const rule: Rule<'SL043'> = {
  id: 'SL043',
  *check({ model }) {
    const told = new Set<StringTerm>();
    yield* checkSwapped(model);
    for (const problem of checkPatterns(model)) {
      if (told.has(problem.at)) continue;
      told.add(problem.at);
      yield problem;
    }
    for (const condition of model.conditions()) {
      if (!PARTIAL.has(condition.test) || !isAboutLogin(condition, model) || isNarrowed(condition, model)) continue;
      for (const { literal, value } of constantsOf(condition)) {
        if (literal.kind !== 'string' || typeof value !== 'string' || told.has(literal)) continue;
        const looseness = loosenessOf(condition.test, value);
        if (!looseness || !mayWiden(condition.at, condition.isReversed ? 'less' : 'more', model)) continue;
        if (isNameLike(looseness) && !decidesAlone(condition, model)) continue;
        told.add(literal);
        yield tell(condition, literal, looseness, model);
      }
    }
  },
};

/** The beginning or end of a name, which may be how names are given. */
function isNameLike({ kind }: Looseness): boolean {
  return kind === 'begins' || kind === 'ends';
}

const ENTRY = ['allow', 'admin', 'deny', 'deny_admin'] as const;

/** Whether a rule about getting in depends on it, and asks nothing else of who it is: strangers are no members. */
function decidesAlone(condition: Condition, model: PolicyModel): boolean {
  if (domainOf(condition.subject, model.values) !== 'login') return false;
  return model.rulesNamed(...ENTRY).some((clause) => {
    const readings = readingsOf(clause, model);
    return (
      readings.some(({ at }) => isInside(at, condition.at)) && readings.every((reading) => isNoOther(reading, model))
    );
  });
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function isNoOther(reading: Reading, { values }: PolicyModel): boolean {
  return identityOf(reading, values) === undefined || reading.path[1] === 'login';
}

/** The clause asks for a team as well, or tests the login in another way that strangers can't satisfy. */
function isNarrowed(condition: Condition, model: PolicyModel): boolean {
  if (condition.isNegated) return false;
  return model.conditionsOf(condition.clause).some((other) => {
    if (other === condition || other.isNegated || !other.isCertain || other.test === '!=') return false;
    if (domainOf(other.subject, model.values) === 'team') return true;
    return isAboutLogin(other, model) && !isLoose(other);
  });
}

function isLoose(condition: Condition): boolean {
  return constantsOf(condition).some(({ value }) => {
    const looseness = typeof value === 'string' ? loosenessOf(condition.test, value) : undefined;
    return typeof value !== 'string' || (looseness !== undefined && !isNameLike(looseness));
  });
}

function isAboutLogin({ subject, isCertain }: Condition, { values }: PolicyModel): boolean {
  const domain = domainOf(subject, values);
  return isCertain && (domain === 'login' || domain === 'loginPart');
}

function tell(
  condition: Condition,
  literal: StringTerm,
  { kind, example }: Looseness,
  model: PolicyModel,
): Problem<'SL043'> {
  return {
    at: literal,
    message: kind,
    values: { hint: example === undefined ? '' : ` \`${example}\` does too.` },
    related: relatedCondition(condition, literal),
    fixes: tighten(condition, literal, kind, model),
  };
}
