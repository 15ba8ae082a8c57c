/** The API keys of a matrix, in both forms of their login where it is not known which is right, and where it matters. */
import type { ApiKey } from '../../protocol/account.ts';
import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { idIn, loginOf } from '../account/keyLogin.ts';
import { identifyActor } from '../simulation/actor.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import { parseTimestamp } from '../simulation/instant.ts';
import { reachesInput } from '../simulation/reach.ts';
import { classifyKeys } from './alikeKeys.ts';
import type { Candidate } from './candidate.ts';
import type { SubjectContext } from './subjects.ts';
import { ascending } from '../ascending.ts';
import { counted } from '../counted.ts';

/** Policies are not asked about administrative keys. */
const BYPASS = 'administrative';

/** Every key that can log in, or that a policy names. */
export function listKeys(context: SubjectContext): { keys: Candidate[]; leftOut: string[] } {
  const { account, models, now } = context;
  if (account === undefined) return { keys: [], leftOut: [] };
  const named = new Set(models.flatMap((model) => textsOf(model, 'login')));
  const isNamed = (key: ApiKey): boolean => named.has(loginOf(key)) || named.has(key.name);
  const all = [...account.account.apiKeys.items].sort(compareKeys);
  const shown = all.filter((key) => !isGone(key, now) || isNamed(key));
  const gone = all.length - shown.length;
  const classify = classifyKeys(models, account, now);
  return {
    keys: shown.map((key): Candidate => {
      const candidate = describeKey(key, 'account', context);
      if (isNamed(key)) return candidate;
      const classes = key.admin ? [BYPASS] : candidate.sessions.map(classify);
      return { ...candidate, isCommon: true, classes };
    }),
    leftOut: [
      ...(gone > 0 ? [`${counted(gone, 'API key')} of the account can't log in (deleted, or expired by now)`] : []),
      ...describePart(account),
    ],
  };
}

function describePart({ account: { apiKeys } }: Inventory): string[] {
  const { state, reason } = apiKeys;
  if (state === 'complete') return [];
  return [`The account's list of API keys is ${state}${reason === undefined ? '' : ` (${reason})`}: others may exist`];
}

/** @throws {BadInput} for a key that the account is sure not to have, or has several of */
export function describeChosenKey(text: string, origin: MatrixSubject['origin'], context: SubjectContext): Candidate {
  const { key } = identifyActor({ key: text }, context.account);
  if (key !== undefined) return describeKey(key, origin, context);
  return { kind: 'key', name: text, origin, sessions: [{ key: text }] };
}

function describeKey(key: ApiKey, origin: MatrixSubject['origin'], context: SubjectContext): Candidate {
  const { account, keyLogin, models, now } = context;
  const { id, name } = key;
  const state = stateOf(key, now);
  const isRead = models.some((model) => reachesInput(model, 'session.login'));
  const isSettled = keyLogin === undefined && account?.account.keyLogin !== undefined;
  // Of a key that policies are not asked about, nothing matters.
  const isOne = !isRead || key.admin || isSettled;
  const sessions = isOne
    ? [{ key: id }]
    : keyLogin === undefined
      ? ([
          { key: id, loginAs: 'id' },
          { key: id, loginAs: 'name' },
        ] as const)
      : [{ key: id, loginAs: keyLogin }];
  const isShared = (account?.keysNamed(name).length ?? 0) > 1;
  return { kind: 'key', name: isShared ? `${name} (${id})` : name, origin, ...(state && { state }), sessions };
}

function stateOf(key: ApiKey, now: bigint): MatrixSubject['state'] {
  if (key.deleted) return 'deleted';
  if (isGone(key, now)) return 'expired';
  return key.admin ? 'admin' : undefined;
}

function isGone({ deleted, expiresAt }: ApiKey, now: bigint): boolean {
  return deleted || (expiresAt !== undefined && parseTimestamp(expiresAt) <= now);
}

/** Whether a login that a policy names is one of the account's keys: then it has its own row already. */
export function isKeyOf(login: string, account: Inventory | undefined): boolean {
  const id = idIn(login);
  if (account === undefined) return false;
  return id === undefined ? account.keysNamed(login).length > 0 : account.key(id) !== undefined;
}

function compareKeys(a: ApiKey, b: ApiKey): number {
  return ascending(a.name, b.name) || ascending(a.id, b.id);
}
