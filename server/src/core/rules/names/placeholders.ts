/** Names that documentation uses where a name of the account belongs. */
import type { Inventory } from '../../account/inventory.ts';
import type { NamedText } from './namedTexts.ts';

/** In lower case, words separated by `-`. */
const COPIED = {
  role: /^(?:.+-)?role-(?:slug|id|name)$/,
  space: /^(?:.+-)?space-(?:id|name)$/,
  login: /^(?:api::)?(?:.+-)?(?:api-?)?key-(?:id|name)$/,
  team: /^(?:.+-)?team-(?:id|name|slug)$/,
} as const;

/** Of any kind: `<space>`, `your-team`, `CHANGEME`. */
const ANYWHERE = /^(?:api::)?(?:<.+>|your-.+|x{3,}|todo|change-?me)$/;

/** Whether a text is copied from documentation, unless the account has something of that name. */
export function isPlaceholder({ domain, text }: Pick<NamedText, 'domain' | 'text'>, account?: Inventory): boolean {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return (COPIED[domain].test(words) || ANYWHERE.test(words)) && !isThere(domain, text, account);
}

function isThere(domain: NamedText['domain'], text: string, account: Inventory | undefined): boolean {
  switch (domain) {
    case 'role':
      return account?.role(text) !== undefined;
    case 'space':
      return account?.space(text) !== undefined;
    case 'login':
      return account !== undefined && account.findKey(text).kind !== 'unknown';
    case 'team':
      return account?.account.teams.items.includes(text) ?? false;
  }
}
