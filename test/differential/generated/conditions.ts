/** Rego expressions of a body. */
import {
  anyTerm,
  arrayComprehension,
  numberCollection,
  numbers,
  numberSet,
  textCollection,
  texts,
  textSet,
  truthTerm,
} from './collections.ts';
import { map } from './maps.ts';
import { moment, number, smallNumber } from './numbers.ts';
import { ADDRESSES, LOGINS, NETWORKS, type Pool } from './pools.ts';
import { declare, inner, type Kind, type Scope } from './scope.ts';
import { literal, pattern, text } from './texts.ts';
import { named, type Write } from './writing.ts';

/** Several, each of which sees what those before it have declared. */
export function conditions(scope: Scope, least: number, most: number): string[] {
  return scope.choices.list(least, most, () => condition(scope));
}

/** `some x in xs`, or what there was before it. */
export function member(scope: Scope): string {
  const [collection, kind] = anyCollection(scope);
  const name = declare(scope, kind);
  return scope.style === 'v0' ? `${name} := ${collection}[_]` : `some ${name} in ${collection}`;
}

function anyCollection(scope: Scope): [string, Kind] {
  const makers: Pool<[Write, Kind]> = [
    [texts, 'text'],
    [textSet, 'text'],
    [numbers, 'number'],
    [numberSet, 'number'],
    [map, 'text'],
  ];
  const [make, kind] = scope.choices.pick(makers);
  return [make(scope), kind];
}

const ORDERS: Pool<string> = ['==', '!=', '<', '<=', '>', '>='];

const simple: Pool<Write> = [
  () => 'input.session.member',
  (s) => `${text(s)} == ${text(s)}`,
  (s) => `input.session.login == ${literal(s.choices.pick(LOGINS))}`,
  (s) => `${number(s)} ${s.choices.pick(ORDERS)} ${number(s)}`,
  (s) => `${text(s)} ${s.choices.pick(ORDERS)} ${text(s)}`,
  (s) => isIn(s, text(s), textCollection(s)),
  (s) => isIn(s, number(s), numberCollection(s)),
  (s) => `${s.choices.pick(['startswith', 'endswith', 'contains'])}(${text(s)}, ${text(s)})`,
  (s) => `net.cidr_contains(${literal(s.choices.pick(NETWORKS))}, ${address(s)})`,
  (s) => `net.cidr_intersects(${literal(s.choices.pick(NETWORKS))}, ${literal(s.choices.pick(NETWORKS))})`,
  (s) => `regex.match(${pattern(s)}, ${text(s)})`,
  (s) =>
    `glob.match(${literal(s.choices.pick(['api::*', '*@example.com', '{a,b}*', '**', '[!a]*', '{a']))}, ${s.choices.pick(['null', '[]', '["-"]'])}, ${text(s)})`,
  (s) => named(s, 'truth') ?? 'input.session.admin',
  (s) => `${anyTerm(s)} ${s.choices.pick(ORDERS)} input.x.any`,
  (s) => `${textSet(s)} ${s.choices.pick(ORDERS)} ${textSet(s)}`,
  (s) => `${numberSet(s)} == ${numberSet(s)}`,
  (s) => `${textSet(s)}[${text(s)}]`,
  (s) => `${map(s)} == ${map(s)}`,
  (s) =>
    `${s.choices.pick(['is_string', 'is_number', 'is_set', 'is_array', 'is_object', 'is_null', 'is_boolean'])}(${anyTerm(s)})`,
  (s) => `count(${arrayComprehension(s)}) ${s.choices.pick(ORDERS)} ${smallNumber(s)}`,
  (s) => (s.style === 'v1' ? truthTerm(s) : `${s.choices.pick(['any', 'all'])}([${truthTerm(s)}, ${truthTerm(s)}])`),
  (s) => `${truthTerm(s)} == ${truthTerm(s)}`,
  (s) => isIn(s, anyTerm(s), `[${anyTerm(s)}, ${anyTerm(s)}]`),
  (s) => anyTerm(s),
  (s) => `json.is_valid(${text(s)})`,
];

function isIn({ style }: Scope, one: string, collection: string): string {
  return style === 'v0' ? `${one} == ${collection}[_]` : `${one} in ${collection}`;
}

function address({ choices }: Scope): string {
  return choices.oneIn(3) ? literal(choices.pick(ADDRESSES)) : 'input.request.remote_ip';
}

/** These declare something, or have bodies of their own. */
const rich: Pool<Write> = [
  member,
  (s) => `not ${simpleCondition(inner(s))}`,
  every,
  (s) => assign(s, 'text', text),
  (s) => assign(s, 'number', number),
  (s) => assign(s, 'texts', texts),
  (s) => assign(s, 'textSet', textSet),
  (s) => assign(s, 'numberSet', numberSet),
  (s) => assign(s, 'map', map),
  hours,
  (s) => {
    const value = map(s);
    return `${value}[${declare(s, 'text')}] != ${text(s)}`;
  },
  (s) => {
    const [one, other] = [text(s), number(s)];
    return `[${declare(s, 'text')}, ${declare(s, 'number')}] := [${one}, ${other}]`;
  },
  (s) => `{"a": ${declare(s, 'text')}} = input.x.map`,
  withInput,
  keyAndValue,
  (s) => {
    const collection = texts(s);
    return `${collection}[${declare(s, 'number')}] == ${text(s)}`;
  },
];

function assign(scope: Scope, kind: Kind, write: Write): string {
  const value = write(scope);
  return `${declare(scope, kind)} := ${value}`;
}

function hours(scope: Scope): string {
  const at = moment(scope);
  const hour = declare(scope, 'number');
  return `[${hour}, _, _] := time.clock(${at})`;
}

function every(scope: Scope): string {
  if (scope.style === 'v0') return `not ${simpleCondition(inner(scope))}`;
  const inside = inner(scope);
  const [collection, kind] = anyCollection(inside);
  const name = declare(inside, kind);
  const used = `${name} ${inside.choices.pick(ORDERS)} ${kind === 'text' ? text(inside) : number(inside)}`;
  return `every ${name} in ${collection} { ${[used, ...conditions(inside, 0, 1)].join('; ')} }`;
}

function withInput(scope: Scope): string {
  const replaced = scope.choices.pick([
    'input.session.login as "alice"',
    'input as {"session": {"login": "alice", "teams": ["DevOps"]}}',
    'input.x.number as 1.0',
    'input.request as {}',
  ]);
  return `${named({ ...scope, locals: [] }, scope.choices.pick(['truth', 'text', 'number'])) ?? 'input.session.login'} with ${replaced}`;
}

function keyAndValue(scope: Scope): string {
  const collection = scope.choices.pick([map, texts])(scope);
  const isMap = collection.includes('map') || collection.startsWith('{');
  if (scope.style === 'v0') return `${collection}[_] != ${text(scope)}`;
  return `some ${declare(scope, isMap ? 'text' : 'number')}, ${declare(scope, 'text')} in ${collection}`;
}

function simpleCondition(scope: Scope): string {
  return scope.choices.pick(simple)(scope);
}

/** One expression. */
export function condition(scope: Scope): string {
  const isSimple = scope.depth <= 0 || !scope.choices.oneIn(2);
  return isSimple ? simpleCondition(scope) : scope.choices.pick(rich)(scope);
}
