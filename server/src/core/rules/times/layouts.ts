/** Layouts that `time.parse_ns` can read no instant by. */
import { fitsLayout, hasYear, layoutOf } from '../../builtins/layout.ts';
import type { Call, PolicyModel, StringTerm } from '../../syntax/model.ts';
import { relatedNots } from '../effects/consequences.ts';
import { givenTexts, relatedCall, replaceLiteral, siteOfFailure, type GivenText } from '../effects/givenTexts.ts';
import { tellOutcome } from '../effects/outcome.ts';
import { sayChange } from '../effects/widening.ts';
import type { FixEffect, Problem, ProblemFix } from '../rule.ts';

export function* checkLayouts(model: PolicyModel): Iterable<Problem<'SL040'>> {
  const texts = givenTexts('instantText', model);
  for (const call of model.callsOf('time.parse_ns')) {
    const literal = layoutGivenTo(call, model);
    if (!literal) continue;
    const given = texts.filter((each) => each.call === call);
    const [only, ...others] = given;
    const meant = only && others.length === 0 ? layoutOf(only.text) : undefined;
    if (!hasYear(literal.value)) yield tellNoYear({ literal, text: literal.value, call, share: 'all' }, meant, model);
    else yield* given.flatMap((text) => tellUnfit(text, literal, model) ?? []);
  }
}

/** Undefined where it is not known, or half-typed. */
function layoutGivenTo({ args: [layout] }: Call, { values }: PolicyModel): StringTerm | undefined {
  const [only, ...others] = layout ? values.valuesOf(layout) : [];
  const literal = only?.kind === 'constant' && others.length === 0 ? only.literal : undefined;
  const isText = literal?.kind === 'string' && literal.value !== '' && !literal.value.includes('${');
  return isText && only?.kind === 'constant' && only.value === literal.value ? literal : undefined;
}

function tellNoYear(given: GivenText, meant: string | undefined, model: PolicyModel): Problem<'SL040'> {
  const { literal, text } = given;
  const hint = meant === undefined ? '' : ` Is "${meant}" meant?`;
  const outcome = tellOutcome(siteOfFailure(given));
  const fixes = meant === undefined ? [] : writeLayout(literal, meant, sayChange(given.call, 'more', model));
  return {
    ...tellFailure(given, model),
    message: 'layout',
    values: { text: JSON.stringify(text), outcome, hint },
    fixes,
  };
}

function tellUnfit(given: GivenText, layout: StringTerm, model: PolicyModel): Problem<'SL040'> | undefined {
  const { text, share } = given;
  if (share !== 'all' || fitsLayout(layout.value, text) !== false) return undefined;
  const meant = layoutOf(text);
  const values = {
    text: JSON.stringify(text),
    layout: JSON.stringify(layout.value),
    outcome: tellOutcome(siteOfFailure(given)),
    hint: meant === undefined ? '' : ` Its layout is "${meant}".`,
  };
  const fixes = meant === undefined ? [] : writeLayout(layout, meant, sayChange(given.call, 'more', model));
  return { ...tellFailure(given, model), message: 'unfit', values, fixes };
}

function tellFailure(given: GivenText, model: PolicyModel): Pick<Problem<'SL040'>, 'at' | 'related'> {
  return { at: given.literal, related: [...relatedCall(given), ...relatedNots(siteOfFailure(given), model)] };
}

function writeLayout(literal: StringTerm, layout: string, effect: FixEffect): readonly ProblemFix[] {
  const edit = replaceLiteral(literal, layout);
  return edit ? [{ title: `Write the layout \`${layout}\``, edits: [edit], ...effect }] : [];
}
