/** Regular expressions that OPA can't read. */
import { byName } from '../../byName.ts';
import type { Call, PolicyModel } from '../../syntax/model.ts';
import { relatedNots } from '../effects/consequences.ts';
import { relatedCall, siteOfFailure, type GivenText } from '../effects/givenTexts.ts';
import { tellOutcome } from '../effects/outcome.ts';
import type { Problem } from '../rule.ts';
import { faultIn } from './re2.ts';

/** Which argument is the regular expression. */
const PATTERNS: Readonly<Record<string, number>> = byName({
  re_match: 0,
  'regex.find_all_string_submatch_n': 0,
  'regex.find_n': 0,
  'regex.match': 0,
  'regex.replace': 1,
  'regex.split': 0,
});

/** In the order of the calls; a constant that is given to several comes several times. */
export function* checkPatterns(model: PolicyModel): Iterable<Problem<'SL043'> & { readonly at: GivenText['literal'] }> {
  for (const call of model.calls) {
    for (const given of patternsGivenTo(call, model)) {
      const reason = faultIn(given.text);
      if (reason === undefined) continue;
      const site = siteOfFailure(given);
      yield {
        at: given.literal,
        message: 'unreadable',
        values: { reason, function: call.name, outcome: tellOutcome(site) },
        related: [...relatedCall(given), ...relatedNots(site, model)],
      };
    }
  }
}

/** Left out: what is half-typed (`""`), or filled in by Terraform later (`"${…}"`). */
function patternsGivenTo(call: Call, { values }: PolicyModel): readonly GivenText[] {
  const index = call.callee.target.kind === 'function' ? PATTERNS[call.name] : undefined;
  const arg = index === undefined ? undefined : call.args[index];
  const given = arg ? values.valuesOf(arg) : [];
  return given.flatMap((value): GivenText[] => {
    if (value.kind !== 'constant' || value.literal?.kind !== 'string' || typeof value.value !== 'string') return [];
    if (value.value === '' || value.value.includes('${')) return [];
    return [{ literal: value.literal, text: value.value, call, share: given.length === 1 ? 'all' : 'one' }];
  });
}
