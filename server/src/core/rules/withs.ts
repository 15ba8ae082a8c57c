/** `with input.… as …`: the input that is read there is not that of the login. */
import { clauseOf } from '../syntax/ancestors.ts';
import { loginRuleNamed } from '../policy/loginContract.ts';
import type { Clause, Expression, Parent, PolicyModel, WithModifier } from '../syntax/model.ts';
import type { Step } from '../syntax/values/value.ts';

/**
 * Whether what is read at a place, at a path below `input`, comes from a `with`: one around the place, or one around
 * whatever asks for the rule it is in.
 */
export function isReplaced(place: Parent, path: readonly Step[], model: PolicyModel): boolean {
  return hasWith(model) && isReplacedIn(place, path, model, new Set());
}

const withWord = new WeakMap<PolicyModel, boolean>();

/** Hardly any policy has one. */
function hasWith(model: PolicyModel): boolean {
  let has = withWord.get(model);
  if (has === undefined) withWord.set(model, (has = /\bwith\b/.test(model.text)));
  return has;
}

/** A chain of so many rules is not followed further. */
const TOO_DEEP = 100;

function isReplacedIn(place: Parent, path: readonly Step[], model: PolicyModel, seen: Set<Clause>): boolean {
  if (expressionsAround(place).some(({ withs }) => withs.some((each) => replaces(each, path)))) return true;
  const clause = clauseOf(place);
  if (!clause || seen.has(clause) || seen.size > TOO_DEEP || loginRuleNamed(clause.rule.name)) return false;
  seen.add(clause);
  const askers = model.referencesTo(clause.rule);
  return askers.length > 0 && askers.every((asker) => isReplacedIn(asker, path, model, seen));
}

function* ancestorsOf(place: Parent): Iterable<Parent> {
  for (let at: Parent | undefined = place; at; at = at.parent) yield at;
}

/** What is handed over by `with` is worked out before. */
function expressionsAround(place: Parent): readonly Expression[] {
  const around: Expression[] = [];
  let last: Parent = place;
  for (const at of ancestorsOf(place)) {
    const isExpression = at.kind === 'term' || at.kind === 'some' || at.kind === 'someIn' || at.kind === 'every';
    if (isExpression && last.kind !== 'with') around.push(at);
    last = at;
  }
  return around;
}

/** Above, at, or below the path. */
function replaces({ target }: WithModifier, path: readonly Step[]): boolean {
  if (target.kind !== 'reference' || target.target.kind !== 'input') return false;
  return target.target.path.every(({ constant }, index) => {
    const step = path[index];
    return index >= path.length || constant === undefined || step === undefined || constant === step;
  });
}
