/** What a term is for sure: a string, a list and so on. */
import { nodeAt } from '../../policy/inputPath.ts';
import { RESULT_KINDS, type Kind } from '../../policy/resultKinds.ts';
import type {
  ArrayTerm,
  Comprehension,
  ObjectTerm,
  Operation,
  PolicyModel,
  SetTerm,
  Term,
} from '../../syntax/model.ts';
import type { Value } from '../../syntax/values/value.ts';

/** Undefined where it may be more than one, or is only known when it is computed. */
export function kindOf(term: Term, { values }: Pick<PolicyModel, 'values'>): Kind | undefined {
  const written = kindOfTerm(term);
  if (written !== undefined) return written;
  const kinds = new Set(values.valuesOf(term).map(kindOfValue));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}

const KINDS: Readonly<Partial<Record<Term['kind'], Kind>>> = {
  string: 'string',
  template: 'string',
  number: 'number',
  negative: 'number',
  boolean: 'boolean',
  null: 'null',
  membership: 'boolean',
};

function kindOfTerm(term: Term): Kind | undefined {
  switch (term.kind) {
    case 'array':
    case 'set':
    case 'object':
    case 'comprehension':
      return kindOfCollection(term);
    case 'operation':
      return kindOfOperation(term);
    default:
      return KINDS[term.kind];
  }
}

function kindOfCollection(term: ArrayTerm | SetTerm | ObjectTerm | Comprehension): Kind {
  const kind = term.kind === 'comprehension' ? term.of : term.kind;
  return kind === 'array' ? 'list' : kind;
}

/** `-` takes numbers and sets. */
function kindOfOperation({ operator }: Operation): Kind | undefined {
  if ('+*/%'.includes(operator)) return 'number';
  if ('&|'.includes(operator)) return 'set';
  return operator === '-' ? undefined : 'boolean';
}

function kindOfValue(value: Value): Kind | undefined {
  switch (value.kind) {
    case 'constant':
      return kindOfConstant(value.value);
    case 'input':
      return SCHEMA_KINDS[nodeAt(value.path)?.type ?? ''];
    case 'result':
      return value.path.length === 0 ? RESULT_KINDS.get(value.call.name) : undefined;
    case 'collection':
      return kindOfCollection(value.term);
    case 'clause':
      return value.depth < value.clause.head.path.length ? 'object' : 'set';
    case 'unknown':
      return undefined;
  }
}

function kindOfConstant(value: string | number | boolean | null): Kind {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'boolean';
}

const SCHEMA_KINDS: Readonly<Record<string, Kind>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

const WORDS: Readonly<Record<Kind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  list: 'a list',
  set: 'a set',
  object: 'an object',
};

/** As a noun phrase. */
export function sayKind(kind: Kind): string {
  return WORDS[kind];
}
