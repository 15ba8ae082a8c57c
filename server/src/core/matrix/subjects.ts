/** Who logs in, in a matrix: the account's keys and teams, whom the policies name, and whom somebody has chosen. */
import type { ChosenSessions } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { listCasings } from './casings.ts';
import { describeWhole } from './describedSubjects.ts';
import { listFields } from './fieldSubjects.ts';
import { describeChosenKey, listKeys } from './keySubjects.ts';
import { listNamedSessions, type NamedSessions } from './namedSessions.ts';
import { listMixes } from './mixedSubjects.ts';
import { listNamed } from './namedSubjects.ts';
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
  /** Whom scenarios name: left out where only those chosen are looked at. */
  readonly named?: NamedSessions | undefined;
}

export interface Subjects {
  readonly candidates: readonly Candidate[];
  /** Who can't log in, or is not known. */
  readonly leftOut: readonly string[];
  /** Who might come to something else, and is not tried. */
  readonly untried: readonly string[];
}

/**
 * Chosen ones first, then keys, whom the policies name, teams, anybody, whom scenarios name; each once, and in the same order whichever policy
 * comes first.
 * @throws {BadInput} for a chosen key that is none
 */
export function listSubjects(context: SubjectContext): Subjects {
  const { chosen, models, account } = context;
  const picked = listChosen(context);
  if (chosen.only === true && picked.length > 0) return { candidates: unique(picked), leftOut: [], untried: [] };
  const { keys, leftOut } = listKeys(context);
  const reported = account?.account.teams.items ?? [];
  const named = models.flatMap((model) => [...textsOf(model, 'team'), ...teamCasings(model, reported)]);
  const mixes = listMixes(context);
  const together = listTogether(models, account);
  const fields = listFields(context);
  const { candidates: inScenarios, leftOut: unnamed } = listNamedSessions(context.named ?? NOBODY, context);
  const people = [
    ...listNamed(models, account),
    ...listTeams(models, reported, 'account', account),
    ...listTeams(models, named, 'policy', account),
    ...listAnybody(models),
    ...mixes.candidates,
    ...together.candidates,
    ...fields.candidates,
  ];
  return {
    candidates: unique([...picked, ...keys, ...people, ...inScenarios]),
    leftOut: [...leftOut, ...unnamed],
    untried: [...mixes.untried, ...together.untried, ...fields.untried, ...describeUntriedLogins(models)],
  };
}

/** Where a team is reported that is written in some such way, that is the one. */
function teamCasings(model: PolicyModel, reported: readonly string[]): string[] {
  const known = new Set(reported.map((team) => team.trim().toLowerCase()));
  const { whole, fitting } = listCasings(model, 'team');
  return [...whole, ...fitting].filter((team) => !known.has(team.trim().toLowerCase()));
}

const NOBODY: NamedSessions = { sessions: [], leftOut: [] };

function listChosen(context: SubjectContext): Candidate[] {
  const { chosen, models, account } = context;
  const { keys = [], logins = [], teams = [], sessions = [] } = chosen;
  return [
    ...keys.map((key) => describeChosenKey(key, 'chosen', context)),
    ...logins.map((login): Candidate => ({ kind: 'person', name: login, origin: 'chosen', sessions: [{ login }] })),
    ...listTeams(models, teams, 'chosen', account),
    ...sessions.map((session) => describeWhole(session, 'chosen', context)),
  ];
}

/** The first of those who are alike: nobody is one of many whom a scenario names. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  const known = new Map<string, Candidate>();
  for (const one of candidates) {
    const who = identify(one);
    const before = known.get(who);
    if (before === undefined) known.set(who, one);
    else if (one.origin === 'scenario' && before.isCommon) known.set(who, { ...before, isCommon: false });
  }
  return [...known.values()];
}

/** The same text for whom no policy can tell apart: of a person, what is left out is what is taken where it is. */
function identify({ kind, name: called, sessions: [session = {}] }: Candidate): string {
  const { key, loginAs, login, teams, member, admin, machine, name, ...others } = session;
  const sorted = teams && [...new Set(teams)].sort();
  const { creatorIp, accountName, stackId, idpSubject } = others;
  const rest = [name, creatorIp, accountName, stackId, idpSubject];
  // Of a key that no account shows, nothing is known but the text that it logs in by.
  const isShown = key !== undefined && key !== called;
  if (isShown) return JSON.stringify([key, loginAs, sorted, member ?? true, admin, machine, ...rest]);
  const flags = [member ?? true, admin ?? false, machine ?? false];
  return JSON.stringify([kind === 'key' && key === undefined, key ?? login, sorted ?? [], ...flags, ...rest]);
}
