/** The teams that a login can bring. */
import type { Inventory } from '../../account/inventory.ts';
import { knowledgeOf } from './knownPart.ts';
import type { NamedText } from './namedTexts.ts';
import { asCompared } from './rewrites.ts';

export interface KnownTeams {
  /** As they are written: those that people have brought, and the groups of API keys. */
  readonly names: readonly string[];
  /** `some`: there may be more that this account does not show. */
  readonly known: 'all' | 'some';
}

/** Undefined where no team is known: then none is worth a word. */
export function knownTeams({ account }: Inventory): KnownTeams | undefined {
  const known = knowledgeOf(account.teams);
  const ofKeys = account.apiKeys.items.flatMap(({ deleted, teams }) => (deleted ? [] : teams));
  return known && { known, names: [...new Set([...account.teams.items, ...ofKeys])] };
}

/** Whether one of the teams is what the text asks for. */
export function isKnownTeam({ text, uses }: NamedText, { names }: KnownTeams): boolean {
  return names.some((name) => {
    return name === text || uses.some(({ condition }) => asCompared(name, condition?.subject) === text);
  });
}

/** The teams that differ from the text in nothing but case and what is between the words (`data-engineering`). */
export function teamsSpelt(text: string, { names }: KnownTeams): readonly string[] {
  return names.filter((name) => spell(name) === spell(text));
}

function spell(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}
