import { mayPass } from '../../core/account/accountError.ts';
import { PIECES } from '../../core/account/pieces.ts';
import type { AccountSnapshot, Part } from '../../protocol/account.ts';
import type { Fetched, FetchedInventory } from './fetchInventory.ts';

/**
 * What is known of the account now, but for what recorded logins show: what was just read, and where a piece could not be had, what was known of it
 * before. Passes `snapshotSchema`.
 * @param endpoint `https://acme.app.spacelift.io`; one without TLS (this computer's own) is a made-up account's, and
 * left out
 */
export function mergeSnapshot(
  endpoint: string,
  fetched: FetchedInventory,
  before: AccountSnapshot | undefined,
): AccountSnapshot {
  const scheme = valueOf(fetched.authorizationScheme, before?.authorizationScheme);
  const opaVersion = valueOf(fetched.opaVersion, before?.opaVersion);
  const missed = findMissed(fetched);
  return {
    version: 1,
    name: nameOf(endpoint),
    ...(endpoint.startsWith('https:') && { endpoint }),
    ...(scheme && { authorizationScheme: scheme }),
    ...(opaVersion && { opaVersion }),
    ...(missed && { missed }),
    roles: keepKnown(fetched.roles.result, before?.roles),
    spaces: keepKnown(fetched.spaces.result, before?.spaces),
    apiKeys: keepKnown(fetched.apiKeys.result, before?.apiKeys),
    teams: keepKnown(fetched.teams.result, before?.teams),
    teamBindings: keepKnown(fetched.teamBindings.result, before?.teamBindings),
    loginPolicies: keepKnown(fetched.loginPolicies.result, before?.loginPolicies),
  };
}

/** The first label of its host; of this computer and of an address, the host. */
function nameOf(endpoint: string): string {
  const { host, hostname } = new URL(endpoint);
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  return isAddress ? host : (hostname.split('.')[0] ?? host);
}

function valueOf<Value>({ result, failure }: Fetched<Value>, before: Value): Value {
  return failure ? before : result;
}

function findMissed(fetched: FetchedInventory): AccountSnapshot['missed'] {
  const missed = PIECES.flatMap((piece) => {
    const { failure } = fetched[piece];
    return failure && mayPass(failure) ? [[piece, failure.event] as const] : [];
  });
  return missed.length === 0 ? undefined : Object.fromEntries(missed);
}

/** A part that could not be had is better known as it was than not at all; it says so, and keeps its time. */
function keepKnown<Item>(now: Part<Item>, before: Part<Item> | undefined): Part<Item> {
  const isHad = now.state === 'complete' || now.state === 'partial';
  if (isHad || !before || before.items.length === 0) return now;
  const reason = `as it was before: ${now.reason ?? now.state}`;
  return { state: 'partial', at: before.at, items: before.items, reason };
}
