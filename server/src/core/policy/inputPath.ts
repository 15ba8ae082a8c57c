/** Paths below `input`, held against the LOGIN schema. */
import { byName } from '../byName.ts';
import { INPUT, type InputNode } from './loginContract.ts';
import { nearestName } from './nearestName.ts';

/** A step is undefined where it is not known: an index, a variable, anything computed. */
export type InputPath = readonly (string | number | undefined)[];

/** Where a path leaves the schema. */
export interface Departure {
  /** Of the first step that is not there. */
  readonly index: number;
  /**
   * `field`: an object without a field of that name. `list`: a list, asked by a name. `value`: a string, number or
   * boolean, with nothing below it.
   */
  readonly from: 'field' | 'list' | 'value';
  /** What the step is taken from. */
  readonly node: InputNode;
}

/** Undefined: the path is in the schema, or nothing is said about it. */
export function findDeparture(path: InputPath, root: InputNode = INPUT): Departure | undefined {
  let node = root;
  for (const [index, step] of path.entries()) {
    const next = stepInto(node, step);
    if (next === 'open') return undefined;
    if (typeof next === 'string') return { index, from: next, node };
    node = next;
  }
  return undefined;
}

/** What the schema says of a path; undefined where the path leaves it, or where it says nothing. */
export function nodeAt(path: InputPath): InputNode | undefined {
  let node = INPUT;
  for (const step of path) {
    const next = stepInto(node, step);
    if (typeof next === 'string') return undefined;
    node = next;
  }
  return node;
}

const VALUES = ['string', 'integer', 'number', 'boolean'];

function stepInto(node: InputNode, step: string | number | undefined): InputNode | 'open' | Departure['from'] {
  const { type = '' } = node;
  if (type === 'array') return typeof step === 'string' ? 'list' : (node.items ?? 'open');
  if (VALUES.includes(type)) return 'value';
  if (type !== 'object' || step === undefined) return 'open';
  const properties = node.properties ?? {};
  const property = Object.hasOwn(properties, step) ? properties[step] : undefined;
  return property ?? (isOpen(node) ? 'open' : 'field');
}

function isOpen(node: InputNode): boolean {
  return node.properties === undefined || node.additionalProperties === true;
}

/** What is asked for where something else is meant (names that other products and policy types use). */
const OTHER_NAMES: Readonly<Record<string, string>> = byName({
  email: 'login',
  groups: 'teams',
  group: 'teams',
  user: 'login',
  username: 'login',
  ip: 'remote_ip',
  now: 'timestamp_ns',
  time: 'timestamp_ns',
});

/** A path that is in the schema, for one that is not. */
export interface Suggestion {
  readonly path: InputPath;
  /** How much of the path it stands for: up to the step that is not there, or all of it. */
  readonly insteadOf: 'step' | 'beginning' | 'whole';
}

/** The field that was meant by a path that leaves the schema by `field`. */
export function suggestPath(path: InputPath, { index, node }: Departure): Suggestion | undefined {
  const step = path[index];
  if (typeof step !== 'string') return undefined;
  const sibling = nearestField(step, Object.keys(node.properties ?? {}));
  if (sibling !== undefined) return { path: [...path.slice(0, index), sibling], insteadOf: 'step' };
  const field = theOnlyFieldNamed(step);
  if (field) return { path: field, insteadOf: 'beginning' };
  const rest = path.slice(index + 1);
  const whole = rest.every((name) => typeof name === 'string') ? findRest(rest) : undefined;
  return whole && { path: whole, insteadOf: 'whole' };
}

/** The field that a slip of the fingers, or another product's name for it, makes into `step`. */
function nearestField(step: string, fields: readonly string[]): string | undefined {
  const otherNames = Object.keys(OTHER_NAMES).filter((name) => fields.includes(OTHER_NAMES[name] ?? ''));
  const nearest = nearestName(step, [...fields, ...otherNames]);
  if (nearest !== undefined) return fields.includes(nearest) ? nearest : OTHER_NAMES[nearest];
  return fields.find((field) => field.startsWith(`${step}_`) || field.endsWith(`_${step}`));
}

/** What is left without an odd first step (`input.spacelift.request.timestamp_ns`, `input.user.login`). */
function findRest(rest: readonly string[]): readonly string[] | undefined {
  const [first] = rest;
  if (first === undefined) return undefined;
  if (!findDeparture(rest)) return rest;
  return rest.length === 1 ? theOnlyFieldNamed(first) : undefined;
}

function theOnlyFieldNamed(name: string): readonly string[] | undefined {
  const paths = FIELDS.filter((field) => field.at(-1) === name);
  return paths.length === 1 ? paths[0] : undefined;
}

/** Every field of the request and the session. */
const FIELDS: readonly (readonly string[])[] = ['request', 'session'].flatMap((parent) =>
  Object.keys(INPUT.properties?.[parent]?.properties ?? {}).map((name) => [parent, name]),
);
