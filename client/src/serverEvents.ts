/** What the server tells by itself, for as many as want to hear it. */

/** What ends something. */
interface Ending {
  dispose(): void;
}

/** Of the language client: it keeps the last listener of each notification alone, and forgets the others. */
export interface Notified {
  onNotification(method: string, listener: (params: unknown) => void): Ending;
}

type Listener = (params: unknown) => void;

const LISTENERS = new WeakMap<Notified, Map<string, Set<Listener>>>();

/**
 * @param listener of the parameters that the method has on the wire
 * @returns what ends it for this listener
 */
export function listen(client: Notified, method: string, listener: (params: never) => void): Ending {
  const ofClient = LISTENERS.get(client) ?? new Map<string, Set<Listener>>();
  LISTENERS.set(client, ofClient);
  const listeners = ofClient.get(method) ?? new Set<Listener>();
  if (!ofClient.has(method)) {
    ofClient.set(method, listeners);
    client.onNotification(method, (params) => {
      for (const one of [...listeners]) one(params);
    });
  }
  // Its own, so that the same function can listen twice.
  const own: Listener = (params) => {
    listener(params as never);
  };
  listeners.add(own);
  return {
    dispose: () => {
      listeners.delete(own);
    },
  };
}
