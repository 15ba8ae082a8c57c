/** Every root field of the schema, answered. */
import { simulatePolicy, type SimulateInput } from '../simulate.ts';
import type { AccountRecords } from '../data/records.ts';
import { inventoryQueries } from './inventory.ts';
import { administrator, signedIn, type Context } from './permissions.ts';
import { policyQueries } from './policies.ts';
import { signInMutations, viewerQuery, type SignIn } from './signIn.ts';

export type Resolver = (args: Readonly<Record<string, unknown>>, context: Context) => unknown;
/** By the name of the field. */
export type Resolvers = Record<string, Resolver>;

export interface RootResolvers {
  query: Resolvers;
  mutation: Resolvers;
}

export interface Pretence {
  /** The list of roles is empty, whoever asks. */
  hidesRoles: boolean;
  /** No API key is there to sign in with. */
  forgetsKeys: boolean;
}

export function resolveRoots(records: AccountRecords, signIn: SignIn, pretence: Pretence): RootResolvers {
  const simulate = (input: unknown, context: Context): Promise<string> => {
    administrator(context);
    return simulatePolicy(input as SimulateInput, signIn);
  };
  return {
    query: {
      ...viewerQuery,
      ...factQueries(records),
      ...inventoryQueries(records, !pretence.hidesRoles),
      ...policyQueries(records),
    },
    mutation: {
      ...signInMutations(signIn, !pretence.forgetsKeys),
      policySimulate: simulate,
      policySimulatev2: ({ input }, context) => simulate(input, context),
    },
  };
}

/** What everybody who is signed in may know. */
function factQueries({ account }: AccountRecords): Resolvers {
  const facts = {
    name: account.name,
    authorizationScheme: account.authorizationScheme ?? 'LOGIN_POLICIES',
    policyRuntime: { openPolicyAgentVersion: account.opaVersion },
    debugInfo: { selfHostedVersion: '' },
  };
  const tell = (fact: unknown): Resolver => {
    return (_, context) => {
      signedIn(context);
      return fact;
    };
  };
  return Object.fromEntries(Object.entries(facts).map(([field, fact]) => [field, tell(fact)]));
}
