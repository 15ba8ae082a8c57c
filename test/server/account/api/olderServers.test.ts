import { parse, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import { findLacks, leaveOut } from '../../../../server/src/account/api/degrade.ts';
import {
  ApiKeysDocument,
  ApiKeyUserDocument,
  PolicyBodyDocument,
  RolesDocument,
  RuntimeDocument,
  SampleDocument,
  SimulateDocument,
  SimulateWithEngineDocument,
} from '../../../../server/src/account/generated/documents.ts';
import type { GraphqlProblem } from '../../../../server/src/account/http/graphqlRequest.ts';
import { data, failure, openApi, startSpacelift, type Asked, type Reply } from './fakeSpacelift.ts';

interface Lacking {
  name: string;
  document: DocumentNode;
  variables?: Record<string, unknown>;
  /** What the server says, and of which word of the question. */
  says: { message: string; at?: string; path?: string[] }[];
  /** The question as it is asked then, without white space; undefined: it is not asked again. */
  left: string | undefined;
  missing: string[];
}

const CASES: Lacking[] = [
  {
    name: 'a field',
    document: RolesDocument,
    says: [{ message: 'Cannot query field "slug" on type "Role". Did you mean "id"?', at: 'slug' }],
    left: 'query Roles { roles { id name description isSystem actions } }',
    missing: ['Role.slug'],
  },
  {
    name: 'a field, without saying where',
    document: RolesDocument,
    says: [{ message: 'Cannot query field "slug" on type "Role".' }],
    left: 'query Roles { roles { id name description isSystem actions } }',
    missing: ['Role.slug'],
  },
  {
    name: 'one of two fields of a name, by its place',
    document: ApiKeysDocument,
    says: [{ message: 'Cannot query field "slug" on type "Role".', at: 'slug' }],
    left:
      'query ApiKeys { apiKeys { id name description type admin createdAt lastUsedAt expiresAt deleted teams ' +
      'apiKeyRoleBindings { spaceID } } }',
    missing: ['Role.slug'],
  },
  {
    name: 'two fields at once, and so a parent',
    document: ApiKeysDocument,
    says: [
      { message: 'Cannot query field "slug" on type "Role".', at: 'slug' },
      { message: 'Cannot query field "spaceID" on type "ApiKeyRoleBinding".', at: 'spaceID' },
    ],
    left: 'query ApiKeys { apiKeys { id name description type admin createdAt lastUsedAt expiresAt deleted teams } }',
    missing: ['Role.slug', 'ApiKeyRoleBinding.spaceID'],
  },
  {
    name: 'all of a question',
    document: RuntimeDocument,
    says: [{ message: 'Cannot query field "policyRuntime" on type "Query".', at: 'policyRuntime' }],
    left: undefined,
    missing: ['Query.policyRuntime'],
  },
  {
    name: 'an argument, as graphql-js says it',
    document: SampleDocument,
    variables: { policy: 'p', key: 'k' },
    says: [{ message: 'Unknown argument "key" on field "Policy.evaluationSample".', at: 'key: $key' }],
    left: undefined,
    missing: ['Policy.evaluationSample'],
  },
  {
    name: 'an argument, as graph-gophers says it',
    document: parse('query Q($a: Int, $b: Int) { a(x: $a) b(x: $b) }'),
    variables: { a: 1, b: 2 },
    says: [{ message: 'Unknown argument "x" on field "a" of type "Query".', at: 'x: $a' }],
    left: 'query Q($b: Int) { b(x: $b) }',
    missing: ['Query.a'],
  },
  {
    name: 'a mutation and the type of its input',
    document: SimulateWithEngineDocument,
    variables: { input: { type: 'LOGIN', body: 'b', input: 'i' } },
    says: [
      { message: 'Unknown type "PolicySimulateInput".', at: 'PolicySimulateInput' },
      { message: 'Cannot query field "policySimulatev2" on type "Mutation".', at: 'policySimulatev2' },
    ],
    left: undefined,
    missing: ['PolicySimulateInput', 'Mutation.policySimulatev2'],
  },
  {
    name: 'a value of an enumeration',
    document: SimulateDocument,
    variables: { body: 'b', input: 'i' },
    says: [{ message: 'Value "LOGIN" does not exist in "PolicyType" enum.', at: 'LOGIN' }],
    left: undefined,
    missing: ['PolicyType.LOGIN'],
  },
];

test.each(CASES)('a server lacks $name', async ({ document, variables = {}, says, left, missing }) => {
  const server = await startSpacelift({
    answer: (asked, nth) => {
      if (asked.operation === 'ApiKeyUser') return undefined;
      return nth === 1 ? refusal(asked, says) : data({ fine: true });
    },
  });
  const { api } = openApi({ endpoint: server.endpoint });
  const answer = { data: left === undefined ? {} : { fine: true }, missing, failed: [] };
  expect(await api.request(document, variables)).toEqual(answer);
  // Remembered: the second time it is asked as it is understood, by another api as well.
  expect(await openApi({ endpoint: server.endpoint }).api.request(document, variables)).toEqual(answer);
  const asked = server.asked.filter(({ operation }) => operation !== 'ApiKeyUser');
  expect(asked.slice(1).map(({ query }) => query.replaceAll(/\s+/g, ' '))).toEqual(
    left === undefined ? [] : [left, left],
  );
  for (const { query, variables: sent } of asked) {
    expect(Object.keys(sent).every((name) => query.includes(`$${name}`))).toBe(true);
  }
});

/** As servers refuse a question that they do not understand: with 422 in some, and no data. */
function refusal({ query }: Asked, says: Lacking['says']): Reply {
  const errors = says.map(({ message, at, path }) => ({
    message,
    ...(path !== undefined && { path }),
    ...(at !== undefined && { locations: [placeOf(query, at)] }),
  }));
  return { status: 422, json: { errors } };
}

function placeOf(text: string, word: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

test.each([
  {
    message:
      'Variable "$input" got invalid value { type: "LOGIN" }; Field "engineType" is not defined by type "PolicySimulateInput".',
    missing: 'PolicySimulateInput.engineType',
  },
  {
    message:
      'Variable "$input" got invalid value "REGO_V1"; Value "REGO_V1" does not exist in "PolicyEngineType" enum.',
    missing: 'PolicyEngineType.REGO_V1',
  },
  { message: 'unknown field', path: ['variable', 'input', 'engineType'], missing: 'input.engineType' },
  {
    message: 'REGO_V1 is not a valid PolicyEngineType',
    path: ['variable', 'input'],
    missing: 'PolicyEngineType.REGO_V1',
  },
])('what a server lacks of a value is not left out, and not remembered: $message', async ({ missing, ...said }) => {
  const server = await startSpacelift({
    answer: ({ operation, variables }) => {
      if (operation === 'ApiKeyUser') return undefined;
      const { engineType } = variables['input'] as { engineType?: string };
      return engineType === undefined ? data({ policySimulatev2: '{}' }) : { json: { errors: [said] } };
    },
  });
  const { api } = openApi({ endpoint: server.endpoint });
  const input = { type: 'LOGIN', body: 'b', input: 'i' } as const;
  expect(await api.request(SimulateWithEngineDocument, { input: { ...input, engineType: 'REGO_V1' } })).toEqual({
    data: {},
    missing: [missing],
    failed: [],
  });
  expect(await api.request(SimulateWithEngineDocument, { input })).toEqual({
    data: { policySimulatev2: '{}' },
    missing: [],
    failed: [],
  });
});

test('a server that goes on lacking what is no longer asked for is not asked for ever', async () => {
  const server = await startSpacelift({
    answer: (asked) =>
      asked.operation === 'Roles'
        ? refusal(asked, [{ message: 'Cannot query field "slug" on type "Role".' }])
        : undefined,
  });
  const { api } = openApi({ endpoint: server.endpoint });
  expect(await failure(api.request(RolesDocument, {}))).toBe(
    `query: ${server.host} does not answer the question: “Cannot query field "slug" on type "Role".”`,
  );
  expect(server.operations()).toEqual(['ApiKeyUser', 'Roles', 'Roles']);
});

test('the end of a token is not asked of a server that does not tell it', async () => {
  const server = await startSpacelift({
    answer: (asked) =>
      asked.operation === 'ApiKeyUser' && asked.query.includes('validUntil')
        ? refusal(asked, [{ message: 'Cannot query field "validUntil" on type "User".', at: 'validUntil' }])
        : undefined,
  });
  const { api } = openApi({ endpoint: server.endpoint });
  await api.request(RolesDocument, {});
  expect(server.operations()).toEqual(['ApiKeyUser', 'ApiKeyUser', 'Roles']);
});

test('other problems are no lacks', () => {
  const problem = (message: string): GraphqlProblem => ({ message, path: [], locations: [] });
  expect(findLacks([problem('unauthorized'), problem('Syntax Error: Unexpected Name "slug".')])).toEqual([]);
  expect(leaveOut(PolicyBodyDocument, [])).toBe(PolicyBodyDocument);
  expect(leaveOut(ApiKeyUserDocument, findLacks([problem('Cannot query field "slug" on type "Role".')]))).toBe(
    ApiKeyUserDocument,
  );
});
