import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import type { Answers } from './fakeApi.ts';
import { readAccount } from './readAccount.ts';

/** Something of the right shape, with anything anywhere. */
const name = fc.constantFrom('root', 'a', 'b', 'c', '', '__proto__', 'constructor');
const scrap = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300, 'LOGIN', 'REGO_V1', 'READ', 'SECRET', '1.4.2'),
  name,
);
const anything = fc.oneof({ weight: 3, arbitrary: scrap }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
const likely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: anything });
const record = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  likely(
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, likely(value)])), {
      requiredKeys: [],
    }),
  );
const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => likely(fc.array(item, { maxLength: 6 }));
const flag = fc.boolean();
const time = fc.integer({ min: 0, max: 2 ** 31 });
const described = { id: name, name, description: name };

const SHAPES: Record<string, fc.Arbitrary<unknown>> = {
  Roles: record({ roles: list(record({ ...described, slug: name, isSystem: flag, actions: list(name) })) }),
  Spaces: record({
    spaces: list(record({ ...described, parentSpace: name, inheritEntities: flag, labels: list(name) })),
  }),
  ApiKeys: record({
    apiKeys: list(
      record({
        ...described,
        type: fc.constantFrom('SECRET', 'OIDC'),
        admin: flag,
        deleted: flag,
        createdAt: time,
        expiresAt: time,
        lastUsedAt: time,
        teams: list(name),
        apiKeyRoleBindings: list(record({ role: record({ slug: name }), spaceID: name })),
      }),
    ),
  }),
  Teams: record({ availableUserGroups: list(name) }),
  TeamBindings: record({
    managedUserGroups: list(
      record({
        groupName: name,
        accessRules: list(record({ space: name, spaceAccessLevel: fc.constantFrom('READ', 'ADMIN') })),
      }),
    ),
  }),
  Policies: record({
    policies: list(
      record({ id: name, name, type: fc.constant('LOGIN'), engineType: fc.constantFrom('REGO_V0', 'REGO_V1') }),
    ),
  }),
  PolicyBody: record({ policy: record({ body: name }) }),
  Scheme: record({ authorizationScheme: fc.constantFrom('LOGIN_POLICIES', 'MANAGED_USERS') }),
  Runtime: record({ policyRuntime: record({ openPolicyAgentVersion: fc.constantFrom('1.0.0', 'v9.9.9', '0.1.0') }) }),
};

const failed = fc.array(
  fc.record({
    path: fc.constantFrom('', 'roles', 'spaces', 'apiKeys.0.teams', 'policy'),
    kind: fc.constantFrom('forbidden' as const, 'query' as const),
    message: fc.constant('in words'),
  }),
  { maxLength: 2 },
);
const missing = fc.subarray(['Role.slug', 'Query.roles', 'Space.labels']);
const answer = (shape: fc.Arbitrary<unknown>) => fc.record({ data: shape, failed, missing });
const account = fc.record(Object.fromEntries(Object.entries(SHAPES).map(([key, shape]) => [key, answer(shape)])));

it('answers of any shape become an account that passes the schema, or an error in words', async () => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(account, account, async (first, second) => {
      const toAnswers = (from: typeof first): Answers =>
        Object.fromEntries(Object.entries(from).map(([key, value]) => [key, () => value]));
      try {
        const before = await readAccount({ answers: toAnswers(first) });
        await readAccount({ answers: toAnswers(second), before });
        whole++;
      } catch (error) {
        expect(error).toBeInstanceOf(AccountError);
      }
    }),
    { seed: 6, numRuns: 300 },
  );
  expect(whole).toBeGreaterThan(250);
});
