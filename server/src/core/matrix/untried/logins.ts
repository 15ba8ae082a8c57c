/** Where a policy asks more of the login than comparing it, or parts of it, with constants. */
import { isReadOtherwise } from '../../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS } from '../../simulation/alternatives/texts.ts';
import type { Clause, PolicyModel } from '../../syntax/model.ts';
import { describePattern } from './patterns.ts';

const FIELD = 'session.login';
/** The two parts that a login is cut into, and what is left of it, are tried (`cutLogins.ts`, `texts.ts`). */
const CUTTING: ReadonlySet<string> = new Set(['split', 'trim_prefix', 'trim_suffix']);
/** What stands for anything in the logins that are tried. */
const FILLINGS = ['somebody', 'elsewhere'];

/** In sentences, of these clauses. */
export function describeUntriedLogins(model: PolicyModel, clauses: ReadonlySet<Clause>): string[] {
  const told: string[] = [];
  if (isReadOtherwise(model, FIELD, TEXT_TESTS, CUTTING)) told.push(describePattern(model, FIELD, 'logins'));
  const own = model.conditions().filter(({ clause }) => clauses.has(clause));
  const isFurther = own.some(
    ({ subject }) => subject.kind === 'result' && subject.call.name === 'split' && !isEarly(subject.path[0]),
  );
  if (isFurther) told.push(`A part of \`${FIELD}\` behind the second is read: logins of as many parts were not tried`);
  const refused = model
    .meanings()
    .filter(
      ({ domain, use, condition }) =>
        domain === 'login' &&
        condition?.isNegated === true &&
        clauses.has(condition.clause) &&
        (use === 'prefix' || use === 'suffix' || use === 'part'),
    );
  const isFilled = refused.some(({ value }) => FILLINGS.some((filling) => filling.includes(String(value))));
  if (isFilled) told.push('Logins without what they are not to have were not tried in every mix');
  return told;
}

function isEarly(step: string | number | undefined): boolean {
  return step === 0 || step === 1;
}
