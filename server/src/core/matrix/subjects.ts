/** Who logs in, in a matrix: the account's keys and teams, whom the policies name, and whom somebody has chosen. */
import type { ChosenSessions } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { listCrossed } from './crossedSubjects.ts';
import { listFields } from './fieldSubjects.ts';
import { listChosenKeys, listKeys } from './keySubjects.ts';
import { listMixes, listNamed } from './namedSubjects.ts';
import { describeUntriedLogins, listAnybody, listTeams } from './peopleSubjects.ts';
import { listTogether } from './togetherSubjects.ts';

export interface SubjectContext {
  readonly models: readonly PolicyModel[];
  readonly account: Inventory | undefined;
  /** Nanoseconds since 1970: to tell which keys have expired. */
  readonly now: bigint;
  /** How a key's login is written, where somebody has settled it. */
  readonly keyLogin: 'id' | 'name' | undefined;
  readonly chosen: ChosenSessions;
}

export interface Subjects {
  readonly candidates: readonly Candidate[];
  /** Who can't log in, or is not known. */
  readonly leftOut: readonly string[];
  /** Who might come to something else, and is not tried. */
  readonly untried: readonly string[];
}

/**
 * Chosen ones first, then keys, whom the policies name, teams, anybody; each once, and in the same order whichever policy
 * comes first.
 * @throws {BadInput} for a chosen key that is none
 */
export function listSubjects(context: SubjectContext): Subjects {
  const { chosen, models, account } = context;
  const picked = listChosen(context);
  if (chosen.only === true && picked.length > 0) return { candidates: unique(picked), leftOut: [], untried: [] };
  const { keys, leftOut } = listKeys(context);
  const reported = account?.account.teams.items ?? [];
  const named = models.flatMap((model) => textsOf(model, 'team'));
  const { crossed, leftOut: uncrossed } = listCrossed(models, account);
  const together = listTogether(models, account);
  const fields = listFields(models);
  const people = [
    ...listNamed(models, account),
    ...listTeams(models, reported, 'account', account),
    ...listTeams(models, named, 'policy', account),
    ...listAnybody(models),
    ...listMixes(models, account),
    ...crossed,
    ...together.candidates,
    ...fields.candidates,
  ];
  return {
    candidates: unique([...picked, ...keys, ...people]),
    leftOut,
    untried: [...uncrossed, ...together.untried, ...fields.untried, ...describeUntriedLogins(models)],
  };
}

function listChosen({ chosen, models, ...context }: SubjectContext): Candidate[] {
  const { keys = [], logins = [], teams = [] } = chosen;
  return [
    ...listChosenKeys(keys, { ...context, chosen, models }),
    ...logins.map((login): Candidate => ({ kind: 'person', name: login, origin: 'chosen', sessions: [{ login }] })),
    ...listTeams(models, teams, 'chosen', context.account),
  ];
}

/** The first of those who are alike. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  const known = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = JSON.stringify([one.kind, one.sessions[0]]);
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}
