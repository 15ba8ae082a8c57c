import { comparisonOf } from '../syntax/ancestors.ts';
import { hasComputedValue } from '../syntax/clauses.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { rootAdminClauses } from './logic/adminGrants.ts';
import { contradictsItself } from './logic/contradictions.ts';
import { refusingClauses } from './logic/entry.ts';
import { identityOf, type Identity } from './logic/identity.ts';
import { kindAsked, type Kind } from './logic/kinds.ts';
import { wholeClauses } from './logic/readable.ts';
import { readingsOf, type Reading } from './logic/readings.ts';
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
    yield* check(admins.filter(isWhole), 'admin', model);
    yield* check(byRoot.filter(isWhole), 'root', model);
  },
};

/** What somebody gets, as the end of a sentence about them. */
const RIGHTS = {
  admin: 'becomes an administrator of the whole account',
  root: 'administers the space `root`, and so the whole account',
} as const;

/** Whom a clause speaks of, from the broadest. */
type Audience = 'anybody' | 'members' | 'outsiders' | 'kind' | 'others' | 'named';

function* check(
  clauses: readonly Clause[],
  right: keyof typeof RIGHTS,
  model: PolicyModel,
): Iterable<Problem<'SL024'>> {
  if (clauses.length === 0) return;
  const truths = truthsOf(model);
  const spared = sparedBy(right, model);
  for (const clause of clauses) {
    const truth = right === 'admin' ? truths.ofClause(clause) : 'sometimes';
    const left = narrow(truth === 'always' ? 'anybody' : audienceOf(clause, model), spared);
    if (truth === 'never' || left === 'named' || contradictsItself(clause, model)) continue;
    if (truth !== 'always' && right === 'admin' && hasComputedValue(clause)) continue;
    const why = truth === 'always' ? whyAlways(clause, model, truths) : undefined;
    const values = { rights: RIGHTS[right] };
    if (why?.kind === 'collection') {
      yield { at: why.at, message: 'collection', values: { ...values, text: why.text, type: why.type } };
    } else if (left === 'kind') {
      yield { at: clause.head.nameSpan, message: 'kind', values: { ...values, who: KINDS[kindOf(clause, model)] } };
    } else yield { at: clause.head.nameSpan, message: left, values };
  }
}

function audienceOf(clause: Clause, model: PolicyModel): Audience {
  // The other clauses say who is not.
  if (clause.isDefault) return 'others';
  const asked = readingsOf(clause, model).map((reading) => ({
    identity: identityOf(reading, model.values),
    ...reading,
  }));
  const who = asked.filter(({ identity }) => identity === 'who');
  if (who.some(({ isNegated }) => !isNegated)) return 'named';
  if (who.length > 0) return 'others';
  if (asked.some(({ identity }) => identity === 'kind')) return 'kind';
  const [member, ...others] = new Set(asked.flatMap((one) => (one.identity === 'member' ? [asksForNot(one)] : [])));
  if (member === undefined) return 'anybody';
  return member && others.length === 0 ? 'outsiders' : 'members';
}

/** `not input.session.member`, `input.session.member == false`. */
function asksForNot({ at, isNegated }: Reading): boolean {
  const { other } = comparisonOf(at) ?? {};
  return isNegated !== (other?.kind === 'boolean' && !other.value);
}

/** Logins of a kind, as the subject of a sentence. */
const KINDS: Readonly<Record<Kind, string>> = {
  key: 'every API key',
  person: 'everybody but API keys',
  inTeam: 'whoever is in any team',
  nothing: 'whoever logs in',
};

/** The first that the clause asks for. */
function kindOf(clause: Clause, model: PolicyModel): Kind {
  const kinds = readingsOf(clause, model).map((reading) => kindAsked(reading, model.values));
  return kinds.find((kind) => kind !== undefined && kind !== 'nothing') ?? 'nothing';
}

/** What `deny` and `deny_admin` ask about those whom they spare. */
function sparedBy(right: keyof typeof RIGHTS, model: PolicyModel): ReadonlySet<Identity> {
  // Whether `deny_admin` takes away what the space administrator's role on `root` gives is not documented.
  const rules = right === 'admin' ? (['deny', 'deny_admin'] as const) : (['deny'] as const);
  const refusals = refusingClauses(model, 'admin', ...rules);
  const readings = refusals.flatMap((clause) => readingsOf(clause, model));
  return new Set(readings.filter(asksForNot).map((reading) => identityOf(reading, model.values)));
}

/** Who is left of an audience after everybody but those who are spared has been refused. */
function narrow(audience: Audience, spared: ReadonlySet<Identity>): Audience {
  if (spared.has('who') || spared.has('kind') || (audience === 'outsiders' && spared.has('member'))) return 'named';
  return audience === 'anybody' && spared.has('member') ? 'members' : audience;
}
