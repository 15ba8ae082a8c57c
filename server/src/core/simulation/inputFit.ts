/** What of an input document that was given whole is not as Spacelift makes it. Nothing of that is refused. */
import { isInteger, isLosslessNumber } from 'lossless-json';
import type { Notice } from '../../protocol/simulation.ts';
import { INPUT, type InputNode } from '../policy/loginContract.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { findCoarserUnit, formatInstant } from './instant.ts';
import { isObject } from './rawInput.ts';
import { reachesInput } from './reach.ts';

type Document = Readonly<Record<string, unknown>>;

/** `document`: with numbers as lossless-json reads them. */
export function describeMisfits(document: Document, model: PolicyModel): Notice[] {
  if (isWrapped(document)) return [warn(WRAPPED)];
  const fit = new Fit();
  fit.compare(document, INPUT, '');
  return [
    ...describeMissing(document, model),
    ...[...fit.mistakes].map(warn),
    ...describeUnit(document),
    ...fit.notices(),
  ];
}

const WRAPPED =
  'The input document has neither `session` nor `request`, but an `input`: it is `input` itself already, so give what ' +
  'stands below. As it is, everything that the policy asks of a login is undefined';

function isWrapped(document: Document): boolean {
  return isObject(document['input']) && !['session', 'request', 'slack'].some((name) => name in document);
}

function warn(message: string): Notice {
  return { code: 'inputMismatch', severity: 'warning', message };
}

/** What every login has, or every action through Slack. */
function describeMissing(document: Document, model: PolicyModel): Notice[] {
  const bySlack = 'slack' in document;
  const what = bySlack ? 'action through Slack' : 'login';
  return (['session', 'request'] as const).flatMap((name) => {
    const node = INPUT.properties?.[name];
    if (bySlack && !node?.['x-spacelift']?.slack) return [];
    if (!(name in document)) return [warn(`The input document has no \`${name}\`, which every ${what} has`)];
    const missing = listMissing(document[name], node, bySlack).filter((field) =>
      reachesInput(model, `${name}.${field}`),
    );
    return missing.map((field) =>
      warn(`The policy reads \`${name}.${field}\`, which every ${what} has, and the input document does not`),
    );
  });
}

function listMissing(value: unknown, node: InputNode | undefined, bySlack: boolean): string[] {
  if (!isObject(value)) return [];
  return Object.entries(node?.properties ?? {}).flatMap(([field, { 'x-spacelift': facts }]) => {
    const isAlways = !facts?.machineOnly && facts?.newSince === undefined && (!bySlack || facts?.slack === true);
    return isAlways && !(field in value) ? [field] : [];
  });
}

function describeUnit({ request }: Document): Notice[] {
  const instant = isObject(request) ? request['timestamp_ns'] : undefined;
  if (!isLosslessNumber(instant) || !isInteger(instant.value)) return [];
  const number = BigInt(instant.value);
  const coarser = findCoarserUnit(number);
  if (coarser === undefined) return [];
  const { unit, meant } = coarser;
  return [
    warn(
      `\`request.timestamp_ns\` is ${formatInstant(number)}, as it counts nanoseconds; in ${unit} it would be ${formatInstant(meant)}: right would be ${meant}`,
    ),
  ];
}

const TYPES: Readonly<Record<string, { words: string; holds: (value: unknown) => boolean }>> = {
  object: { words: 'an object', holds: isObject },
  array: { words: 'a list', holds: Array.isArray },
  string: { words: 'a string', holds: (value) => typeof value === 'string' },
  boolean: { words: 'a boolean', holds: (value) => typeof value === 'boolean' },
  integer: { words: 'a whole number', holds: (value) => isLosslessNumber(value) && isInteger(value.value) },
  null: { words: 'null', holds: (value) => value === null },
};

/** Collects what differs, of the members of a list each difference once. */
class Fit {
  readonly mistakes = new Set<string>();
  readonly #unknown = new Set<string>();

  /** `path`: where the value stands in the document; empty for the document itself. */
  compare(value: unknown, node: InputNode, path: string): void {
    const wanted = (node.anyOf ?? [node]).flatMap(({ type }) => TYPES[type ?? ''] ?? []);
    if (wanted.length > 0 && !wanted.some(({ holds }) => holds(value))) {
      const words = wanted.map((type) => type.words).join(' or ');
      this.mistakes.add(`\`${path}\` is ${describe(value)}, where Spacelift gives ${words}`);
    } else if (Array.isArray(value)) {
      for (const member of value) if (node.items) this.compare(member, node.items, `${path}[]`);
    } else if (isObject(value) && node.properties) {
      this.#compareFields(value, node, path);
    }
  }

  #compareFields(value: Document, { properties = {}, additionalProperties }: InputNode, path: string): void {
    for (const [name, inner] of Object.entries(value)) {
      const place = path === '' ? name : `${path}.${name}`;
      const node = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (node) this.compare(inner, node, place);
      else if (!additionalProperties) this.#unknown.add(`\`${place}\``);
    }
  }

  /** Spacelift may add a field at any time. */
  notices(): Notice[] {
    if (this.#unknown.size === 0) return [];
    const message = `Not known to be in a login's input: ${[...this.#unknown].join(', ')}`;
    return [{ code: 'inputMismatch', severity: 'information', message }];
  }
}

const LONGEST_VALUE = 60;

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = isLosslessNumber(value) ? value.value : JSON.stringify(value);
  const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  return `the ${isLosslessNumber(value) ? 'number' : typeof value} ${shown}`;
}
