/** Asks as much of a question as the server understands, and remembers for the process what it does not. */
import type { DocumentNode } from 'graphql';
import { findLacks, leaveOut, variablesOf } from './degrade.ts';
import type { GraphqlReply } from '../http/graphqlRequest.ts';

export interface FittedReply extends GraphqlReply {
  /** What the server lacks, as `Type.field`. */
  missing: string[];
}

/** What is left of a document; undefined: nothing. */
interface Fitted {
  document: DocumentNode | undefined;
  missing: string[];
}

/**
 * By endpoint and document, which are made once. Not kept on disk: what a new process learns anew costs one more request
 * for a question with such a field, and only when the account itself is asked anew, which what is saved of it spares
 * most processes. Against that, a server that has been brought up to date would go on being asked for less.
 */
const fittings = new Map<string, WeakMap<DocumentNode, Fitted>>();
const NOTHING: GraphqlReply = { status: 200, data: {}, problems: [] };

/** @param ask sends what is left of the document, with the variables that it still takes */
export async function askWhatIsThere(
  endpoint: string,
  document: DocumentNode,
  variables: object,
  ask: (document: DocumentNode, variables: object) => Promise<GraphqlReply>,
): Promise<FittedReply> {
  const known = fittings.get(endpoint) ?? new WeakMap<DocumentNode, Fitted>();
  fittings.set(endpoint, known);
  for (;;) {
    const fitted = known.get(document) ?? { document, missing: [] };
    if (fitted.document === undefined) return { ...NOTHING, missing: fitted.missing };
    const reply = await ask(fitted.document, only(variables, variablesOf(fitted.document)));
    const lacks = reply.data === undefined ? findLacks(reply.problems) : [];
    const unsaid = lacks.filter(({ inValue }) => inValue).map(({ member }) => member);
    if (unsaid.length > 0) return { ...NOTHING, missing: [...fitted.missing, ...unsaid] };
    const left = leaveOut(fitted.document, lacks);
    if (left === fitted.document) return { ...reply, missing: fitted.missing };
    const missing = new Set([...fitted.missing, ...lacks.map(({ member }) => member)]);
    known.set(document, { document: left, missing: [...missing] });
  }
}

function only(variables: object, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}
