import { nearestName } from '../policy/nearestName.ts';
import { isRuleId } from './levels.ts';
import { TABLE, type RuleId } from './table.ts';

const IDS_BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(TABLE).map(([id, { name }]) => [name, id]));

/**
 * The rule that was meant by a text that is no rule's id: `sl8`, `SL-020`, `unknow-input`. Undefined where none is
 * near: one number is as near to another as the next.
 */
export function nearestRule(text: string): RuleId | undefined {
  const number = /^sl[-_ ]?0*(\d+)$/i.exec(text)?.[1];
  const name = number === undefined ? nearestName(text, [...IDS_BY_NAME.keys()]) : undefined;
  const id = number === undefined ? IDS_BY_NAME.get(name ?? '') : `SL${number.padStart(3, '0')}`;
  return id !== undefined && isRuleId(id) ? id : undefined;
}
