/** What can be set of a session beside who logs in, and what holds as long as it is not set. */
import type { SimulationReport } from '../../../server/src/protocol/simulation.ts';
import { brief } from './clauses.ts';
import type { Details } from './form.ts';

/** Of the fields that the form has no row of its own for: texts, and yes or no. */
export type TextDetail = 'name' | 'creatorIp' | 'accountName' | 'stackId' | 'idpSubject';
export type FlagDetail = 'member' | 'admin' | 'machine';

export interface DetailField<Name extends keyof Details = TextDetail | FlagDetail> {
  name: Name;
  /** As the input document has it, below `session`. */
  field: string;
  /** For screen readers. */
  label: string;
}

export const FLAGS: readonly DetailField<FlagDetail>[] = [
  { name: 'member', field: 'member', label: 'Member of the organization' },
  { name: 'admin', field: 'admin', label: 'Already an admin' },
  { name: 'machine', field: 'machine', label: 'Session of a machine' },
];

export const TEXTS: readonly DetailField<TextDetail>[] = [
  { name: 'name', field: 'name', label: 'Name of the session' },
  { name: 'creatorIp', field: 'creator_ip', label: 'Address that the session was made from' },
  { name: 'idpSubject', field: 'idp_subject', label: 'Subject at the identity provider' },
  { name: 'accountName', field: 'account_name', label: "Account of a machine's session" },
  { name: 'stackId', field: 'stack_id', label: "Stack of a machine's session" },
];

/** What stands for a field that is not set. */
export interface Standing {
  /** As JSON has it, a text as it is; undefined: the session has none, or nothing is known yet. */
  value: string | undefined;
  /** Another value would change the decision. */
  decides: boolean;
}

export function standingOf(field: string, report: SimulationReport | undefined): Standing {
  const assumption = report?.assumed.find((one) => one.field === `session.${field}`);
  const { value } = assumption ?? {};
  return {
    value: value === undefined ? undefined : typeof value === 'string' ? value : brief(value),
    decides: assumption?.effect === 'decides',
  };
}

/** How many of these fields are set. */
export function countSet(details: Details): number {
  return [...FLAGS, ...TEXTS].filter(({ name }) => details[name] !== undefined).length;
}
