/** Behind a dot. */
import type { Span } from '../../syntax/model.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { builtinCalls } from './builtinCalls.ts';
import type { Chain, WordCaret } from './caret.ts';
import { fieldsBelow } from './inputFields.ts';
import type { Offer } from './items.ts';
import { importPaths, PACKAGE_NAME } from './keywords.ts';
import { probeName } from './probe.ts';
import { ruleNames } from './scopeNames.ts';
import { stepNames } from './stepNames.ts';
import type { Suggestion } from './suggestion.ts';

export function offersBehindDot(caret: WordCaret, chain: Chain, policy: OpenPolicy): Offer[] {
  const { word, before } = caret;
  const names = chain.names ?? [];
  if (before[0]?.text === 'import') return [offer(word, importsBelow(names, policy))];
  if (before[0]?.text === 'package') return [];
  const [root, second] = names;
  if (root === 'data') {
    const inPackage = second === 'spacelift' && names.length === 2;
    return [offer(word, inPackage ? ruleNames(policy.model, word) : second === undefined ? PACKAGE_NAME : [])];
  }
  const probe = probeName(policy.model, word);
  const fields = probe?.step ? stepNames(probe.step, probe.model).filter(({ insert }) => isName(insert)) : [];
  return fields.length > 0 ? [offer(word, fields)] : [callsBelow(caret, chain, policy)];
}

function importsBelow(names: readonly string[], { engine }: OpenPolicy): readonly Suggestion[] {
  const [root, ...path] = names;
  if (root === 'input') return fieldsBelow(path);
  return names.length < 3 ? importPaths(names, engine) : [];
}

/** The whole dotted name is replaced, since it is offered whole. */
function callsBelow({ word, follows }: WordCaret, { from, names }: Chain, { builtins }: OpenPolicy): Offer {
  const prefix = `${(names ?? []).join('.')}.`;
  const calls = names ? builtinCalls(builtins).filter(({ label }) => label.startsWith(prefix)) : [];
  return offer({ from, to: word.to }, follows === 'call' ? calls.map(nameOf) : calls);
}

/** Without arguments, which are there already. */
export function nameOf(call: Suggestion): Suggestion {
  return { ...call, insert: call.label, isSnippet: false };
}

function offer(span: Span, suggestions: readonly Suggestion[]): Offer {
  return { suggestions, span, as: 'code' };
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
