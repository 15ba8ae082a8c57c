/** Where a clause of a rule that Spacelift reads is of another type than that. */
import type { LoginRuleType } from '../../policy/loginContract.ts';
import type { Kind } from '../../policy/resultKinds.ts';
import type { Clause, PolicyModel, Span, Term } from '../../syntax/model.ts';
import { kindOf, sayKind } from './kinds.ts';

export interface Mismatch {
  readonly clause: Clause;
  readonly at: Span;
  /** A noun phrase. */
  readonly actual: string;
  /** What of the rule it is, where not the whole, with a verb: `a member is`. */
  readonly inside?: string;
  /** What is read is of the right type, or may be: only that it is given as one value may clash with what Spacelift has. */
  readonly isGivenWhole?: true;
}

/** At most one for a place: of several the outermost. */
export function findMismatch(clause: Clause, type: LoginRuleType, model: PolicyModel): readonly Mismatch[] {
  const shape = shapeOf(clause);
  if (shape === 'value' && type !== 'boolean' && clause.head.value) return judgeWhole(clause, type, model);
  if (shape !== (type === 'boolean' ? 'value' : type)) {
    return [{ clause, at: clause.head.nameSpan, actual: SHAPES[shape] }];
  }
  if (type === 'boolean') return valuesOf(clause).flatMap((value) => judge(value, ['boolean'], clause, model));
  if (type === 'set') return judgeMember(clause, 'a member is', model);
  return judgeMap(clause, model);
}

const SHAPES = {
  value: 'one value, given as a whole',
  set: 'a set',
  map: 'a map',
  function: 'a function',
} as const;

function shapeOf({ defines, head }: Clause): keyof typeof SHAPES {
  if (defines === 'complete') return head.path.length > 0 ? 'map' : 'value';
  if (defines === 'set') return head.path.length > 0 ? 'map' : 'set';
  return defines;
}

/** `team := {"a"}`, `roles := {"root": {"a"}}`. */
function judgeWhole(clause: Clause, type: 'set' | 'map', model: PolicyModel): readonly Mismatch[] {
  const wrong = valuesOf(clause).flatMap((value) => judge(value, [type === 'set' ? 'set' : 'object'], clause, model));
  if (wrong.length > 0) return wrong;
  return [{ clause, at: clause.head.nameSpan, actual: SHAPES.value, isGivenWhole: true }];
}

function valuesOf({ head, elses }: Clause): Term[] {
  return [head.value, ...elses.map(({ value }) => value)].filter((value) => value !== undefined);
}

function judgeMember(clause: Clause, inside: string, model: PolicyModel): readonly Mismatch[] {
  const { key } = clause.head;
  return key ? judge(key, ['string'], clause, model, inside) : [];
}

/** `roles[space] contains slug`, `roles[space][slug]`, `roles[space] := {slug}`. */
function judgeMap(clause: Clause, model: PolicyModel): readonly Mismatch[] {
  const { head, defines } = clause;
  const [, second, third] = head.path;
  const tooDeep = third ?? (defines === 'set' ? second : undefined);
  if (tooDeep) return [{ clause, at: head.nameSpan, actual: 'an object of more levels', inside: OF_A_SPACE }];
  if (defines === 'set') return judgeMember(clause, 'a role is', model);
  if (second) {
    const wrong = judge(second.term, ['string'], clause, model, 'a role is');
    if (wrong.length > 0) return wrong;
    return valuesOf(clause).flatMap((value) => judge(value, ['boolean'], clause, model, 'a role has'));
  }
  if (!head.value) return [{ clause, at: head.nameSpan, actual: sayKind('boolean'), inside: OF_A_SPACE }];
  return valuesOf(clause).flatMap((value) => judge(value, ['set', 'list', 'object'], clause, model, OF_A_SPACE));
}

const OF_A_SPACE = 'a space has';

function judge(
  term: Term,
  wanted: readonly Kind[],
  clause: Clause,
  model: PolicyModel,
  inside?: string,
): readonly Mismatch[] {
  const kind = kindOf(term, model);
  if (kind === undefined || wanted.includes(kind)) return [];
  return [{ clause, at: term, actual: sayKind(kind), ...(inside !== undefined && { inside }) }];
}
