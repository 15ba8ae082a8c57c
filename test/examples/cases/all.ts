import type { Pattern } from '../patternCase.ts';
import { keyById, keyByName, keyPrefix, keysPerEnvironment, keySuffix, toolKeys } from './keys.ts';
import { admin, deny, deprecatedSpaceRules, emailDomain, teamRewriting, teams } from './people.ts';
import { networks, rolesOverSpaces } from './places.ts';
import { windowBerlin, windowUtc } from './windows.ts';

/** Every pattern there is. */
export const PATTERNS: readonly Pattern[] = [
  keyByName,
  keyById,
  keyPrefix,
  keySuffix,
  keysPerEnvironment,
  toolKeys,
  rolesOverSpaces,
  windowUtc,
  windowBerlin,
  networks,
  teams,
  deny,
  teamRewriting,
  admin,
  deprecatedSpaceRules,
  emailDomain,
];
