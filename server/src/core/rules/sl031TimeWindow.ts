import type { PolicyModel } from '../syntax/model.ts';
import { loginRulesOf } from '../policy/loginContract.ts';
import { wholeClauses } from './logic/readable.ts';
import { readingsOf, type Reading } from './logic/readings.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Time or place decide, which is asked at the login only. Once a policy, where it is asked first. */
export const rule: Rule<'SL031'> = {
  id: 'SL031',
  *check(context) {
    const [first] = readingsOfRequests(context).sort((a, b) => a.at.from - b.at.from);
    if (first) yield { at: first.at, message: TOLD[fieldOf(first) ?? 'remote_ip'] };
  },
};

const TOLD = { timestamp_ns: 'time', remote_ip: 'place' } as const;

function readingsOfRequests(context: RuleContext): Reading[] {
  const { model } = context;
  const clauses = decidingRules(model).filter(wholeClauses(context));
  return clauses.flatMap((clause) => readingsOf(clause, model)).filter((reading) => fieldOf(reading) !== undefined);
}

/** What gives access or refuses it; `sample` and `flag` do neither. */
function decidingRules(model: PolicyModel): ReturnType<PolicyModel['rulesNamed']> {
  const names = [...loginRulesOf('boolean'), ...loginRulesOf('map'), ...loginRulesOf('set')];
  return model.rulesNamed(...names.filter((name) => name !== 'sample' && name !== 'flag'));
}

function fieldOf({ path: [root, field] }: Reading): keyof typeof TOLD | undefined {
  return root === 'request' && (field === 'timestamp_ns' || field === 'remote_ip') ? field : undefined;
}
