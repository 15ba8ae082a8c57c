import type { Space } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { splitSpaceId } from '../account/ulid.ts';
import { remembered } from '../remembered.ts';
import { append } from '../syntax/multimap.ts';
import { knowledgeOf } from './names/knownPart.ts';
import { askMeant } from './names/meant.ts';
import { relatedUses, textsNaming } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Rule } from './rule.ts';
import { isSpaceId } from './sl003SpaceNotId.ts';

/** How many spaces are offered instead. */
const MOST_OFFERED = 3;

/** What has the shape of a space's id, and is none of the account's. */
export const rule: Rule<'SL004'> = {
  id: 'SL004',
  *check(context) {
    const { account, model } = context;
    const known = account && knowledgeOf(account.account.spaces);
    if (!account || !known) return;
    for (const named of textsNaming('space', context)) {
      const { text, literal } = named;
      const parts = splitSpaceId(text);
      // Another spelling of an id is SL003's.
      if (!parts || !isSpaceId(text) || account.space(text)) continue;
      const meant = spacesLike(parts, account)
        .slice(0, MOST_OFFERED)
        .map(({ id }) => id);
      const hint = askMeant(meant);
      yield {
        at: literal,
        message: known === 'all' ? 'unknown' : 'unlisted',
        values: { text, hint },
        related: relatedUses(named),
        fixes: meant.flatMap((id) => replaceText(named, [id], model)),
      };
    }
  },
};

/** Those with the same ULID, else those whose id or name begins the same way. */
function spacesLike({ name, ulid }: { name: string; ulid: string }, account: Inventory): readonly Space[] {
  const { byUlid, byName } = indexSpaces(account);
  return byUlid.get(ulid.toUpperCase()) ?? byName.get(name) ?? [];
}

const indexSpaces = remembered(({ account }: Inventory) => {
  const byUlid = new Map<string, Space[]>();
  const byName = new Map<string, Space[]>();
  for (const space of account.spaces.items) {
    const parts = splitSpaceId(space.id);
    if (parts) append(byUlid, parts.ulid.toUpperCase(), space);
    for (const name of new Set([space.name, parts?.name])) if (name !== undefined) append(byName, name, space);
  }
  return { byUlid, byName };
});
