/** Somebody with another value in a field of the session that policies compare: a name, an account, a stack. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Domain } from '../syntax/values/domains.ts';
import type { Candidate } from './candidate.ts';
import { listChains, type Chain } from './chains.ts';
import { isExact } from './exactTexts.ts';
import { describeFields } from './sessionFields.ts';
import { ascending } from '../ascending.ts';

type TextField = 'name' | 'idpSubject' | 'accountName' | 'stackId';
type Flag = 'admin' | 'machine';

const TEXTS: readonly { field: TextField; domain: Domain }[] = [
  { field: 'name', domain: 'personName' },
  { field: 'idpSubject', domain: 'idpSubject' },
  { field: 'accountName', domain: 'account' },
  { field: 'stackId', domain: 'stack' },
];
const FLAGS: readonly Flag[] = ['admin', 'machine'];

/** More make a matrix that nobody reads. */
const MOST_FIELDS = 32;

type Fields = Pick<SessionRequest, TextField | Flag>;

/** Each value by itself, with each named team, with all of them; and what one clause asks for together. */
export function listFields(models: readonly PolicyModel[]): { candidates: Candidate[]; untried: string[] } {
  const values = listValues(models);
  const teams = [...new Set(models.flatMap((model) => textsOf(model, 'team')))].sort();
  const lists = [[], ...teams.map((team) => [team]), ...(teams.length > 1 ? [teams] : [])];
  const mixed = lists.flatMap((own) => values.map((value) => ({ teams: own, ...value })));
  const asked = models.flatMap(listChains).flatMap(sessionOf).sort(compareTexts);
  const all = [...new Map([...asked, ...mixed].map((one) => [JSON.stringify(one), one])).values()];
  const left = all.length - MOST_FIELDS;
  return {
    candidates: all.slice(0, MOST_FIELDS).map(describe),
    untried: left > 0 ? [`${left} mixes of teams and of what policies ask of other fields of the session`] : [],
  };
}

function listValues(models: readonly PolicyModel[]): Fields[] {
  const texts = TEXTS.flatMap(({ field, domain }) =>
    [...new Set(models.flatMap((model) => textsOf(model, domain)))].sort().map((text): Fields => ({ [field]: text })),
  );
  const flags = FLAGS.filter((flag) => models.some((model) => reachesInput(model, `session.${flag}`)));
  return [...texts, ...flags.map((flag) => ({ [flag]: true }))];
}

/** Who meets what a clause asks for, where it asks for such a field: of what one condition lists, the first. */
function sessionOf({ wanted, fields }: Chain): SessionRequest[] {
  const asked: Fields = {};
  for (const { field, domain } of TEXTS) {
    const first = wanted.find((one) => one.domain === domain && typeof one.value === 'string' && one.value !== '');
    if (first) asked[field] = String(first.value);
  }
  for (const flag of FLAGS) if (fields.has(flag)) asked[flag] = true;
  if (Object.keys(asked).length === 0) return [];
  const byCondition = groupBy(
    wanted.filter((one) => isExact(one, 'team')),
    ({ condition }) => condition,
  );
  const teams = [...byCondition.values()].flatMap(([first]) => (first ? [String(first.value)] : []));
  const login = wanted.find((one) => isExact(one, 'login'))?.value;
  return [
    {
      ...(login !== undefined && { login: String(login) }),
      teams: [...new Set(teams)].sort(),
      ...asked,
    },
  ];
}

function describe(session: SessionRequest): Candidate {
  const { login, teams = [] } = session;
  const parts = [...teams.map((team) => `team ${team}`), ...describeFields(session)];
  return {
    kind: 'person',
    name: `${login ?? 'anybody'} with ${parts.join(', ')}`,
    origin: 'policy',
    sessions: [session],
  };
}

function compareTexts(one: unknown, other: unknown): number {
  return ascending(JSON.stringify(one), JSON.stringify(other));
}
