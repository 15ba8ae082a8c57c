/** Our own request: which login policies there are, to be asked beside another. */
import { POLICIES, type PoliciesResult } from '../../protocol/lsp.ts';
import { guardPlain } from '../answer.ts';
import { listKnown } from '../knownPolicies.ts';
import type { Feature } from '../server.ts';

export const knownPolicies: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    server.connection.onRequest(
      POLICIES,
      guardPlain<PoliciesResult>(server, [], async () => {
        const known = await listKnown(server);
        return known.map(({ uri }) => uri);
      }),
    );
  },
};
