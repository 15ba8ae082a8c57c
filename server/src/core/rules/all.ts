/** Every rule, in the order of their ids. */
import type { AnyRule } from './rule.ts';
import { rule as sl008 } from './sl008DeprecatedSpaceRule.ts';
import { rule as sl010 } from './sl010RuleType.ts';
import { rule as sl011 } from './sl011PreludeConflict.ts';
import { rule as sl012 } from './sl012Package.ts';
import { rule as sl013 } from './sl013TeamsCompare.ts';
import { rule as sl017 } from './sl017DisabledBuiltin.ts';
import { rule as sl018 } from './sl018WrongHelper.ts';
import { rule as sl019 } from './sl019ExternalData.ts';
import { rule as sl020 } from './sl020UnknownInput.ts';
import { rule as sl023 } from './sl023EngineMismatch.ts';
import { rule as sl032 } from './sl032EmptyPolicy.ts';

export const RULES: readonly AnyRule[] = [sl008, sl010, sl011, sl012, sl013, sl017, sl018, sl019, sl020, sl023, sl032];
