/**
 * Older servers: a field that they lack is left out of the question. Servers in Go and in JavaScript say it alike, as
 * both follow graphql-js; where the words differ, both are known here.
 */
import { parse, print, visit, type DocumentNode, type FieldNode } from 'graphql';
import type { GraphqlProblem } from '../http/graphqlRequest.ts';

export interface Lack {
  /** `Role.slug` */
  member: string;
  /** The name of the field of the document, where the words tell. */
  field?: string;
  /** Or the type of the variables that can't be given. */
  variableType?: string;
  /** It is in the value of a variable, not in the document: true of this question only. */
  inValue: boolean;
  locations: GraphqlProblem['locations'];
}

type Reader = (found: RegExpExecArray) => { member: string; field?: string; variableType?: string };

const group = (found: RegExpExecArray, at: number): string => found[at] ?? '';
const SAYINGS: [RegExp, Reader][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (found) => ({ member: `${group(found, 2)}.${group(found, 1)}`, field: group(found, 1) }),
  ],
  [
    /^Unknown argument "\w+" on field "(\w+)\.(\w+)"/,
    (found) => ({ member: `${group(found, 1)}.${group(found, 2)}`, field: group(found, 2) }),
  ],
  [
    /^Unknown argument "\w+" on field "(\w+)" of type "(\w+)"/,
    (found) => ({ member: `${group(found, 2)}.${group(found, 1)}`, field: group(found, 1) }),
  ],
  [/^Unknown type "(\w+)"/, (found) => ({ member: group(found, 1), variableType: group(found, 1) })],
  [/Value "(\w+)" does not exist in "(\w+)" enum/, (found) => ({ member: `${group(found, 2)}.${group(found, 1)}` })],
  [
    /has invalid value (\w+)\.\s+Expected type "(\w+)[!"]/,
    (found) => ({ member: `${group(found, 2)}.${group(found, 1)}` }),
  ],
  [/^(\w+) is not a valid (\w+)$/, (found) => ({ member: `${group(found, 2)}.${group(found, 1)}` })],
  [/Field "(\w+)" is not defined by type "(\w+)"/, (found) => ({ member: `${group(found, 2)}.${group(found, 1)}` })],
];

/** What of the problems says that the server lacks something. */
export function findLacks(problems: GraphqlProblem[]): Lack[] {
  return problems.flatMap(({ message, path, locations }) => {
    const inValue = message.startsWith('Variable ') || path[0] === 'variable';
    for (const [saying, read] of SAYINGS) {
      const found = saying.exec(message);
      if (found !== null) return [{ ...read(found), inValue, locations }];
    }
    // As gqlgen says it of an input.
    const member = path.slice(1).join('.');
    return message === 'unknown field' && inValue ? [{ member, inValue, locations }] : [];
  });
}

/**
 * The document without what the server lacks; parents that are left empty go as well, and variables that nothing
 * uses. Undefined: nothing is left. The same document: nothing was found to leave out.
 */
export function leaveOut(document: DocumentNode, lacks: Lack[]): DocumentNode | undefined {
  // Positions are in the text as it was sent.
  const text = print(document);
  const sent = parse(text);
  const dropped = new Set(lacks.flatMap((lack) => fieldsOf(sent, text, lack)));
  if (dropped.size === 0) return document;
  const left = visit(sent, {
    Field: {
      enter: (node) => (dropped.has(node) ? null : undefined),
      leave: (node) => (node.selectionSet?.selections.length === 0 ? null : undefined),
    },
    InlineFragment: { leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined) },
    OperationDefinition: { leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined) },
  });
  return left.definitions.length === 0 ? undefined : withoutIdleVariables(left);
}

/** The names of the variables that a document takes. */
export function variablesOf(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { VariableDefinition: (node) => void names.add(node.variable.name.value) });
  return names;
}

function fieldsOf(document: DocumentNode, text: string, lack: Lack): FieldNode[] {
  const places = lack.locations.map((location) => offsetOf(text, location));
  const given = new Set<string>();
  visit(document, {
    VariableDefinition: ({ variable, type }) => {
      if (lack.variableType !== undefined && print(type).replaceAll(/[[\]!]/g, '') === lack.variableType) {
        given.add(variable.name.value);
      }
    },
  });
  const fields: FieldNode[] = [];
  visit(document, { Field: (node) => void fields.push(node) });
  if (given.size > 0) return fields.filter((field) => usesAny(field, given));
  const innermost = places.flatMap((place) => fields.filter((field) => isWithin(field, place)).slice(-1));
  return innermost.length > 0 ? innermost : fields.filter((field) => field.name.value === lack.field);
}

function isWithin({ loc }: FieldNode, place: number): boolean {
  return loc !== undefined && loc.start <= place && place < loc.end;
}

function usesAny(field: FieldNode, names: ReadonlySet<string>): boolean {
  return (field.arguments ?? []).some(({ value }) => {
    let found = false;
    visit(value, { Variable: (node) => void (found ||= names.has(node.name.value)) });
    return found;
  });
}

function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

function withoutIdleVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value),
  });
  return visit(document, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
}
