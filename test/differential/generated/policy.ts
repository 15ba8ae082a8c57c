/** Whole login policies. */
import type { PolicySource } from '../../../server/src/protocol/engine.ts';
import { Choices } from './choices.ts';
import { anyTerm, numbers, numberSet, texts, textSet } from './collections.ts';
import { conditions } from './conditions.ts';
import { map } from './maps.ts';
import { number } from './numbers.ts';
import { ROLES, SPACES, type Pool } from './pools.ts';
import { freshName, type Kind, type Scope, type Style } from './scope.ts';
import { literal, text } from './texts.ts';
import type { Write } from './writing.ts';

const DEPTH = 3;

const HEADERS: Record<Style, string[]> = {
  v1: [],
  v0: [],
  keywords: ['import future.keywords'],
};

/** @param numbers decide everything; none: the simplest policy */
export function writePolicy(numbersGiven: readonly number[]): PolicySource {
  const choices = new Choices(numbersGiven);
  const style = choices.pick(['v1', 'v0', 'keywords'] as const);
  const scope: Scope = { choices, style, rules: [], functions: [], locals: [], depth: DEPTH, names: { next: 0 } };
  const helpers = choices.list(0, 3, () => choices.pick(HELPERS)(scope)).flat();
  const decisions = choices.list(1, 5, () => choices.pick(DECISIONS)(scope));
  const parts = ['package spacelift', ...HEADERS[style], ...helpers, ...decisions];
  return { text: `${parts.join('\n\n')}\n`, engine: style === 'v1' ? 'v1' : 'v0' };
}

/** A scope for one clause. */
function clause(scope: Scope): Scope {
  return { ...scope, locals: [] };
}

/** ` if { … }`, or ` { … }` */
function body(scope: Scope, lines: string[]): string {
  return `${scope.style === 'v0' ? '' : ' if'} {\n\t${lines.join('\n\t')}\n}`;
}

const VALUES: Pool<[Kind, Write]> = [
  ['text', text],
  ['number', number],
  ['texts', texts],
  ['textSet', textSet],
  ['numbers', numbers],
  ['numberSet', numberSet],
  ['map', map],
  ['any', anyTerm],
];

/** Each gives the clauses of one helper, and makes its name known. */
const HELPERS: Pool<(scope: Scope) => string[]> = [truth, constant, value, partialSet, partialMap, chain, makeFunction];

function truth(scope: Scope): string[] {
  const name = freshName(scope, 'is_');
  const clauses = scope.choices.list(1, 2, () => {
    const inside = clause(scope);
    return `${name}${body(scope, conditions(inside, 1, 3))}`;
  });
  scope.rules.push({ name, kind: 'truth' });
  return clauses;
}

function constant(scope: Scope): string[] {
  const name = freshName(scope, 'c');
  const [kind, write] = scope.choices.pick(VALUES);
  const line = `${name} := ${write(clause(scope))}`;
  scope.rules.push({ name, kind });
  return [line];
}

function value(scope: Scope): string[] {
  const name = freshName(scope, 'r');
  const [kind, write] = scope.choices.pick(VALUES);
  const clauses = scope.choices.list(1, 2, () => {
    const inside = clause(scope);
    const lines = conditions(inside, 1, 3);
    return `${name} := ${write(inside)}${body(scope, lines)}`;
  });
  const fallback = scope.choices.oneIn(2) ? [`default ${name} := ${DEFAULTS[kind]}`] : [];
  scope.rules.push({ name, kind });
  return [...fallback, ...clauses];
}

const DEFAULTS: Record<Kind, string> = {
  text: '"none"',
  number: '1.0',
  truth: 'false',
  texts: '[]',
  textSet: '{"none"}',
  numbers: '[0, 1.0]',
  numberSet: '{1, 1.0}',
  map: '{}',
  any: 'null',
};

function partialSet(scope: Scope): string[] {
  const name = freshName(scope, 's');
  const [kind, write] = scope.choices.pick([
    ['textSet', text],
    ['numberSet', number],
  ] satisfies Pool<[Kind, Write]>);
  const clauses = scope.choices.list(1, 2, () => memberClause(scope, name, write));
  scope.rules.push({ name, kind });
  return clauses;
}

function memberClause(scope: Scope, name: string, write: Write, most = 3): string {
  const inside = clause(scope);
  const lines = ['true', ...conditions(inside, 0, most)];
  const one = write(inside);
  return scope.style === 'v0'
    ? `${name}[x] {\n\t${[...lines, `x := ${one}`].join('\n\t')}\n}`
    : `${name} contains ${one}${body(scope, lines)}`;
}

function partialMap(scope: Scope): string[] {
  const name = freshName(scope, 'm');
  const clauses = scope.choices.list(1, 2, () => {
    const inside = clause(scope);
    const lines = conditions(inside, 0, 2);
    const [key, one] = [text(inside), text(inside)];
    return `${name}[key] := ${one}${body(scope, [...lines, `key := ${key}`])}`;
  });
  scope.rules.push({ name, kind: 'map' });
  return clauses;
}

function chain(scope: Scope): string[] {
  const name = freshName(scope, 'e');
  const [kind, write] = scope.choices.pick(VALUES);
  const links = scope.choices.list(2, 3, () => {
    const inside = clause(scope);
    const lines = conditions(inside, 1, 2);
    return `:= ${write(inside)}${body(scope, lines)}`;
  });
  scope.rules.push({ name, kind });
  return [`${name} ${links.join(' else ')}`];
}

function makeFunction(scope: Scope): string[] {
  const name = freshName(scope, 'f');
  const [kind, write] = scope.choices.pick(VALUES);
  const parameters = scope.choices.list(1, 2, (): Kind =>
    scope.choices.pick(['text', 'number', 'texts', 'any'] as const),
  );
  const clauses = scope.choices.list(1, 2, () => {
    const inside = clause(scope);
    const names = parameters.map((parameter, i) => {
      if (parameter === 'text' && scope.choices.oneIn(4)) return '"alice"';
      const local = `p${String(i)}`;
      inside.locals.push({ name: local, kind: parameter });
      return local;
    });
    const lines = conditions(inside, 1, 2);
    return `${name}(${names.join(', ')}) := ${write(inside)}${body(scope, lines)}`;
  });
  scope.functions.push({ name, kind, parameters });
  return clauses;
}

/** Each gives one clause of a rule that Spacelift reads. */
const DECISIONS: Pool<(scope: Scope) => string> = [
  (s) => `${s.choices.pick(['allow', 'admin', 'deny', 'deny_admin', 'sample'])}${body(s, conditions(clause(s), 1, 4))}`,
  (s) => memberClause(s, 'flag', anyTerm, 1),
  grant,
  (s) => memberClause(s, s.choices.pick(['team', 'space_read', 'space_admin']), text),
  (s) => memberClause(s, 'flag', number, 1),
  (s) => memberClause(s, 'flag', (inside) => `format_int(${number(inside)}, 10)`),
];

function grant(scope: Scope): string {
  const inside = clause(scope);
  const lines = conditions(inside, 1, 3);
  const space = inside.choices.oneIn(3) ? text(inside) : literal(inside.choices.pick(SPACES));
  const role = inside.choices.oneIn(3) ? text(inside) : literal(inside.choices.pick(ROLES));
  return scope.style === 'v0'
    ? `roles[space][role] {\n\t${[...lines, `space := ${space}`, `role := ${role}`].join('\n\t')}\n}`
    : `roles[space] contains ${role}${body(scope, [...lines, `space := ${space}`])}`;
}
