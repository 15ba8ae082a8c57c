/** Zones and instants that are given to `time.*` as texts that it can't read. */
import { nearestRfc3339, isRfc3339 } from '../../builtins/rfc3339.ts';
import { isZone, LOCAL, nearestZone } from '../../builtins/zone.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { relatedNots } from '../effects/consequences.ts';
import { relatedCall, replaceLiteral, siteOfFailure, type GivenText } from '../effects/givenTexts.ts';
import { tellOutcome } from '../effects/outcome.ts';
import { sayChange } from '../effects/widening.ts';
import type { FixEffect, Problem, ProblemFix } from '../rule.ts';

/** Among several texts others may be no zone at all: an area and a place, an abbreviation, or an offset is meant as one. */
const ZONE_LIKE = /\/|^[A-Z]{3,5}(?:[+-]\d+)?$|^[+-]\d/;

export function checkZone(given: GivenText, model: PolicyModel): Problem<'SL040'> | undefined {
  const { literal, text, share } = given;
  if (text === LOCAL) return { at: literal, message: 'local', related: relatedCall(given) };
  if (isZone(text)) return undefined;
  const meant = nearestZone(text);
  if (share === 'one' && meant === undefined && !ZONE_LIKE.test(text)) return undefined;
  return { ...tellFailure(given, meant, model), message: 'zone' };
}

export function checkInstant(given: GivenText, model: PolicyModel): Problem<'SL040'> | undefined {
  const { text, call, share } = given;
  if (call.name !== 'time.parse_rfc3339_ns' || isRfc3339(text)) return undefined;
  if (share === 'one' && !/^\s*\d{4}-/.test(text)) return undefined;
  return { ...tellFailure(given, nearestRfc3339(text), model), message: 'instant' };
}

type Failure = Omit<Extract<Problem<'SL040'>, { message: 'zone' }>, 'message'>;

function tellFailure(given: GivenText, meant: string | undefined, model: PolicyModel): Failure {
  const { literal, text, call } = given;
  return {
    at: literal,
    values: {
      text: JSON.stringify(text),
      function: call.name,
      outcome: tellOutcome(siteOfFailure(given)),
      hint: meant === undefined ? '' : ` Is "${meant}" meant?`,
    },
    related: [...relatedCall(given), ...relatedNots(siteOfFailure(given), model)],
    fixes: meant === undefined ? [] : write(given, meant, sayChange(call, 'more', model)),
  };
}

function write({ literal, text }: GivenText, newText: string, effect: FixEffect): readonly ProblemFix[] {
  const edit = literal.value === text ? replaceLiteral(literal, newText) : undefined;
  return edit ? [{ title: `Write \`${newText}\``, edits: [edit], ...effect }] : [];
}
