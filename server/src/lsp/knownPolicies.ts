/** The login policies that are known: of the open ones as they stand, of those in the workspace folders as on disk. */
import { placeRules, type PolicyOnDisk } from './policiesOnDisk.ts';
import type { Server } from './server.ts';
import { isView, normalize } from './uris.ts';

export async function listKnown(server: Pick<Server, 'policies' | 'policiesOnDisk'>): Promise<PolicyOnDisk[]> {
  const found = await server.policiesOnDisk.find();
  return [...listOpen(server), ...leaveOutOpen(found, server)];
}

function listOpen({ policies }: Pick<Server, 'policies'>): PolicyOnDisk[] {
  return [...policies.all].flatMap(({ uri }) => {
    const policy = isView(uri) ? undefined : policies.get(uri);
    return policy ? [{ uri, rules: placeRules(policy.model) }] : [];
  });
}

/** Also where what is open is no login policy any more. */
function leaveOutOpen(found: readonly PolicyOnDisk[], { policies }: Pick<Server, 'policies'>): PolicyOnDisk[] {
  const open = new Set([...policies.all].map(({ uri }) => normalize(uri)));
  return found.filter(({ uri }) => !open.has(normalize(uri)));
}
