import { loginRulesOf } from '../policy/loginContract.ts';
import type { PolicyModel, Rule as PolicyRule } from '../syntax/model.ts';
import { wholeClauses } from './logic/readable.ts';
import { ownReadings, type Reading } from './logic/readings.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Time or place decide, which is asked at the login only. Once a policy, where it is asked first. */
export const rule: Rule<'SL031'> = {
  id: 'SL031',
  *check(context) {
    const first = findFirst(context);
    if (first) yield { at: first.at, message: TOLD[fieldOf(first) ?? 'remote_ip'] };
  },
};

const TOLD = { timestamp_ns: 'time', remote_ip: 'place' } as const;

/** Clause by clause in the order of the text, up to the first that asks. */
function findFirst(context: RuleContext): Reading | undefined {
  const { model } = context;
  const isWhole = wholeClauses(context);
  const deciding = decidingRules(model);
  const asked = new Set(deciding.flatMap((rule) => [rule, ...model.rulesAskedBy(rule)]));
  for (const clause of model.clauses) {
    if (!asked.has(clause.rule) || !isWhole(clause)) continue;
    const readings = ownReadings(clause, model).filter((reading) => fieldOf(reading) !== undefined);
    const [first] = readings.sort((a, b) => a.at.from - b.at.from);
    if (first) return first;
  }
  return undefined;
}

/** What gives access or refuses it; `sample` and `flag` do neither. */
function decidingRules({ rules }: PolicyModel): readonly PolicyRule[] {
  const names = [...loginRulesOf('boolean'), ...loginRulesOf('map'), ...loginRulesOf('set')];
  return names.filter((name) => name !== 'sample' && name !== 'flag').flatMap((name) => rules.get(name) ?? []);
}

function fieldOf({ path: [root, field] }: Reading): keyof typeof TOLD | undefined {
  return root === 'request' && (field === 'timestamp_ns' || field === 'remote_ip') ? field : undefined;
}
