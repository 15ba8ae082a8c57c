/** Names, keywords and snippets, by what fits where the caret is. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { builtinCalls } from './builtinCalls.ts';
import type { WordCaret } from './caret.ts';
import { INPUT_ITSELF, WHOLE_FIELDS } from './inputFields.ts';
import type { Offer } from './items.ts';
import * as keywords from './keywords.ts';
import { nameOf } from './members.ts';
import { patternSnippets } from './patterns.ts';
import type { Place } from './place.ts';
import { probeName } from './probe.ts';
import { loginRuleNames, loginRuleSnippets } from './ruleSnippets.ts';
import { importNames, localNames, ruleNames } from './scopeNames.ts';
import type { Suggestion } from './suggestion.ts';
import { wordsOf } from './words.ts';

export function offersAt(place: Place, caret: WordCaret, policy: OpenPolicy): Offer[] {
  return [{ suggestions: suggestAt(place, caret, policy), span: caret.word, as: 'code' }];
}

function suggestAt(place: Place, caret: WordCaret, policy: OpenPolicy): readonly Suggestion[] {
  const { model, engine } = policy;
  const words = wordsOf(policy);
  switch (place) {
    case 'statement':
      return suggestStatements(caret, policy);
    case 'package':
      return keywords.PACKAGE_NAME;
    case 'import':
      return keywords.importPaths([], engine);
    case 'importEnd':
    case 'withEnd':
      return keywords.AS;
    case 'default':
      return ruleNames(model, caret.word).filter(({ label }) => !loginRuleNamed(label));
    case 'head':
      return keywords.headKeywords(
        words,
        caret.before.every(({ text }) => text !== 'contains'),
      );
    case 'else':
      return keywords.ELSE;
    case 'operator':
      return keywords.operatorKeywords(words);
    case 'someNames':
      return keywords.someKeywords(words);
    case 'withTarget':
      return suggestFields(caret);
    case 'index':
      return suggestLocals(caret, policy);
    case 'expression':
      return suggestTerms(caret, policy, keywords.expressionKeywords(words));
    case 'operand':
      return suggestTerms(caret, policy, keywords.CONSTANTS);
    case 'name':
      return [];
  }
}

function suggestStatements(caret: WordCaret, policy: OpenPolicy): readonly Suggestion[] {
  const { model, keyLogin } = policy;
  const packageLine = keywords.packageLine(model);
  const own = ruleNames(model, caret.word)
    .filter(({ label }) => !loginRuleNamed(label))
    .map(nameOf);
  if (caret.follows !== 'nothing') return [...loginRuleNames(), ...own];
  const words = wordsOf(policy);
  const before = caret.before.at(-1)?.text === '}' ? keywords.ELSE : [];
  return [
    ...packageLine,
    ...loginRuleSnippets(words),
    ...own,
    ...patternSnippets(words, keyLogin),
    ...keywords.STATEMENT_KEYWORDS,
    ...before,
  ];
}

/** Built-ins last: there are many. */
function suggestTerms(
  caret: WordCaret,
  policy: OpenPolicy,
  keywordsHere: readonly Suggestion[],
): readonly Suggestion[] {
  const { model, builtins } = policy;
  const withArguments = caret.follows === 'call' ? nameOf : (call: Suggestion) => call;
  return [
    ...suggestLocals(caret, policy),
    ...importNames(model),
    ...suggestFields(caret),
    ...ruleNames(model, caret.word).map(withArguments),
    ...keywordsHere,
    ...builtinCalls(builtins).map(withArguments),
  ];
}

function suggestLocals({ word }: WordCaret, { model }: OpenPolicy): readonly Suggestion[] {
  const reference = probeName(model, word)?.reference;
  return reference ? localNames(reference) : [];
}

function suggestFields({ follows }: WordCaret): readonly Suggestion[] {
  return follows === 'path' ? [INPUT_ITSELF] : [...WHOLE_FIELDS, INPUT_ITSELF];
}
