/** What can stand in a place, by what the policy does with it. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { KEY_PREFIX } from '../../account/keyLogin.ts';
import { WEEKDAYS } from '../../builtins/weekday.ts';
import { ZONE_NAMES } from '../../builtins/zoneNames.ts';
import { asCompared } from '../../rules/names/rewrites.ts';
import type { PolicyModel, StringTerm } from '../../syntax/model.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { accountName, keyNames, roleNames, spaceLabels, spaceNames, suggestText, teamNames } from './accountNames.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * Names that a string can hold, the most likely first; none where it stands for nothing that is known.
 * @param model has the string, perhaps with something else around it
 */
export function namesFor(literal: StringTerm, model: PolicyModel, policy: OpenPolicy): readonly Suggestion[] {
  const siblings = siblingsOf(literal);
  const meanings = model.meaningsOf(literal);
  const offered = meanings.flatMap((meaning, index) => {
    const isRepeated = meanings
      .slice(0, index)
      .some(({ domain, use }) => domain === meaning.domain && use === meaning.use);
    return isRepeated ? [] : adapt(namesOf(meaning, policy), meaning);
  });
  return siblings.size === 0 ? offered : offered.filter(({ insert }) => !siblings.has(insert));
}

/** What else is in the same set or array. */
function siblingsOf({ parent }: StringTerm): ReadonlySet<string> {
  if (parent.kind !== 'set' && parent.kind !== 'array') return new Set();
  return new Set(parent.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])));
}

/** As they are compared. */
function adapt(names: readonly Suggestion[], { condition }: Meaning): readonly Suggestion[] {
  if (condition?.subject.kind !== 'result') return names;
  return names.map((name) => ({ ...name, insert: asCompared(name.insert, condition.subject) }));
}

function namesOf(meaning: Meaning, policy: OpenPolicy): readonly Suggestion[] {
  const { domain, use } = meaning;
  if (use === 'regex' || use === 'glob') return [];
  const { account } = policy;
  switch (domain) {
    case 'login':
      return loginsFor(use, policy);
    case 'loginPart':
      return isIdOfKey(meaning) ? keyNames(policy, 'id') : [];
    case 'team':
      return usedFirst(teamNames(account), policy);
    case 'role':
      return usedFirst(roleNames(account, 'slug'), policy);
    case 'roleName':
      return roleNames(account, 'name');
    case 'roleUlid':
      return roleNames(account, 'id');
    case 'space':
      return usedFirst(spaceNames(account, 'id'), policy);
    case 'spaceName':
      return spaceNames(account, 'name');
    case 'label':
      return spaceLabels(account);
    case 'account':
      return accountName(account);
    case 'weekday':
      return DAYS;
    case 'zone':
      return usedFirst(ZONES, policy);
    default:
      return [];
  }
}

const DAYS = WEEKDAYS.map((day) => suggestText(day, 'weekday'));

const ZONES = ['UTC', ...ZONE_NAMES.filter((name) => name.includes('/') && !name.startsWith('Etc/'))].map((name) =>
  suggestText(name, 'time zone'),
);

const PREFIX: Suggestion = {
  label: KEY_PREFIX,
  kind: CompletionItemKind.Value,
  insert: KEY_PREFIX,
  detail: 'logins of API keys begin with it (assumed)',
};

/** A part of an id tells nothing. */
function loginsFor(use: Meaning['use'], policy: OpenPolicy): readonly Suggestion[] {
  const isPart = use === 'prefix' || use === 'suffix' || use === 'part';
  if (!isPart || policy.keyLogin === 'name') return keyNames(policy, 'login');
  return use === 'prefix' ? [PREFIX] : [];
}

/** What is left of a login without `api::`. */
function isIdOfKey({ condition }: Meaning): boolean {
  if (condition?.subject.kind !== 'result') return false;
  const [, by] = condition.subject.call.args;
  return by?.kind === 'string' && (by.value === KEY_PREFIX || by.value === '::');
}

/** What the policy has elsewhere is likely to be meant again. */
function usedFirst(names: readonly Suggestion[], { model }: OpenPolicy): readonly Suggestion[] {
  const used = textsOf(model);
  const isUsed = ({ insert }: Suggestion): boolean => used.has(insert);
  return [...names.filter(isUsed), ...names.filter((name) => !isUsed(name))];
}

const textsOfModel = new WeakMap<PolicyModel, ReadonlySet<string>>();

function textsOf(model: PolicyModel): ReadonlySet<string> {
  const known = textsOfModel.get(model);
  if (known) return known;
  const texts = new Set(model.literals.flatMap((literal) => (literal.kind === 'string' ? [literal.value] : [])));
  textsOfModel.set(model, texts);
  return texts;
}
