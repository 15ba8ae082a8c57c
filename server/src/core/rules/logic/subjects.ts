/** Whether two conditions are about the same thing. */
import type { Local, Term } from '../../syntax/model.ts';
import type { Subject } from '../../syntax/values/conditions.ts';
import { keyOf, type Value } from '../../syntax/values/value.ts';
import type { Values } from '../../syntax/values/values.ts';
import { sayTerm } from './canonical.ts';

/**
 * The same for two subjects that are the same thing in one evaluation; undefined where that isn't sure (two members of
 * a list are two things).
 */
export function subjectKey(subject: Subject, term: Term, values: Values): string | undefined {
  const isWhole = values.valuesOf(term).every((value) => keyOf(value) === keyOf(subject));
  if (!isWhole) return undefined;
  return subject.path.includes(undefined) ? memberKey(term) : valueKey(subject, values);
}

/** `t` of `some t in input.session.teams`, `input.session.teams[i]`. */
function memberKey(term: Term): string | undefined {
  if (term.kind !== 'reference') return undefined;
  const locals = [term, ...term.path.map((segment) => segment.term)].map(localOf);
  if (locals.some((local) => local?.kind === 'wildcard')) return undefined;
  return sayTerm(term, ({ name, declaration }) => `${name}@${String(declaration.from)}`);
}

function localOf(term: Term): Local | undefined {
  return term.kind === 'reference' && term.target.kind === 'local' ? term.target.local : undefined;
}

function valueKey(value: Value, values: Values): string | undefined {
  switch (value.kind) {
    case 'constant':
      return JSON.stringify(value.value);
    case 'input':
      return value.path.includes(undefined) ? undefined : `input ${JSON.stringify(value.path)}`;
    case 'result': {
      const args = value.call.args.map((arg) => termKey(arg, values));
      if (value.path.includes(undefined) || args.includes(undefined)) return undefined;
      return `${value.call.name}(${args.join()})${JSON.stringify(value.path)}`;
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

function termKey(term: Term, values: Values): string | undefined {
  const [only, ...others] = values.valuesOf(term);
  return only && others.length === 0 ? valueKey(only, values) : undefined;
}
