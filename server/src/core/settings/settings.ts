/** What a user chose for `check`: in a settings file (`readSettings.ts`), or in an editor. */
import type { Severity } from '../../protocol/findings.ts';
import type { RuleId } from '../rules/table.ts';

/** How much a rule matters; `off`: it says nothing. */
export type Level = 'off' | Severity;

export const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const satisfies readonly Level[];

export interface CheckSettings {
  /** Where they differ from the defaults (`rules/table.ts`). */
  readonly rules: Readonly<Partial<Record<RuleId, Level>>>;
  /** Whether people use Spacelift from Slack, where a login policy gets another input. */
  readonly slack: boolean;
  /** What `input.session.login` of an API key is: `api::` and its id, or its name. Undefined: not chosen here. */
  readonly keyLogin: 'id' | 'name' | undefined;
}

export const DEFAULT_SETTINGS: CheckSettings = { rules: {}, slack: false, keyLogin: undefined };
