import type { Inventory } from '../../account/inventory.ts';
import { code, list, paragraphs, plain, row } from './markdown.ts';

/** A team or group: where it is known from. Markdown. */
export function describeTeam(name: string, { account }: Inventory): string {
  const isReported = account.teams.items.includes(name);
  const keys = account.apiKeys.items.filter(({ teams, deleted }) => !deleted && teams.includes(name));
  const facts = [
    ...(isReported ? ['Reported by the identity provider at logins'] : []),
    ...(keys.length > 0 ? [`Group of ${row(keys.map((key) => plain(key.name)))}`] : []),
  ];
  return paragraphs(`**${plain(name)}** · team ${code(name)}`, list(facts));
}
