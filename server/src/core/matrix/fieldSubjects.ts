/** Somebody with another value in a field of the session that policies compare: a name, an account, a stack. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Domain } from '../syntax/values/domains.ts';
import type { Candidate } from './candidate.ts';
import { describeWhole } from './describedSubjects.ts';
import type { SubjectContext } from './subjects.ts';

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

/** Each value by itself, with each named team, with all of them. */
export function listFields(context: SubjectContext): { candidates: Candidate[]; untried: string[] } {
  const { models } = context;
  const values = listValues(models);
  const teams = [...new Set(models.flatMap((model) => textsOf(model, 'team')))].sort();
  const lists = [[], ...teams.map((team) => [team]), ...(teams.length > 1 ? [teams] : [])];
  const all = lists.flatMap((own) => values.map((value) => ({ teams: own, ...value })));
  const left = all.length - MOST_FIELDS;
  return {
    candidates: all.slice(0, MOST_FIELDS).map((session) => describeWhole(session, 'policy', context)),
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
