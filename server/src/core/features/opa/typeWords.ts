/** OPA's types in words: `array[string]` is "a list of strings". */

const PLAIN: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  any: 'anything',
};

const KINDS: Readonly<Record<string, string>> = { array: 'a list', set: 'a set', object: 'an object' };

const MEMBERS: Readonly<Record<string, string>> = { string: 'strings', number: 'numbers', boolean: 'booleans' };

/** One of several types, which OPA does not print. */
export const ELIDED = 'any<...>';

/** A type that OPA does not know. */
const UNKNOWN = '???';

/** @param type as OPA prints it */
export function describeType(type: string): string {
  const plain = PLAIN[type];
  if (plain !== undefined) return plain;
  const alternatives = alternativesOf(type);
  if (alternatives.length > 1) return [...new Set(alternatives.map(describeType))].join(' or ');
  const kind = KINDS[kindOf(type)] ?? type;
  const members = MEMBERS[/^(?:array|set)\[(\w+)\]$/.exec(type)?.[1] ?? ''];
  return members === undefined ? kind : `${kind} of ${members}`;
}

/** Whether a value of type `given` can be one of type `wanted`, as far as their outermost kinds tell and are told. */
export function accepts(wanted: string, given: string): boolean {
  const wantedKinds = alternativesOf(wanted).map(kindOf);
  if (wanted === ELIDED || given === ELIDED || given === UNKNOWN || wantedKinds.includes('any')) return true;
  return alternativesOf(given).some((type) => kindOf(type) === 'any' || wantedKinds.includes(kindOf(type)));
}

/** The parts of `(cidr: string, array[string])`, without brackets. */
export function splitTypes(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of list.replace(/^\(|\)$/g, '')) {
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
      continue;
    }
    if ('<[('.includes(character)) depth++;
    if ('>])'.includes(character)) depth--;
    part += character;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

/** `string` and `number` of `any<string, number>`; the type itself where it is one. */
function alternativesOf(type: string): readonly string[] {
  const inner = /^any<(.*)>$/.exec(type)?.[1];
  return inner === undefined ? [type] : splitTypes(inner);
}

function kindOf(type: string): string {
  return /^\w+/.exec(type)?.[0] ?? type;
}
