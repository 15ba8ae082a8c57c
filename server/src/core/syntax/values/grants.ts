/** What the policy grants: which roles in which spaces, by the rules that Spacelift reads. */
import type { Clause, PolicyModel, Term } from '../model.ts';
import type { Value } from './value.ts';
import type { Values } from './values.ts';

/** What one clause grants, or one entry of a map that it gives. */
export interface Grant {
  readonly clause: Clause;
  readonly rule: 'roles' | 'space_admin' | 'space_write' | 'space_read';
  /** Ids, as far as the text tells. */
  readonly spaces: readonly Value[];
  /** Slugs; empty for the deprecated rules, whose name says the role. */
  readonly roles: readonly Value[];
  /** Where they are written in the head; undefined where they come from a value. */
  readonly spaceTerm: Term | undefined;
  readonly roleTerm: Term | undefined;
}

const DEPRECATED = ['space_admin', 'space_write', 'space_read'] as const;

/** In the order of the text, rule by rule. */
export function listGrants(model: Pick<PolicyModel, 'rulesNamed'>, values: Values): Grant[] {
  const roles = model.rulesNamed('roles').flatMap((clause) => readRoles(clause, values));
  const others = DEPRECATED.flatMap((rule) =>
    model.rulesNamed(rule).map((clause): Grant => {
      const { spaces, term } = readSet(clause, values);
      return { clause, rule, spaces, roles: [], spaceTerm: term, roleTerm: undefined };
    }),
  );
  return [...roles, ...others];
}

/** The members of a set, from its heads or from its value. */
export function readSet(clause: Clause, values: Values): { spaces: readonly Value[]; term: Term | undefined } {
  const [term] = stepsOf(clause);
  if (term) return { spaces: values.valuesOf(term), term };
  const { value } = clause.head;
  return { spaces: value ? values.valuesOf(value).flatMap((set) => slugsIn(set, values)) : [], term: undefined };
}

function readRoles(clause: Clause, values: Values): Grant[] {
  const [spaceTerm, roleTerm] = stepsOf(clause);
  const grant = { clause, rule: 'roles', spaceTerm, roleTerm } as const;
  const held = clause.head.value ? values.valuesOf(clause.head.value) : [];
  if (!spaceTerm) return held.flatMap((map) => readMap(map, grant, values));
  const roles = roleTerm ? values.valuesOf(roleTerm) : held.flatMap((set) => slugsIn(set, values));
  return [{ ...grant, spaces: values.valuesOf(spaceTerm), roles }];
}

/** `roles := {"space": {"slug"}}`: a grant for each key. */
function readMap(map: Value, grant: Omit<Grant, 'spaces' | 'roles'>, values: Values): Grant[] {
  return values.keysOf(map).map((space) => {
    const step = space.kind === 'constant' && typeof space.value === 'string' ? space.value : undefined;
    return { ...grant, spaces: [space], roles: values.at(map, step).flatMap((set) => slugsIn(set, values)) };
  });
}

/** The members of a set or array, and the keys of an object (`{"slug": true}`). */
function slugsIn(set: Value, values: Values): readonly Value[] {
  const isArray =
    set.kind === 'collection' &&
    (set.term.kind === 'array' || (set.term.kind === 'comprehension' && set.term.of === 'array'));
  return isArray ? values.membersOf(set) : values.keysOf(set);
}

/** The steps of the head's path, and the member of its set. */
function stepsOf({ head }: Clause): Term[] {
  const steps = head.path.map(({ term }) => term);
  return head.key ? [...steps, head.key] : steps;
}
