/** What was assumed of the sessions, each assumption once. */
import type { MatrixAssumption } from '../../protocol/matrix.ts';
import type { Assumed } from '../simulation/belief.ts';
import { bypasses } from '../simulation/judgement.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Person } from './sessions.ts';

const BOTH_FORMS = "how a key's login looks is not documented for certain: both forms are looked at";
const ANYBODY = 'stands for anybody whom no policy names';

/** In the order of the document. Of a key that policies are not asked about, nothing. */
export function listAssumed(people: readonly Person[], models: readonly PolicyModel[]): MatrixAssumption[] {
  const asked = people.filter((person) => !bypasses(person));
  const all = asked.flatMap((person) => person.assumed.map((one) => ({ ...correct(one, person), person })));
  const groups = groupBy(all, ({ field, why }) => JSON.stringify([field, why]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { field, why, value } = first;
    const isSame = own.every((one) => JSON.stringify(one.value) === JSON.stringify(value));
    const isRead = models.some((model) => reachesInput(model, field));
    return [{ field, why, of: whose(own.map(({ person }) => person)), ...(isSame && { value }), isRead }];
  });
}

/** What is there in several forms, or stands for anybody, is so because a matrix looks at it so. */
function correct(assumed: Assumed, { subject }: Person): Assumed {
  if (assumed.field !== 'session.login') return assumed;
  if (subject.session.loginAs !== undefined) return { ...assumed, why: BOTH_FORMS };
  return subject.session.key === undefined ? { ...assumed, why: ANYBODY } : assumed;
}

function whose(people: readonly Person[]): MatrixAssumption['of'] {
  const keys = people.filter(({ subject }) => subject.kind === 'key').length;
  if (keys === people.length) return 'keys';
  return keys === 0 ? 'people' : 'everybody';
}
