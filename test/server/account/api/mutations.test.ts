import { parse, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import * as documents from '../../../../server/src/account/generated/documents.ts';
import { openApi, startSpacelift } from './fakeSpacelift.ts';

test.each([
  ['mutation { policyDelete(id: "x") { id } }', 'mutation of policyDelete'],
  [
    'mutation { policySimulate(body: "", input: "", type: LOGIN) roleDelete(id: "x") { id } }',
    'mutation of roleDelete',
  ],
  ['mutation { policySimulate: policyDelete(id: "x") { id } }', 'mutation of policyDelete'],
  ['mutation { ...All } fragment All on Mutation { logout }', 'mutation of a fragment'],
  ['subscription { policySimulate }', 'subscription of policySimulate'],
])('%s is never sent', async (text, named) => {
  const server = await startSpacelift();
  const { api } = openApi({ endpoint: server.endpoint });
  await expect(api.request(parse(text), {})).rejects.toThrow(`Never sent to Spacelift: ${named}.`);
  expect(server.asked).toEqual([]);
});

test('nor is one of two operations', async () => {
  const server = await startSpacelift();
  const { api } = openApi({ endpoint: server.endpoint });
  await expect(api.request(parse('query A { name } mutation B { logout }'), {})).rejects.toThrow(
    'A question is one operation.',
  );
  expect(server.asked).toEqual([]);
});

test('all that the product asks is sent', async () => {
  const server = await startSpacelift();
  const { api } = openApi({ endpoint: server.endpoint });
  const all = Object.values(documents) as DocumentNode[];
  for (const document of all) await api.request(document, {});
  expect(server.asked.length).toBeGreaterThan(all.length);
});
