import { isKnownTeam, knownTeams, teamsNear, teamsSpelt } from './names/knownTeams.ts';
import { askMeant } from './names/meant.ts';
import { isCompared, relatedUses, textsNaming } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Rule } from './rule.ts';

/** A team that nobody has logged in with. */
export const rule: Rule<'SL027'> = {
  id: 'SL027',
  *check(context) {
    const teams = context.account && knownTeams(context.account);
    if (!teams) return;
    for (const named of textsNaming('team', context, isCompared)) {
      const { text, literal } = named;
      if (isKnownTeam(named, teams) || teamsSpelt(text, teams).length > 0) continue;
      const nearest = teamsNear(text, teams);
      yield {
        at: literal,
        message: teams.known === 'all' ? 'unknown' : 'unlisted',
        values: { team: text, hint: askMeant(nearest) },
        related: relatedUses(named),
        fixes: nearest.flatMap((name) => replaceText(named, [name], context.model)),
      };
    }
  },
};
