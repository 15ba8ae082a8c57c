/** Lists of teams that a policy tells apart: every mix of those it names, as long as there are few. */
import type { PolicyModel } from '../../syntax/model.ts';
import { limit, type Alternatives } from './alternatives.ts';
import { isReadOtherwise } from './otherReads.ts';
import { OTHER_TEXTS, TEXT_TESTS, textsOf } from './texts.ts';
import { counted } from '../../counted.ts';

/** So many teams have 128 mixes. */
const FEW = 7;
/** A team that no policy names. */
const ANOTHER_TEAM = 'another team';

type Teams = readonly string[];

/** `own`: the teams of the session, as assumed. */
export function otherTeams(model: PolicyModel, own: Teams): Alternatives<Teams> {
  const isOpen = isReadOtherwise(model, 'session.teams', TEXT_TESTS);
  const named = textsOf(model, 'team');
  const pool = [...new Set([...named, ...own, ...(isOpen ? [ANOTHER_TEAM] : [])])];
  const untried = isOpen ? { untried: OTHER_TEXTS } : {};
  if (pool.length <= FEW)
    return limit({ values: mixesOf(pool, own), what: describe(named, own, pool), ...untried }, own, keyOf);
  const all = {
    values: someMixesOf(pool, own),
    what: `${describe(named, own, pool)}: one or two of them more or less, all, and none`,
  };
  return limit({ ...all, untried: isOpen ? `other mixes; ${OTHER_TEXTS}` : 'other mixes of these teams' }, own, keyOf);
}

function describe(named: Teams, own: Teams, pool: Teams): string {
  if (pool.length === 0) return 'nothing else: the policy names no team';
  const names = [
    ...(named.length > 0 ? [`the ${counted(named.length, 'team')} it names`] : []),
    ...(own.some((team) => !named.includes(team)) ? ['its own'] : []),
    ...(pool.includes(ANOTHER_TEAM) ? ['another one'] : []),
  ];
  return `${pool.length <= FEW ? 'every mix of ' : ''}${names.join(' and ')}`;
}

/** All subsets of the pool, those that differ least from the session's own first. */
function mixesOf(pool: Teams, own: Teams): Teams[] {
  let changes: Teams[] = [[]];
  for (const team of pool) changes = [...changes, ...changes.map((change) => [...change, team])];
  return changes.sort((a, b) => a.length - b.length).map((change) => toggle(own, change));
}

function someMixesOf(pool: Teams, own: Teams): Teams[] {
  const ones = pool.map((team) => toggle(own, [team]));
  const twos = pool.flatMap((team, index) => pool.slice(index + 1).map((other) => toggle(own, [team, other])));
  return [...ones, pool, [], ...twos];
}

/** The teams with each of the change's taken away where it is there, and added where it is not. */
function toggle(teams: Teams, change: Teams): Teams {
  return [...teams.filter((team) => !change.includes(team)), ...change.filter((team) => !teams.includes(team))];
}

function keyOf(teams: Teams): string {
  return JSON.stringify([...teams].sort());
}
