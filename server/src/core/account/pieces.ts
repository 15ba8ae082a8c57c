/** What an account is asked for, by name. */
import type { PartName, PieceName } from '../../protocol/account.ts';

/** For people. */
export const PIECE_NAMES: Readonly<Record<PieceName, string>> = {
  roles: 'roles',
  spaces: 'spaces',
  apiKeys: 'API keys',
  teams: 'teams',
  teamBindings: 'team bindings',
  loginPolicies: 'login policies',
  authorizationScheme: 'the management strategy',
  opaVersion: "OPA's version",
};

export const PARTS = [
  'roles',
  'spaces',
  'apiKeys',
  'teams',
  'teamBindings',
  'loginPolicies',
] as const satisfies PartName[];

export const PIECES = [...PARTS, 'authorizationScheme', 'opaVersion'] as const satisfies PieceName[];
