/** Texts that are given to `net.*` and that it can't read, or reads otherwise than they look. */
import { classNetwork, isAddress, nearestNetwork, networkOfOne, readNetwork } from '../../builtins/network.ts';
import type { PolicyModel, StringTerm } from '../../syntax/model.ts';
import { relatedNots } from '../effects/consequences.ts';
import { relatedCall, replaceLiteral, siteOfFailure, type GivenText } from '../effects/givenTexts.ts';
import { tellOutcome } from '../effects/outcome.ts';
import { sayChange } from '../effects/widening.ts';
import type { FixEffect, Problem, ProblemFix } from '../rule.ts';

/** Among several texts only what looks like an address is taken for a mistake: others may mean something else. */
const ADDRESS_LIKE = /^\s*(?:\d+[./]|[\da-f]*:)/i;

export function checkNetwork(given: GivenText, model: PolicyModel): Problem<'SL039'> | undefined {
  const { text, call, share } = given;
  if (call.name === 'net.cidr_merge' && isAddress(text)) return checkMerged(given, model);
  const network = readNetwork(text);
  if (network) return network.hasHostBits ? tellHostBits(given, model) : undefined;
  if (share === 'one' && !ADDRESS_LIKE.test(text)) return undefined;
  const nearest = nearestNetwork(text);
  return {
    ...tellFailure(given, model),
    message: 'network',
    values: {
      text: JSON.stringify(text),
      reason: reasonOf(text),
      function: call.name,
      outcome: tellOutcome(siteOfFailure(given)),
      hint: nearest === undefined ? '' : ` Is "${nearest}" meant?`,
    },
    fixes: nearest === undefined ? [] : writeNetwork(given, nearest, sayChange(call, 'more', model), model),
  };
}

export function checkAddress(given: GivenText, model: PolicyModel): Problem<'SL039'> | undefined {
  const { text, call, share } = given;
  if (isAddress(text) || readNetwork(text) || (share === 'one' && !ADDRESS_LIKE.test(text))) return undefined;
  const outcome = tellOutcome(siteOfFailure(given));
  const values = { text: JSON.stringify(text), function: call.name, outcome };
  return { ...tellFailure(given, model), message: 'address', values };
}

function tellFailure(given: GivenText, model: PolicyModel): Pick<Problem<'SL039'>, 'at' | 'related'> {
  return { at: given.literal, related: [...relatedCall(given), ...relatedNots(siteOfFailure(given), model)] };
}

function reasonOf(text: string): string {
  const [address = '', length] = text.split('/');
  if (!isAddress(address)) return "its address can't be read";
  if (length === undefined) return 'it has no length';
  return `its length has to be 0 to ${address.includes(':') ? '128' : '32'}`;
}

function tellHostBits(given: GivenText, model: PolicyModel): Problem<'SL039'> | undefined {
  const { literal, text } = given;
  const network = readNetwork(text);
  if (!network) return undefined;
  return {
    at: literal,
    message: 'hostBits',
    values: { text: JSON.stringify(text), network: network.text, length: String(network.length) },
    fixes: writeNetwork(given, network.text, {}, model),
    related: relatedCall(given),
  };
}

/** `net.cidr_merge` takes an address without a length for more than itself (IPv6 it refuses). */
function checkMerged(given: GivenText, model: PolicyModel): Problem<'SL039'> | undefined {
  const { literal, text, call } = given;
  const network = classNetwork(text);
  if (!network) return undefined;
  return {
    at: literal,
    message: 'merged',
    values: { text: JSON.stringify(text), network: network.text },
    fixes: writeNetwork(given, networkOfOne(text), sayChange(call, 'less', model), model),
    related: relatedCall(given),
  };
}

/** Whether it stands for something else too, such as an address that one is compared with: that would change with it. */
function isUsedElsewhere(literal: StringTerm, model: PolicyModel): boolean {
  return model.meaningsOf(literal).some(({ domain }) => domain !== 'network');
}

function writeNetwork(
  { literal, text }: GivenText,
  network: string,
  effect: FixEffect,
  model: PolicyModel,
): readonly ProblemFix[] {
  if (literal.value !== text || isUsedElsewhere(literal, model)) return [];
  const edit = replaceLiteral(literal, network);
  return edit ? [{ title: `Write the network \`${network}\``, edits: [edit], ...effect }] : [];
}
