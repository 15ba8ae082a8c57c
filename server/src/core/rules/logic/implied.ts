/** Whether what a clause asks implies that another rule holds. */
import type { Clause, Expression, Rule } from '../../syntax/model.ts';
import { OWN_NAMES, sayExpression } from './canonical.ts';

/** Whether the rule surely holds wherever the clause fires: it asks for it, or for all that one of its clauses asks. */
export function implies(clause: Clause, rule: Rule): boolean {
  const asked = demandsOf(clause);
  return asked.has(rule.name) || isMet(rule, asked, new Set());
}

/** What the clause asks, and what the helper rules with one clause ask that it asks for. */
function demandsOf(first: Clause): ReadonlySet<string> {
  const asked = new Set<string>();
  const clauses = new Set([first]);
  // The iteration sees what is added on the way.
  for (const clause of clauses) {
    for (const expression of clause.body?.expressions ?? []) {
      asked.add(sayExpression(expression, OWN_NAMES));
      const [only, ...others] = clausesOf(helperOf(expression));
      if (only && others.length === 0) clauses.add(only);
    }
  }
  return asked;
}

/** A chain of so many helper rules is not followed further. */
const TOO_DEEP = 100;

function isMet(rule: Rule, asked: ReadonlySet<string>, tried: Set<Rule>): boolean {
  if (tried.has(rule) || tried.size > TOO_DEEP) return false;
  tried.add(rule);
  return clausesOf(rule).some(({ body }) =>
    (body?.expressions ?? []).every((expression) => {
      const helper = helperOf(expression);
      return asked.has(sayExpression(expression, OWN_NAMES)) || (helper !== undefined && isMet(helper, asked, tried));
    }),
  );
}

/** The rule that an expression asks for and nothing else. */
export function helperOf(expression: Expression): Rule | undefined {
  if (expression.kind !== 'term' || expression.negated || expression.withs.length > 0) return undefined;
  const target = expression.term.kind === 'reference' ? expression.term.target : undefined;
  return target?.kind === 'rule' && target.path.length === 0 ? target.rule : undefined;
}

/** Those that make it true: of one value, without else branches. */
function clausesOf(rule: Rule | undefined): readonly Clause[] {
  const clauses = rule?.clauses.filter(({ isDefault }) => !isDefault) ?? [];
  const isPlain = clauses.every(({ defines, head, elses }) => {
    const isTrue = head.value === undefined || (head.value.kind === 'boolean' && head.value.value);
    return defines === 'complete' && head.path.length === 0 && elses.length === 0 && isTrue;
  });
  return isPlain ? clauses : [];
}
