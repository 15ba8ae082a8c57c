/** Whether two conditions are about the same thing. */
import { clauseOf } from '../../syntax/ancestors.ts';
import type { Clause, Local, Term } from '../../syntax/model.ts';
import type { Subject } from '../../syntax/values/conditions.ts';
import { isSame, type Value } from '../../syntax/values/value.ts';
import type { Values } from '../../syntax/values/values.ts';
import { visitTerm } from '../../syntax/walk.ts';
import { sayTerm } from './canonical.ts';

/** The same for two things that are one in one evaluation of the clause, or of the policy where there is none. */
export interface SubjectKey {
  readonly key: string;
  /** Whose locals it hangs on. */
  readonly local: Clause | undefined;
}

/** Undefined where it isn't sure what is asked about (two members of a list are two things). */
export function subjectKey(subject: Subject, term: Term, values: Values): SubjectKey | undefined {
  const isWhole = values.valuesOf(term).every((value) => isSame(value, subject));
  if (!isWhole) return undefined;
  if (subject.path.includes(undefined)) return term.kind === 'reference' ? textKey(term) : undefined;
  return everywhere(valueKey(subject, values));
}

/** Of what a term says: `t` of `some t in input.session.teams`, `input.session.teams[i]`, `is_known(x)`. */
export function textKey(term: Term): SubjectKey | undefined {
  const locals = new Set<Local>();
  visitTerm(term, {
    term: (part) => {
      if (part.kind === 'reference' && part.target.kind === 'local') locals.add(part.target.local);
    },
  });
  const [first] = locals;
  // Each `_` is another one.
  if ([...locals].some(({ kind }) => kind === 'wildcard')) return undefined;
  const key = sayTerm(term, ({ name, declaration }) => `${name}@${String(declaration.from)}`);
  return { key, local: first && clauseOf(first.declaration) };
}

/** Of a list of the input, where a value is one of its members for sure. */
export function listKey(member: Value, values: Values): SubjectKey | undefined {
  const isMember = member.kind === 'input' && member.path.length > 0 && member.path.at(-1) === undefined;
  return isMember ? everywhere(valueKey({ ...member, path: member.path.slice(0, -1) }, values)) : undefined;
}

/** Of what a list has for members. */
export function memberKey(list: SubjectKey): SubjectKey {
  return { ...list, key: `members of ${list.key}` };
}

/** Of how many members a list has: as `count` of it is asked about. */
export function countKey(list: SubjectKey): SubjectKey {
  return { ...list, key: sayResult('count', [list.key], []) };
}

function everywhere(key: string | undefined): SubjectKey | undefined {
  return key === undefined ? undefined : { key, local: undefined };
}

const known = new WeakMap<Value, { readonly key: string | undefined }>();

/** Remembered, as a clause often asks several things of one value. */
function valueKey(value: Value, values: Values): string | undefined {
  const remembered = known.get(value);
  if (remembered) return remembered.key;
  const key = findKey(value, values);
  known.set(value, { key });
  return key;
}

function findKey(value: Value, values: Values): string | undefined {
  if ('isChanged' in value || 'left' in value) return undefined;
  switch (value.kind) {
    case 'constant':
      return JSON.stringify(value.value);
    case 'input':
      return value.path.includes(undefined) ? undefined : `input ${JSON.stringify(value.path)}`;
    case 'result': {
      const args = value.call.args.map((arg) => termKey(arg, values));
      const known = args.filter((arg) => arg !== undefined);
      if (value.path.includes(undefined) || known.length < args.length) return undefined;
      return sayResult(value.call.name, known, value.path);
    }
    case 'collection': {
      const items = value.term.kind === 'array' ? value.term.items.map((item) => termKey(item, values)) : [undefined];
      return items.includes(undefined) ? undefined : `[${items.join()}]`;
    }
    case 'clause':
    case 'unknown':
      return undefined;
  }
}

function sayResult(name: string, args: readonly string[], path: Subject['path']): string {
  return `${name}(${args.join()})${JSON.stringify(path)}`;
}

function termKey(term: Term, values: Values): string | undefined {
  const [only, ...others] = values.valuesOf(term);
  return only && others.length === 0 ? valueKey(only, values) : undefined;
}
