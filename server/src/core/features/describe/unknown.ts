/** What an account does not have, as far as it can tell; and how old what it tells is. */
import type { Part } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { knowledgeOf } from '../../rules/names/knownPart.ts';
import { code, plain } from './markdown.ts';
import { dayAndAge } from './time.ts';

type PartName = 'roles' | 'spaces' | 'apiKeys' | 'teams';

const WORDS: Readonly<Record<PartName, { readonly one: string; readonly many: string }>> = {
  roles: { one: 'role with the slug', many: 'roles' },
  spaces: { one: 'space with the id', many: 'spaces' },
  apiKeys: { one: 'API key with the id or name', many: 'API keys' },
  teams: { one: 'login or API key brought the team', many: 'teams' },
};

/** Where a fact is from: `Account demo · roles read 2026-11-02 06:00 UTC, 3 days ago`. Markdown. */
export function tellSource({ account }: Inventory, part: PartName, now: bigint): string {
  return `*Account ${plain(account.name)} · ${readWhen(account[part], WORDS[part].many, now)}*`;
}

/**
 * That the account does not have it; or, where it can't be sure, why not. Markdown.
 * @param nearest what may be meant, in Markdown
 */
export function tellUnknown(
  text: string,
  part: PartName,
  { account }: Inventory,
  now: bigint,
  nearest: readonly string[],
): string {
  const name = plain(account.name);
  const { one, many } = WORDS[part];
  const { state, reason } = account[part];
  const known = knowledgeOf(account[part]);
  const why = reason === undefined ? state : plain(reason);
  if (!known)
    return `Which ${many} the account ${name} has is not known here (${state === 'complete' ? 'none are listed' : why}).`;
  const hint = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
  const when = readWhen(account[part], many, now);
  if (known === 'some')
    return `${code(text)} is not among the ${many} that the account ${name} shows (${why}; ${when}).${hint}`;
  if (part === 'teams') return `No ${one} ${code(text)} so far, by the account ${name} (${when}).${hint}`;
  return `The account ${name} has no ${one} ${code(text)} (${when}).${hint}`;
}

function readWhen({ at }: Part<unknown>, many: string, now: bigint): string {
  return `${many} read ${dayAndAge(at, now)}`;
}
