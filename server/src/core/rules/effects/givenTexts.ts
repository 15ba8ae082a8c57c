/** Texts that are given to built-ins. */
import type { Call, PolicyModel, Span, StringTerm } from '../../syntax/model.ts';
import type { Domain } from '../../syntax/values/domains.ts';
import { zonesOf } from '../../syntax/values/meanings.ts';
import type { ProblemBase } from '../rule.ts';
import type { Share, Site } from './outcome.ts';
import { siteOf } from './site.ts';

/** One text, and a call it is given to. */
export interface GivenText {
  readonly literal: StringTerm;
  /** As it is given: of `lower("UTC")` it is `utc`. */
  readonly text: string;
  readonly call: Call;
  /** `one`: the call is given others too, one after the other. */
  readonly share: Share;
}

/**
 * The texts of a domain that are arguments of built-ins, one after the other, in the order of the text. Left out: what
 * is half-typed (`""`), or filled in by Terraform later (`"${…}"`).
 */
export function givenTexts(domain: Domain, model: PolicyModel): readonly GivenText[] {
  return model.meanings().flatMap(({ literal, value: text, domain: meant, use, at }) => {
    if (meant !== domain || use !== 'argument' || at?.kind !== 'call') return [];
    if (literal.kind !== 'string' || typeof text !== 'string' || text === '' || text.includes('${')) return [];
    return [{ literal, text, call: at, share: shareOf(at, model) }];
  });
}

function shareOf(call: Call, { values }: PolicyModel): Share {
  const isSingle = call.args.every((arg) => values.valuesOf(arg).length === 1) && zonesOf(call, values).length < 2;
  return isSingle ? 'all' : 'one';
}

/** Where it shows that the call fails. */
export function siteOfFailure({ literal, call, share }: GivenText): Site {
  return siteOf(literal, { at: call, is: 'undefined', share });
}

/** The call, where the text is written elsewhere: in a set, a local or a rule of its own. */
export function relatedCall({ literal, call }: GivenText): NonNullable<ProblemBase['related']> {
  const isInside = call.from <= literal.from && literal.to <= call.to;
  return isInside ? [] : [{ at: call, message: 'It is given to this.' }];
}

/** Another text in the place of a literal: `.name` in a path becomes `["other"]`. */
export function replaceLiteral(literal: StringTerm, newText: string): { span: Span; newText: string } | undefined {
  return literal.form === 'name' ? undefined : { span: literal, newText: JSON.stringify(newText) };
}
