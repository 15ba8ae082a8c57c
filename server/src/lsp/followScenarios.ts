/** Scenario files beside policies, as they change: whom they name is among the sessions that are shown. */
import { inBackground } from './answer.ts';
import { tellRenewed } from './renew.ts';
import { isScenarioFile } from './scenarioFiles.ts';
import type { Server } from './server.ts';

/** While somebody types: whom a scenario names is other with each letter. */
const PAUSE_MS = 400;

export function followScenarios(server: Server): void {
  const { documents, policies, ownScenarios } = server;
  const timers = new Map<string, NodeJS.Timeout>();
  const followSoon = ({ document: { uri } }: { document: { uri: string } }): void => {
    if (!isScenarioFile(uri)) return;
    clearTimeout(timers.get(uri));
    const timer = setTimeout(() => {
      timers.delete(uri);
      inBackground(server, () => renewScenarios(server, [uri]));
    }, PAUSE_MS);
    timers.set(uri, timer.unref());
  };
  documents.onDidChangeContent(followSoon);
  documents.onDidClose(followSoon);
  policies.onClosed((uri) => {
    ownScenarios.forget(uri);
  });
}

/** Only of policies that are shown with what has changed. */
export async function renewScenarios(server: Server, files: readonly string[]): Promise<void> {
  const changed = new Set<string>();
  for (const uri of files) for (const one of await server.ownScenarios.changedBy(uri)) changed.add(one);
  if (changed.size === 0) return;
  server.policies.refreshThose(changed);
  tellRenewed(server);
}
