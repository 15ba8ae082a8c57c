/** The teams that a login can bring. */
import type { Inventory } from '../../account/inventory.ts';
import { NearestNames } from '../../policy/nearestName.ts';
import { remembered } from '../../remembered.ts';
import { groupBy } from '../../syntax/multimap.ts';
import { ComparedTexts } from './comparedTexts.ts';
import { knowledgeOf } from './knownPart.ts';
import type { NamedText } from './namedTexts.ts';
import { spell } from './spelling.ts';

export interface KnownTeams {
  /** As they are written: those that people have brought, and the groups of API keys. */
  readonly names: ComparedTexts<string>;
  /** `some`: there may be more that this account does not show. */
  readonly known: 'all' | 'some';
}

/** Undefined where no team is known: then none is worth a word. */
export const knownTeams = remembered(({ account }: Inventory): KnownTeams | undefined => {
  const known = knowledgeOf(account.teams);
  if (!known) return undefined;
  const ofKeys = account.apiKeys.items.flatMap(({ deleted, teams }) => (deleted ? [] : teams));
  const names = [...new Set([...account.teams.items, ...ofKeys])];
  return { names: new ComparedTexts(names, (name) => name), known };
});

/** Whether one of the teams is what the text asks for. */
export function isKnownTeam({ text, uses }: NamedText, { names }: KnownTeams): boolean {
  return names.find([text], [undefined, ...uses.map(({ condition }) => condition?.subject)]).length > 0;
}

/** The teams that differ from the text in nothing but case and what is between the words (`data-engineering`). */
export function teamsSpelt(text: string, teams: KnownTeams): readonly string[] {
  return bySpelling(teams).get(spell(text)) ?? [];
}

const bySpelling = remembered(({ names }: KnownTeams) => groupBy(names.items, spell));

/** The teams that a slip of the fingers makes out of the text. */
export function teamsNear(text: string, teams: KnownTeams): readonly string[] {
  return indexOf(teams).of(text);
}

const indexOf = remembered(({ names }: KnownTeams) => new NearestNames(names.items));
