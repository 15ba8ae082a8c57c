/** Whom a clause that decides is about, as far as its constants tell. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { textsMeant } from '../simulation/alternatives/texts.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Domain } from '../syntax/values/domains.ts';
import type { Meaning } from '../syntax/values/meanings.ts';
import type { Chain } from './chains.ts';
import { isExact } from './exactTexts.ts';

/** A part of a session. `teams` are sorted; missing where none is asked for. */
export type Wish = Omit<SessionRequest, 'key' | 'loginAs' | 'ip' | 'at' | 'input'>;

const FIELDS: readonly { field: 'name' | 'idpSubject' | 'accountName' | 'stackId'; domain: Domain }[] = [
  { field: 'name', domain: 'personName' },
  { field: 'idpSubject', domain: 'idpSubject' },
  { field: 'accountName', domain: 'account' },
  { field: 'stackId', domain: 'stack' },
];
const FLAGS = ['admin', 'machine'] as const;

/** Who meets the clause: as a member, and where it may ask for who is none, also as such. */
export function wishesOf(chain: Chain, model: PolicyModel): Wish[] {
  const { wanted, fields } = chain;
  const members: Wish[] = chain.asksOutsider ? [{}, { member: false }] : [{}];
  const flags = Object.fromEntries(FLAGS.filter((flag) => fields.has(flag)).map((flag) => [flag, true]));
  return withConstants(wanted, model).flatMap((wish) => members.map((member) => ({ ...wish, ...member, ...flags })));
}

/** Who has what keeps the clause from firing, one reason at a time. */
export function exceptionsOf(chain: Chain, model: PolicyModel): Wish[] {
  const outsiders: Wish[] = readsMember(chain) ? [{ member: false }] : [];
  return [...chain.missed.flatMap((together) => withConstants(together, model)), ...outsiders];
}

function readsMember({ fields }: Chain): boolean {
  return fields.has('member') || fields.has('*');
}

/**
 * With each login that is named whole, and with each list of teams: of conditions that list several teams, all take their first but one,
 * which takes each. Of other fields the first.
 */
function withConstants(meanings: readonly Meaning[], model: PolicyModel): Wish[] {
  // Whoever stands for a part of a login has it as one of several ways to log in (`peopleSubjects.ts`).
  const named = meanings.filter((one) => isExact(one, 'login')).map(({ value }) => String(value));
  const logins = [...new Set(named)];
  const fields = FIELDS.flatMap(({ field, domain }) =>
    textsMeant(meanings, domain, model)
      .slice(0, 1)
      .map((text) => [field, text]),
  );
  const others = Object.fromEntries(fields) as Wish;
  return (logins.length === 0 ? [undefined] : logins).flatMap((login) =>
    teamsOf(meanings, model).map((teams) => ({
      ...(login !== undefined && { login }),
      ...(teams.length > 0 && { teams }),
      ...others,
    })),
  );
}

function teamsOf(meanings: readonly Meaning[], model: PolicyModel): string[][] {
  const own = meanings.filter(({ domain }) => domain === 'team');
  const options = [...groupBy(own, ({ condition }) => condition).values()].map((part) =>
    textsMeant(part, 'team', model),
  );
  const first = options.flatMap(([one]) => one ?? []);
  const others = options.flatMap(([one, ...rest]) =>
    rest.map((team) => [...first.filter((other) => other !== one), team]),
  );
  return [first, ...others].map((teams) => [...new Set(teams)].sort());
}

/** Who has both; undefined where nobody can. */
export function unite(one: Wish, other: Wish): Wish | undefined {
  const isAgreed = Object.entries(one).every(([field, value]) => {
    const second = other[field as keyof Wish];
    return field === 'teams' || second === undefined || second === value;
  });
  if (!isAgreed) return undefined;
  const teams = [...new Set([...(one.teams ?? []), ...(other.teams ?? [])])].sort();
  const { login, member, ...rest } = { ...one, ...other };
  // In one order, so that two that are the same read the same.
  return {
    ...(login !== undefined && { login }),
    ...rest,
    ...(teams.length > 0 && { teams }),
    ...(member !== undefined && { member }),
  };
}

/** Whether the one has all that the other has. */
export function includes(one: Wish, other: Wish): boolean {
  const both = unite(one, other);
  return both !== undefined && JSON.stringify(both) === JSON.stringify(unite(one, {}));
}
