import { hasComputedValue } from '../syntax/clauses.ts';
import type { Clause, PolicyModel, Term } from '../syntax/model.ts';
import { refusingClauses } from './logic/entry.ts';
import { identityOf } from './logic/identity.ts';
import { wholeClauses } from './logic/readable.ts';
import { ownReadings, readingsOf, type Reading } from './logic/readings.ts';
import { truthOf } from './logic/outcomes.ts';
import { truthsOf } from './logic/truth.ts';
import { whyAlways } from './logic/whyAlways.ts';
import type { Problem, Rule } from './rule.ts';

/** `allow` lets everybody in. */
export const rule: Rule<'SL025'> = {
  id: 'SL025',
  *check(context) {
    const { model } = context;
    const truths = truthsOf(model);
    for (const clause of model.rulesNamed('allow').filter(wholeClauses(context))) {
      const isPlain = clause.defines === 'complete' && clause.head.path.length === 0;
      const truth = isPlain ? truths.ofClause(clause) : 'never';
      const network = truth === 'sometimes' ? everyAddressIn(clause, model) : undefined;
      if (truth === 'always') yield tell(clause, model);
      else if (network && !sparesSome(model))
        yield { at: network.at, message: 'everyAddress', values: { network: network.text } };
      else if (truth === 'sometimes' && isForOthers(clause, model) && !sparesSome(model))
        yield { at: clause.head.nameSpan, message: 'others' };
    }
  },
};

function tell(clause: Clause, model: PolicyModel): Problem<'SL025'> {
  const why = whyAlways(clause, model, truthsOf(model));
  const { at } = why;
  if (why.kind === 'collection') return { at, message: 'collection', values: { text: why.text, type: why.type } };
  if (why.kind === 'emptyObject') return { at, message: 'emptyObject' };
  if (sparesSome(model)) return { at, message: 'unlessDenied' };
  return why.kind === 'present' ? { at, message: 'present', values: { text: why.text } } : { at, message: 'always' };
}

const EVERY_ADDRESS = new Set(['0.0.0.0/0', '::/0']);

/** The call by which a clause asks for any address there is, where it asks nothing else. */
function everyAddressIn(clause: Clause, model: PolicyModel): { at: Term; text: string } | undefined {
  const { body, elses } = clause;
  if (hasComputedValue(clause)) return undefined;
  const truths = truthsOf(model);
  const asked = (body?.expressions ?? []).filter((expression) => truths.ofExpression(expression) !== 'always');
  const [only, ...others] = asked;
  if (only?.kind !== 'term' || only.negated || others.length + elses.length + only.withs.length > 0) return undefined;
  const { term: at } = only;
  const [network] = at.kind === 'call' && at.name === 'net.cidr_contains' ? at.args : [];
  const text = network && model.values.constantOf(network);
  return typeof text === 'string' && EVERY_ADDRESS.has(text) ? { at, text } : undefined;
}

/** Whether nothing is asked but that it is not somebody who is named: `not input.session.login == "mallory"`. */
function isForOthers(clause: Clause, model: PolicyModel): boolean {
  if (clause.isDefault || clause.elses.length > 0 || hasComputedValue(clause)) return false;
  const truths = truthsOf(model);
  const decides = ({ at }: Reading): boolean => !isBare(at) || truthOf(truths.ofTerm(at)) !== 'always';
  const spares = (reading: Reading): boolean => reading.isNegated && identityOf(reading, model.values) === 'who';
  // What it asks itself is quickly seen.
  if (!ownReadings(clause, model).filter(decides).every(spares)) return false;
  const readings = readingsOf(clause, model).filter(decides);
  return readings.length > 0 && readings.every(spares);
}

/** A condition of its own. */
function isBare({ parent }: Term): boolean {
  return parent.kind === 'term';
}

/** Whether `deny` refuses everybody but some: then letting everybody in is the other half of it. */
function sparesSome(model: PolicyModel): boolean {
  const readings = refusingClauses(model, 'allow', 'deny').flatMap((clause) => readingsOf(clause, model));
  return readings.some((reading) => reading.isNegated && identityOf(reading, model.values) !== undefined);
}
