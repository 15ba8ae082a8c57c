/** Policies and their recorded logins, as the API shows them. */
import { toSeconds, type AccountRecords, type PolicyRecord } from '../data/records.ts';
import type { SampleRecord } from '../data/samples.ts';
import { showSpace } from './inventory.ts';
import { administrator, levelIn, signedIn, type Context } from './permissions.ts';
import type { Resolvers } from './resolvers.ts';
import { search, type Connection, type Fields, type SearchInput } from './search.ts';

const POLICY_FIELDS: Fields<PolicyRecord> = {
  name: ({ name }) => name,
  type: ({ type }) => type,
  space: ({ space }) => space,
  labels: ({ labels }) => labels,
  createdAt: ({ createdAt }) => toSeconds(createdAt),
  updatedAt: ({ updatedAt }) => toSeconds(updatedAt),
};

const SAMPLE_FIELDS: Fields<SampleRecord> = {
  outcome: ({ outcome }) => outcome,
  createdAt: ({ at }) => toSeconds(at),
};

export function policyQueries(records: AccountRecords): Resolvers {
  const visible = (context: Context): PolicyRecord[] => {
    const identity = signedIn(context);
    return records.policies.filter(({ space }) => levelIn(space, identity, records.inventory) !== undefined);
  };
  const show = (policy: PolicyRecord): object => showPolicy(policy, records);
  return {
    policies: (_, context) => visible(context).map(show),
    policy: ({ id }, context) =>
      visible(context)
        .filter((policy) => policy.id === id)
        .map(show)[0],
    searchPolicies: ({ input }, context) => {
      const texts = ({ name, description }: PolicyRecord): string[] => [name, description];
      return showNodes(search(visible(context), input as SearchInput, POLICY_FIELDS, texts), show);
    },
  };
}

function showPolicy(policy: PolicyRecord, records: AccountRecords): object {
  const { engine, createdAt, updatedAt, samples, ...rest } = policy;
  return {
    ...rest,
    engineType: `REGO_${engine.toUpperCase()}`,
    createdAt: toSeconds(createdAt),
    updatedAt: toSeconds(updatedAt),
    spaceDetails: (_: unknown, context: Context) => showSpace(records.inventory.space(policy.space), records, context),
    evaluationRecords: (_: unknown, context: Context) => {
      administrator(context);
      return samples.map(showSample);
    },
    evaluationSample: ({ key }: { key: string }, context: Context) => {
      administrator(context);
      const sample = samples.find((one) => one.key === key);
      return sample && { input: sample.input, body: policy.body };
    },
    searchEvaluationRecords: ({ input }: { input: SearchInput }, context: Context) => {
      administrator(context);
      return showNodes(
        search(samples, input, SAMPLE_FIELDS, ({ key }) => [key]),
        showSample,
      );
    },
  };
}

function showSample({ key, outcome, at }: SampleRecord): object {
  return { key, outcome, timestamp: toSeconds(at) };
}

function showNodes<Item>({ edges, pageInfo }: Connection<Item>, show: (item: Item) => object): Connection<object> {
  return { edges: edges.map(({ node }) => ({ node: show(node) })), pageInfo };
}
