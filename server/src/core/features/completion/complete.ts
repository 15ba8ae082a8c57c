/** What can be written at the caret. */
import type { Span } from '../../syntax/model.ts';
import { isOfDomain } from '../domain.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { findCaret, type StringCaret, type WordCaret } from './caret.ts';
import { makeItems, type Completion, type Offer } from './items.ts';
import { namesFor } from './meantNames.ts';
import { offersBehindDot } from './members.ts';
import { findPlace } from './place.ts';
import { probeString, type StringProbe } from './probe.ts';
import { stepNames } from './stepNames.ts';
import { offersAt } from './wordOffers.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * The most likely first. Documentation is left out: see `describeCompletion`.
 * @param trigger the character that was typed, where it asked; undefined where the user did
 * @param domainOnly nothing that any server for Rego offers
 */
export function completePolicy(policy: OpenPolicy, offset: number, trigger?: string, domainOnly = false): Completion {
  const caret = findCaret(policy.model, offset);
  if (!caret) return makeItems([], offset, policy.model);
  if (caret.kind === 'string') return makeItems(offersInString(caret, policy), offset, policy.model);
  const offers = offersOnWord(caret, policy, trigger);
  const shown = domainOnly ? offers.map((offer) => ofDomain(offer, policy)) : offers;
  const { items, isIncomplete } = makeItems(shown, offset, policy.model);
  return { items, isIncomplete: isIncomplete || (!domainOnly && lacksBuiltins(caret, policy)) };
}

/** What a string can stand for is of the domain, whatever it is. */
function ofDomain(offer: Offer, policy: OpenPolicy): Offer {
  if (offer.as !== 'code') return offer;
  return { ...offer, suggestions: offer.suggestions.filter((suggestion) => isOfDomain(suggestion, policy)) };
}

/** Where calls are offered: OPA may not have said yet which built-in functions there are. */
function lacksBuiltins(caret: WordCaret, { builtins }: OpenPolicy): boolean {
  if (builtins.size > 0) return false;
  const place = caret.chain ? undefined : findPlace(caret);
  if (place !== undefined) return place === 'expression' || place === 'operand';
  const [root = 'input'] = caret.chain?.names ?? [];
  return !['package', 'import'].includes(caret.before[0]?.text ?? '') && !['input', 'data'].includes(root);
}

function offersInString(caret: StringCaret, policy: OpenPolicy): Offer[] {
  if (caret.before[0]?.text === 'package' || caret.before[0]?.text === 'import') return [];
  const probe = probeString(policy.model, caret.whole);
  if (!probe) return [];
  const { content, quote, isClosed } = caret;
  return [{ suggestions: namesIn(probe, policy), span: content, as: quote, isOpen: !isClosed }];
}

function namesIn(probe: StringProbe, policy: OpenPolicy): readonly Suggestion[] {
  const meant = namesFor(probe.literal, probe.model, policy);
  if (meant.length > 0 || !probe.step) return meant;
  return stepNames(probe.step, probe.model);
}

/** A character that asks where it means nothing of the kind: the quote that ends a string, the colon of `:=`. */
const NOISE = /^["`:]$/;

function offersOnWord(caret: WordCaret, policy: OpenPolicy, trigger: string | undefined): Offer[] {
  if (trigger !== undefined && NOISE.test(trigger)) return [];
  if (caret.chain) return offersBehindDot(caret, caret.chain, policy);
  if (trigger === '.') return [];
  const place = findPlace(caret);
  const isNamed = place === 'operand' || place === 'index' || (place === 'expression' && caret.follows === 'other');
  const named = isNamed ? namesAt(caret.word, policy) : [];
  const names: Offer = { suggestions: named, span: caret.word, as: 'quoted' };
  return trigger === '[' && place !== 'index' ? [names] : [names, ...offersAt(place, caret, policy)];
}

/** What a string would stand for, were there one. */
function namesAt(word: Span, policy: OpenPolicy): readonly Suggestion[] {
  const probe = probeString(policy.model, word);
  return probe ? namesFor(probe.literal, probe.model, policy) : [];
}
