/** Every rule that goes by simulation, in the order of the table. */
import type { AnySimulatedRule } from './rule.ts';
import { rule as sl050 } from './sl050DeadClause.ts';
import { rule as sl051 } from './sl051AlwaysRefused.ts';
import { rule as sl052 } from './sl052ReachedAdmin.ts';
import { rule as sl053 } from './sl053NobodyEnters.ts';
import { rule as sl054 } from './sl054HourMore.ts';
import { rule as sl055 } from './sl055SharedRole.ts';

export const SIMULATED_RULES: readonly AnySimulatedRule[] = [sl050, sl051, sl052, sl053, sl054, sl055];
