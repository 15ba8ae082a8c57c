/** Constants in words: what they stand for, by what they are used for. */
import { idIn } from '../../account/keyLogin.ts';
import { comparisonOf } from '../../syntax/ancestors.ts';
import type { Literal } from '../../syntax/model.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { describeKey } from '../describe/apiKey.ts';
import { code, paragraphs } from '../describe/markdown.ts';
import { describeNetwork } from '../describe/network.ts';
import { describeSpace } from '../describe/space.ts';
import { describeZone } from '../describe/zone.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import {
  tellAddress,
  tellClockPart,
  tellHour,
  tellInstant,
  tellInstantText,
  tellNetwork,
  tellWeekday,
} from './measures.ts';
import { tellLogin, tellPersonName } from './logins.ts';
import { tellTimeArguments } from './timeArguments.ts';
import { tellLabel, tellRole, tellRoleElsewhere, tellSpace, tellSpaceName, tellTeam } from './names.ts';

/** Markdown; undefined where nothing is known of the constant. */
export function describeLiteral(literal: Literal, policy: OpenPolicy): string | undefined {
  const told = policy.model.meaningsOf(literal).map((meaning) => tellMeaning(meaning, policy));
  const instant = literal.kind === 'number' ? tellInstant(literal, policy) : undefined;
  const given = tellTimeArguments(literal, policy.model);
  const parts = [...new Set([...told, instant, ...given].filter((part) => part !== undefined))];
  return parts.length > 0
    ? paragraphs(...parts.flatMap((part, index) => (index > 0 ? ['---', part] : [part])))
    : tellUnused(literal, policy);
}

function tellMeaning(meaning: Meaning, policy: OpenPolicy): string | undefined {
  const text = String(meaning.value);
  // Half-typed, or filled in by Terraform later.
  if (text === '' || text.includes('${')) return undefined;
  switch (meaning.domain) {
    case 'login':
    case 'loginPart':
      return tellLogin(text, meaning, policy);
    case 'personName':
      return tellPersonName(text, policy);
    case 'role':
      return tellRole(text, policy);
    case 'roleName':
    case 'roleUlid':
      return tellRoleElsewhere(text, meaning.domain, policy);
    case 'space':
      return tellSpace(text, policy);
    case 'spaceName':
      return tellSpaceName(text, policy);
    case 'label':
      return tellLabel(text, policy);
    case 'team':
      return tellTeam(text, meaning, policy);
    case 'address':
      return tellAddress(text);
    case 'network':
      return tellNetwork(text);
    case 'zone':
      return describeZone(text);
    case 'instantText':
      return tellInstantText(text, meaning, policy);
    case 'weekday':
      return tellWeekday(text, meaning, policy);
    case 'hour':
      return tellHour(meaning, policy);
    case 'minute':
    case 'second':
      return tellClockPart(meaning, policy);
    case 'idpSubject':
    case 'account':
    case 'stack':
    case 'flag':
    case 'instant':
    case 'year':
    case 'month':
    case 'day':
      return undefined;
  }
}

/** Not asked for anything yet: told only what can be nothing else. */
function tellUnused(literal: Literal, policy: OpenPolicy): string | undefined {
  if (literal.kind !== 'string') return undefined;
  const { value: text } = literal;
  if (isComparedWithTeams(literal, policy)) {
    const compared = `Compared with ${code('input.session.teams')}, which is a list and never equals a string.`;
    return paragraphs(tellTeam(text, { condition: undefined, use: '==' }, policy), compared);
  }
  if (text.includes('/')) return describeNetwork(text);
  const { account } = policy;
  const id = idIn(text);
  const key = id === undefined ? undefined : account?.key(id);
  if (key) return describeKey(key, policy);
  const space = text.includes('-') ? account?.space(text) : undefined;
  return account && space && describeSpace(space, account);
}

/** With the list itself, where one of its members is meant. */
function isComparedWithTeams(literal: Literal, { model }: OpenPolicy): boolean {
  const other = comparisonOf(literal)?.other;
  const values = other ? model.values.valuesOf(other) : [];
  return values.some((value) => value.kind === 'input' && value.path.join('.') === 'session.teams');
}
