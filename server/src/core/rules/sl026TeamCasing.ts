import { isKnownTeam, knownTeams, teamsSpelt } from './names/knownTeams.ts';
import { isCompared, relatedUses, textsNaming } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Rule } from './rule.ts';

/** A team in another spelling than the identity provider's. */
export const rule: Rule<'SL026'> = {
  id: 'SL026',
  *check(context) {
    const teams = context.account && knownTeams(context.account);
    if (!teams) return;
    for (const named of textsNaming('team', context, isCompared)) {
      const { text, literal, uses } = named;
      // How a team is spelt doesn't matter where the policy spells it anew.
      const isPlain = uses.some(({ condition }) => condition?.subject.kind === 'input');
      const meant = isPlain && !isKnownTeam(named, teams) ? teamsSpelt(text, teams) : [];
      if (meant.length === 0) continue;
      yield {
        at: literal,
        message: 'spelling',
        values: { team: meant.map((name) => `"${name}"`).join(' or ') },
        related: relatedUses(named),
        fixes: meant.flatMap((name) => replaceText(named, [name], context.model)),
      };
    }
  },
};
