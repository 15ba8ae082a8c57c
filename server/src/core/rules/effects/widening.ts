/** Whether a change of what a test accepts can give somebody more than before, or less. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import { comparisonOf } from '../../syntax/ancestors.ts';
import type { Clause, Parent, PolicyModel, Reference, Rule } from '../../syntax/model.ts';
import type { FixEffect } from '../rule.ts';
import { isCallInside } from './outcome.ts';

/** Whether the test comes to hold more often, or less often. */
export type Change = 'more' | 'less';

/** Rules that take away what others give. */
const REFUSALS = new Set(['deny', 'deny_admin']);

/** Rules that give and take nothing. */
const IDLE = new Set(['flag', 'sample']);

/**
 * Whether the change may let somebody in, or give them more: through `not`, helper rules, functions and sets, up to the
 * rules that Spacelift reads. Where that isn't plain, it may.
 */
export function mayWiden(at: Parent, change: Change, model: PolicyModel): boolean {
  return new Climb(model).from(at, change);
}

/** What is to be said of a fix that makes such a change: nothing where it gives and takes nothing. */
export function sayChange(at: Parent, change: Change, model: PolicyModel): FixEffect {
  if (mayWiden(at, change, model)) return { unsafe: true };
  return mayWiden(at, opposite(change), model) ? { unsafe: true, narrows: true } : {};
}

class Climb {
  readonly #model: PolicyModel;
  readonly #seen = { more: new Set<Rule>(), less: new Set<Rule>() };

  constructor(model: PolicyModel) {
    this.#model = model;
  }

  /** Up to the clause, each `not` turning the change round. */
  from(at: Parent, change: Change): boolean {
    let now = change;
    for (let node = at, inner = at; ; inner = node, node = node.parent) {
      if (node.kind === 'clause') return this.#ofClause(node, now);
      if (node.kind === 'else' || node.kind === 'import' || node.kind === 'with') return true;
      if (node.kind === 'comprehension' && !isGathering(node.parent)) return true;
      if (node.kind === 'every' && node.collection === inner) return true;
      if (node.kind !== 'term' || !node.negated) continue;
      // Where it failed, `not` failed with it; where it didn't, it is turned round.
      if (isCallInside(at, node)) return true;
      now = opposite(now);
    }
  }

  #ofClause({ rule, elses, isDefault, defines }: Clause, change: Change): boolean {
    if (REFUSALS.has(rule.name)) return change === 'less';
    if (IDLE.has(rule.name)) return false;
    // More teams, or fewer: what they are worth is written elsewhere.
    if (elses.length > 0 || isDefault || rule.name === 'team') return true;
    if (loginRuleNamed(rule.name) && change === 'more') return true;
    return this.#ofRule(rule, change, defines === 'complete' || defines === 'function');
  }

  /** @param isAsked whether it holds; a set or map is asked for what is in it */
  #ofRule(rule: Rule, change: Change, isAsked: boolean): boolean {
    const seen = this.#seen[change];
    if (seen.has(rule)) return false;
    seen.add(rule);
    return this.#model.referencesTo(rule).some((reference) => {
      const isPlain = isAsked ? !isCompared(reference) : isLookedInto(reference);
      return !isPlain || this.from(reference, change);
    });
  }
}

function opposite(change: Change): Change {
  return change === 'more' ? 'less' : 'more';
}

/** Whether a comprehension only gathers what is then gone through: more in it is more to be found. */
function isGathering(parent: Parent): boolean {
  return parent.kind === 'someIn' || parent.kind === 'membership';
}

/** With true or false, or for being unequal: then more may be less. */
function isCompared(reference: Reference): boolean {
  const term = reference.parent.kind === 'call' ? reference.parent : reference;
  const { operation, other } = comparisonOf(term) ?? {};
  return operation?.operator === '!=' || other?.kind === 'boolean';
}

/** `x in members`, `some x in members`, `members[x]` as a condition: more members are more that meet it. */
function isLookedInto(reference: Reference): boolean {
  const { parent, path } = reference;
  if (parent.kind === 'membership' || parent.kind === 'someIn') return parent.collection === reference;
  return parent.kind === 'term' && path.length > 0;
}
