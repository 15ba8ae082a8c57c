/** Tests of the login by a part or pattern of API keys' names. */
import { loginOf } from '../../account/keyLogin.ts';
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { hasKeyword } from '../../policy/keywords.ts';
import { expressionOf } from '../../syntax/ancestors.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { textOf } from '../places.ts';
import type { ProblemFix, RuleContext } from '../rule.ts';
import { usableKeys } from './apiKeys.ts';
import type { NamedText } from './namedTexts.ts';
import { readPattern } from './patterns.ts';
import { asCompared } from './rewrites.ts';

/**
 * The keys whose names pass a test that their logins by id do not. A test that holds no word of the name means logins
 * of a kind, and no key.
 */
export function keysFittedBy(text: string, { use, condition }: Meaning, account: Inventory): readonly ApiKey[] {
  const pattern = use === 'granted' || use === 'argument' ? undefined : readPattern(use, text);
  if (!pattern) return [];
  const passes = (login: string): boolean => pattern.passes(asCompared(login, condition?.subject));
  return usableKeys(account).filter((key) => {
    const name = key.name.toLowerCase();
    return pattern.words.some((word) => name.includes(word)) && passes(key.name) && !passes(loginOf(key));
  });
}

/** Asks for the keys' ids instead, where the test is a condition of its own and by nothing but this text. */
export function askForKeys(
  keys: readonly ApiKey[],
  { literal }: NamedText,
  { condition }: Meaning,
  { model, written }: RuleContext,
): readonly ProblemFix[] {
  if (condition?.at.kind !== 'call' || condition.againstTerm !== literal || condition.subject.kind !== 'input')
    return [];
  const { at, subjectTerm } = condition;
  const expression = expressionOf(at);
  if (expression?.kind !== 'term' || expression.term !== at) return [];
  const login = textOf(model, subjectTerm);
  const set = `{${keys.map((key) => JSON.stringify(loginOf(key))).join(', ')}}`;
  const newText = hasKeyword(model, 'in', written) ? `${login} in ${set}` : `${set}[${login}]`;
  return [{ title: 'Ask for the ids of these keys', edits: [{ span: at, newText }], unsafe: true }];
}
