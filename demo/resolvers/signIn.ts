/** Who is asking, and how one signs in. */
import { EngineError } from '../../server/src/core/ports.ts';
import { GraphQLError } from 'graphql';
import { admitGitHubUser, admitKey, type Gate } from '../admission.ts';
import type { Clock } from '../../server/src/core/ports.ts';
import type { Identity, Sessions } from '../sessions.ts';
import { unauthorized } from './permissions.ts';
import type { Resolvers } from './resolvers.ts';

export interface SignIn extends Gate {
  sessions: Sessions;
  clock: Clock;
  /** The account's base address, which tokens are for. */
  endpoint: string;
}

export const viewerQuery: Resolvers = {
  viewer: (_, { identity }) => identity && showUser(identity),
};

/** `knowsKeys`: false, and no key is there. */
export function signInMutations(signIn: SignIn, knowsKeys: boolean): Resolvers {
  const enter = (identity: Identity | undefined): object => {
    if (identity === undefined) throw unauthorized();
    return { ...showUser(identity), ...signIn.sessions.issue(identity, signIn.endpoint) };
  };
  return {
    apiKeyUser: async ({ id, secret }, { ip }) => {
      const key = knowsKeys ? signIn.inventory.key(String(id)) : undefined;
      if (key === undefined) return null;
      const caller = { ip, now: signIn.clock.now() };
      return enter(await admitKey(key, String(secret), caller, signIn).catch(tellEngineError));
    },
    oauthUser: ({ token }) => enter(admitGitHubUser(String(token), signIn)),
  };
}

function showUser({ login, name, isAdmin }: Identity): object {
  return { id: login, login, name, admin: isAdmin };
}

function tellEngineError(error: unknown): never {
  throw error instanceof EngineError ? new GraphQLError(error.message) : error;
}
