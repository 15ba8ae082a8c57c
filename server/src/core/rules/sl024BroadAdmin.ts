import type { Clause, PolicyModel, Span } from '../syntax/model.ts';
import { rootAdminClauses } from './logic/adminGrants.ts';
import { identityOf } from './logic/identity.ts';
import { wholeClauses } from './logic/readable.ts';
import { readingsOf } from './logic/readings.ts';
import { truthsOf } from './logic/truth.ts';
import { whyAlways } from './logic/whyAlways.ts';
import type { Problem, Rule } from './rule.ts';

/** Account-wide rights for whoever logs in, or for every member. */
export const rule: Rule<'SL024'> = {
  id: 'SL024',
  *check(context) {
    const { model } = context;
    const isWhole = wholeClauses(context);
    const admins = model
      .rulesNamed('admin')
      .filter(({ defines, head }) => defines === 'complete' && head.path.length === 0);
    const byRoot = rootAdminClauses(model).filter(({ isDefault }) => !isDefault);
    for (const clause of admins.filter(isWhole)) yield* check(clause, 'admin', model);
    for (const clause of byRoot.filter(isWhole)) yield* check(clause, 'root', model);
  },
};

/** What somebody gets, as the end of a sentence about them. */
const RIGHTS = {
  admin: 'becomes an administrator of the whole account',
  root: 'administers the space `root`, and so the whole account',
} as const;

/** Whom a clause speaks of, from the broadest. */
type Audience = 'anybody' | 'members' | 'others' | 'named';

function* check(clause: Clause, right: keyof typeof RIGHTS, model: PolicyModel): Iterable<Problem<'SL024'>> {
  const truth = right === 'admin' ? truthsOf(model).ofClause(clause) : 'sometimes';
  if (truth === 'never') return;
  const rights = RIGHTS[right];
  const audience = truth === 'always' ? 'anybody' : audienceOf(clause, model);
  const left = narrow(audience, right, model);
  if (left === 'named') return;
  const at: Span = clause.head.nameSpan;
  const why = truth === 'always' ? whyAlways(clause, model, truthsOf(model)) : undefined;
  if (why?.kind === 'collection')
    yield { at: why.at, message: 'collection', values: { text: why.text, type: why.type, rights } };
  else yield { at, message: left, values: { rights } };
}

function audienceOf(clause: Clause, model: PolicyModel): Audience {
  const asked = readingsOf(clause, model).map((reading) => ({ identity: identityOf(reading), ...reading }));
  const who = asked.filter(({ identity }) => identity === 'who');
  if (who.some(({ isNegated }) => !isNegated)) return 'named';
  if (who.length > 0) return 'others';
  return asked.some(({ identity, isNegated }) => identity === 'member' && !isNegated) ? 'members' : 'anybody';
}

/** Who is left of an audience after `deny` and `deny_admin` have refused everybody but some. */
function narrow(audience: Audience, right: keyof typeof RIGHTS, model: PolicyModel): Audience {
  // Whether `deny_admin` takes away what the space administrator's role on `root` gives is not documented.
  const refusals = model.rulesNamed(...(right === 'admin' ? ['deny', 'deny_admin'] : ['deny']));
  const spared = refusals
    .flatMap((clause) => readingsOf(clause, model))
    .filter(({ isNegated }) => isNegated)
    .map(identityOf);
  if (spared.includes('who')) return 'named';
  return audience === 'anybody' && spared.includes('member') ? 'members' : audience;
}
