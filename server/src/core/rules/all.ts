/** Every rule, in the order of their ids. */
import type { AnyRule } from './rule.ts';
import { rule as sl001 } from './sl001RoleUlid.ts';
import { rule as sl002 } from './sl002UnknownRole.ts';
import { rule as sl003 } from './sl003SpaceNotId.ts';
import { rule as sl004 } from './sl004UnknownSpace.ts';
import { rule as sl005 } from './sl005ApikeyByName.ts';
import { rule as sl006 } from './sl006UnknownApikey.ts';
import { rule as sl007 } from './sl007ApikeyBypass.ts';
import { rule as sl008 } from './sl008DeprecatedSpaceRule.ts';
import { rule as sl009 } from './sl009UnknownRule.ts';
import { rule as sl010 } from './sl010RuleType.ts';
import { rule as sl011 } from './sl011PreludeConflict.ts';
import { rule as sl012 } from './sl012Package.ts';
import { rule as sl013 } from './sl013TeamsCompare.ts';
import { rule as sl014 } from './sl014DenyNotAllow.ts';
import { rule as sl015 } from './sl015NoGrant.ts';
import { rule as sl016 } from './sl016RolesWithoutAllow.ts';
import { rule as sl017 } from './sl017DisabledBuiltin.ts';
import { rule as sl018 } from './sl018WrongHelper.ts';
import { rule as sl019 } from './sl019ExternalData.ts';
import { rule as sl020 } from './sl020UnknownInput.ts';
import { rule as sl021 } from './sl021SlackDeny.ts';
import { rule as sl022 } from './sl022TeamDropsOriginals.ts';
import { rule as sl023 } from './sl023EngineMismatch.ts';
import { rule as sl024 } from './sl024BroadAdmin.ts';
import { rule as sl025 } from './sl025AllowAll.ts';
import { rule as sl026 } from './sl026TeamCasing.ts';
import { rule as sl027 } from './sl027UnknownTeam.ts';
import { rule as sl028 } from './sl028Placeholder.ts';
import { rule as sl029 } from './sl029RoleWithoutRead.ts';
import { rule as sl030 } from './sl030RedundantGrant.ts';
import { rule as sl031 } from './sl031TimeWindow.ts';
import { rule as sl032 } from './sl032EmptyPolicy.ts';
import { rule as sl034 } from './sl034StrategyOff.ts';
import { rule as sl035 } from './sl035SampleAlways.ts';
import { rule as sl038 } from './sl038DenyAdminDead.ts';
import { rule as sl039 } from './sl039NotANetwork.ts';
import { rule as sl040 } from './sl040NotATime.ts';
import { rule as sl041 } from './sl041Contradiction.ts';
import { rule as sl042 } from './sl042MixedZones.ts';
import { rule as sl043 } from './sl043UnanchoredPattern.ts';
import { rule as sl044 } from './sl044DuplicateClause.ts';
import { rule as sl046 } from './sl046StandIn.ts';

export const RULES: readonly AnyRule[] = [
  sl001,
  sl002,
  sl003,
  sl004,
  sl005,
  sl006,
  sl007,
  sl008,
  sl009,
  sl010,
  sl011,
  sl012,
  sl013,
  sl014,
  sl015,
  sl016,
  sl017,
  sl018,
  sl019,
  sl020,
  sl021,
  sl022,
  sl023,
  sl024,
  sl025,
  sl026,
  sl027,
  sl028,
  sl029,
  sl030,
  sl031,
  sl032,
  sl034,
  sl035,
  sl038,
  sl039,
  sl040,
  sl041,
  sl042,
  sl043,
  sl044,
  sl046,
];
