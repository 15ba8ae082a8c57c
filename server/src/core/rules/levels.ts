/** How much what a rule says matters, after the settings. */
import type { CheckSettings, Level } from '../settings/settings.ts';
import { TABLE, type RuleId, type RuleInfo, type RuleMessage } from './table.ts';

/** @param message one of the rule's own */
export function levelOf(id: RuleId, message: RuleMessage, { rules }: CheckSettings): Level {
  const info: RuleInfo = TABLE[id];
  const level = message.level ?? info.level;
  return message.final ? level : (rules[id] ?? level);
}

/** Whether nothing the rule says can be ignored or set to another level: see `RuleMessage.final`. */
export function isFinal(id: RuleId): boolean {
  const { messages }: RuleInfo = TABLE[id];
  return Object.values(messages).every(({ final = false }) => final);
}

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(TABLE, text);
}
