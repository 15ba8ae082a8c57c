/** Addresses of the input that are compared with what no address is. */
import { isAddress, readNetwork } from '../../builtins/network.ts';
import { expressionOf } from '../../syntax/ancestors.ts';
import type { Literal, PolicyModel } from '../../syntax/model.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import { constantsOf, relatedCondition, shareAmong, type ComparedConstant } from '../effects/comparedConstants.ts';
import { relatedNots } from '../effects/consequences.ts';
import { tellOutcome } from '../effects/outcome.ts';
import { siteOf } from '../effects/site.ts';
import { sayChange } from '../effects/widening.ts';
import { textOf } from '../places.ts';
import type { Problem, ProblemFix } from '../rule.ts';

const EQUALITIES = new Set<Condition['test']>(['==', '!=', 'in']);

/** Tests of an address as a text, by a part of it. */
const PARTS = new Set<Condition['test']>(['prefix', 'suffix', 'part']);

/** Each literal once; those in `told` are left out. */
export function* checkComparisons(model: PolicyModel, told: Set<Literal>): Iterable<Problem<'SL039'>> {
  for (const condition of model.conditions()) {
    const { subject, test, isCertain } = condition;
    const isPart = PARTS.has(test);
    if (!isCertain || (!isPart && !EQUALITIES.has(test)) || domainOf(subject, model.values) !== 'address') continue;
    for (const constant of constantsOf(condition)) {
      if (told.has(constant.literal) || !(isPart ? isNoPart : isNoAddress)(constant.value)) continue;
      told.add(constant.literal);
      yield tell(condition, constant, model);
    }
  }
}

function isNoAddress(value: string | number): boolean {
  return typeof value === 'string' && !isAddress(value);
}

/** With what no address is written: the length of a network, or a `*`. */
function isNoPart(value: string | number): boolean {
  return typeof value === 'string' && /[/*]/.test(value);
}

function tell(condition: Condition, constant: ComparedConstant, model: PolicyModel): Problem<'SL039'> {
  const { literal, value } = constant;
  const { at, test, isReversed } = condition;
  const isPart = PARTS.has(test);
  const isNetwork = readNetwork(String(value)) !== undefined;
  const share = shareAmong(condition, isPart ? isNoPart : isNoAddress);
  const site = siteOf(literal, { at, is: test === '!=' || isReversed ? 'true' : 'false', share });
  return {
    at: literal,
    message: isPart ? 'part' : 'compared',
    values: {
      text: JSON.stringify(value),
      what: isNetwork ? ', which is a network' : isPart ? '' : ', which is none',
      outcome: tellOutcome(site),
    },
    related: [...relatedCondition(condition, literal), ...relatedNots(site, model)],
    fixes: isNetwork && share === 'all' ? askContains(condition, model) : [],
  };
}

/** Where the comparison is a condition of its own. */
function askContains({ at, test, subjectTerm, againstTerm }: Condition, model: PolicyModel): readonly ProblemFix[] {
  const expression = expressionOf(at);
  const isWhole = EQUALITIES.has(test) ? at.kind === 'operation' : at.kind === 'call' && at.name === 'startswith';
  if (!isWhole) return [];
  if (expression?.kind !== 'term' || expression.term !== at) return [];
  if (test === '!=' && expression.negated) return [];
  const call = `net.cidr_contains(${textOf(model, againstTerm)}, ${textOf(model, subjectTerm)})`;
  const edits = [{ span: at, newText: test === '!=' ? `not ${call}` : call }];
  const effect = sayChange(at, test === '!=' ? 'less' : 'more', model);
  return [{ title: 'Ask whether the network contains it', edits, ...effect }];
}
