/** This product changes nothing at Spacelift: besides questions it sends these mutations only, which change nothing. */
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';

const HARMLESS: ReadonlySet<string> = new Set(['apiKeyUser', 'oauthUser', 'policySimulate', 'policySimulatev2']);

/** @throws {TypeError} for any other mutation, a subscription, or more than one operation: a mistake of the caller's */
export function assertHarmless(document: DocumentNode): void {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) throw new TypeError('A question is one operation.');
  if (operation.operation === OperationTypeNode.QUERY) return;
  for (const selection of operation.selectionSet.selections) {
    const name = selection.kind === Kind.FIELD ? selection.name.value : 'a fragment';
    const isHarmless = operation.operation === OperationTypeNode.MUTATION && HARMLESS.has(name);
    if (!isHarmless) throw new TypeError(`Never sent to Spacelift: ${operation.operation} of ${name}.`);
  }
}
