/** The schema file is what is served, all of it. */
import fs from 'node:fs';
import path from 'node:path';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  validate,
  type GraphQLNamedType,
  type IntrospectionQuery,
  type OperationDefinitionNode,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoAccount } from '../../demo/server.ts';
import { ask, demoSchema, signIn, startDemo } from '../support/demoAccount.ts';
import { startEngine } from '../support/engine.ts';

const documents = path.resolve(import.meta.dirname, '../../server/src/account/documents');
const schema = buildSchema(demoSchema);
const BODY = 'package spacelift\n\nallow if input.session.member\n';
const INPUT = '{"session": {"member": true, "teams": []}}';

const engine = startEngine();
let demo: DemoAccount;
let token: string;
beforeAll(async () => {
  demo = await startDemo({ engine });
  token = await signIn(demo);
});
afterAll(async () => {
  await demo.close();
  await engine.dispose();
});

it('introspection gives the schema file, without a token', async () => {
  const { data } = await ask(demo, getIntrospectionQuery());
  expect(printSchema(buildClientSchema(data as unknown as IntrospectionQuery))).toBe(printSchema(schema));
});

it('a root field without an answer is told at the start', async () => {
  const extended = demoSchema.replace('type Query {', 'type Query {\n  stacks: [ID!]!');
  await expect(startDemo({ schema: extended })).rejects.toThrow('no answer to stacks');
});

describe('what the product asks', () => {
  const operations = fs.readdirSync(documents).flatMap((file) => {
    const document = parse(fs.readFileSync(path.join(documents, file), 'utf8'));
    return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  });

  it.each(operations.map((operation): [string, OperationDefinitionNode] => [operation.name?.value ?? '', operation]))(
    '%s',
    async (_, operation) => {
      expect(validate(schema, { kind: Kind.DOCUMENT, definitions: [operation] })).toEqual([]);
      const names = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
      const variables = Object.fromEntries(names.map((name) => [name, valueOf(name, print(operation))]));
      const { status, data, errors } = await ask(demo, print(operation), { variables, token });
      expect({ status, errors }).toEqual({ status: 200, errors: [] });
      expect(Object.values(data ?? {}).filter((value) => value === null)).toEqual([]);
    },
  );

  function valueOf(variable: string, operation: string): unknown {
    const simulated = { type: 'LOGIN', body: BODY, input: INPUT, engineType: 'REGO_V1' };
    const values: Record<string, unknown> = {
      id: operation.includes('apiKeyUser') ? demo.keyId : 'main-login',
      secret: demo.keySecret,
      token: demo.githubToken,
      policy: 'main-login',
      key: 'a key that is not there',
      body: BODY,
      input: operation.includes('policySimulatev2') ? simulated : INPUT,
    };
    expect(values, `no value for $${variable}`).toHaveProperty(variable);
    return values[variable];
  }
});

it('every field of every type has a value somewhere', async () => {
  const ARGUMENTS: Record<string, string> = {
    space: '(id: "legacy")',
    apiKey: '(id: "01J1K72000GTWNSTSE263CVGCC")',
    policy: '(id: "main-login")',
    searchPolicies: '(input: {})',
    searchEvaluationRecords: '(input: {})',
  };
  /** Of token exchanges only, and what needs the key of a sample. */
  const ELSEWHERE = [
    'User.jwt',
    'User.validUntil',
    'Policy.evaluationSample',
    'EvaluationSample.input',
    'EvaluationSample.body',
  ];

  /** All fields of a type, and below them those of theirs. */
  function select(type: GraphQLNamedType | null | undefined, depth: number): string {
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).map(({ name, args, type: given }) => {
      const inner = select(getNamedType(given), depth - 1);
      if (args.length > 0 && !(name in ARGUMENTS)) return '';
      const wanted = args.length > 0 ? `${name}${ARGUMENTS[name] ?? ''}` : name;
      return inner !== '' || isLeafType(getNamedType(given)) ? `${wanted} ${inner}` : '';
    });
    return depth === 0 || fields.join('') === '' ? '' : `{ __typename ${fields.join(' ')} }`;
  }

  function* filled(value: unknown): Generator<string> {
    if (typeof value !== 'object' || value === null) return;
    const type = '__typename' in value ? String(value.__typename) : '';
    for (const [field, inner] of Object.entries(value)) {
      if (inner !== null) yield `${type}.${field}`;
      yield* filled(inner);
    }
  }

  const { data, errors } = await ask(demo, select(schema.getQueryType(), 5), { token });
  expect(errors).toEqual([]);
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  const all = types.flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
  );
  const left = new Set(all.filter((name) => !name.startsWith('Mutation.') && !ELSEWHERE.includes(name)));
  for (const name of filled(data)) left.delete(name);
  expect([...left]).toEqual([]);
});

it('a sample that is listed can be had, and is an input of the policy', async () => {
  const listed = await ask(demo, '{ policy(id: "main-login") { evaluationRecords { key } } }', { token });
  const { evaluationRecords } = listed.data?.['policy'] as { evaluationRecords: { key: string }[] };
  const key = evaluationRecords[0]?.key;
  const query =
    'query ($key: String!) { policy(id: "main-login") { body evaluationSample(key: $key) { input body } } }';
  const { data } = await ask(demo, query, { variables: { key }, token });
  const policy = data?.['policy'] as { body: string; evaluationSample: { input: string; body: string } };
  expect(policy.evaluationSample.body).toBe(policy.body);
  expect(JSON.parse(policy.evaluationSample.input)).toHaveProperty('session.login');
  expect(policy.evaluationSample.input).toMatch(/"timestamp_ns":\d{19}\b/);
});

it('can do nothing but sign in and simulate', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(mutations).toEqual(['apiKeyUser', 'oauthUser', 'policySimulate', 'policySimulatev2']);
});
