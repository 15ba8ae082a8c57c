import type { Problem } from '../rules/rule.ts';
import type { Clause, Expression, PolicyModel, Rule } from '../syntax/model.ts';
import { describeSession } from './describeSession.ts';
import { isExplained } from './explained.ts';
import { countSessions, neverFiring, noLongerFiring } from './neverFiring.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedContext, SimulatedRule } from './rule.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';
import { tellEnd } from './toCome.ts';
import { findNobody } from './sl053NobodyEnters.ts';

/** A clause that no known login fires, or none any more. */
export const rule: SimulatedRule<'SL050'> = {
  id: 'SL050',
  *check(context) {
    const { policy } = context;
    const dead = new Set(neverFiring(policy));
    const toldElsewhere = findNobody(context) ? ENTRY : NONE;
    for (const clause of dead) {
      if (toldElsewhere.has(clause.rule.name) || isExplained([clause], context)) continue;
      const stop = context.stops.get(clause);
      if (stop && asksDead(stop.expression, dead, policy.model)) continue;
      yield tell(clause, context);
    }
    for (const clause of noLongerFiring(policy)) {
      if (toldElsewhere.has(clause.rule.name) || isExplained([clause], context)) continue;
      yield tellOver(clause, policy);
    }
  },
};

const ENTRY: ReadonlySet<string> = new Set(['allow', 'admin']);
const NONE: ReadonlySet<string> = new Set();

/** Whether it asks for a rule of which no clause fires either: that is told there. */
function asksDead(expression: Expression, dead: ReadonlySet<Clause>, model: PolicyModel): boolean {
  const asked = model.references.filter(
    (reference) => expression.from <= reference.from && reference.to <= expression.to,
  );
  const isDead = ({ clauses }: Rule): boolean => clauses.every((clause) => dead.has(clause));
  return asked.some(({ target }) => target.kind === 'rule' && isDead(target.rule));
}

function tell(clause: Clause, { policy, stops }: SimulatedContext): Problem<'SL050'> {
  const { model } = policy;
  const { expression, session } = stops.get(clause) ?? {};
  const who = session && describeSession(session, policy);
  return {
    at: placeOf(clause, model),
    message: 'never',
    values: { count: countSessions(policy), hint: who === undefined ? '' : ` The furthest: ${who}.` },
    ...(expression && {
      related: [{ at: expression, message: who === undefined ? 'None meets this.' : 'The furthest stops here.' }],
    }),
  };
}

function tellOver(clause: Clause, policy: SimulatedPolicy): Problem<'SL050'> {
  const end = tellEnd(policy, ({ fired }) => fired.has(clause));
  return {
    at: placeOf(clause, policy.model),
    message: 'over',
    values: { count: countSessions(policy), since: end === undefined ? '' : `, since ${end}` },
  };
}
