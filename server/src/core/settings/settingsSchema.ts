/** The shape of `.login-policy.yaml`. `schemas/loginPolicySettings.schema.json` is made of it, for editors. */
import * as z from 'zod';
import { isFinal, isRuleId } from '../rules/levels.ts';
import { TABLE, type RuleId } from '../rules/table.ts';
import { LEVELS, type Level } from './settings.ts';

const level = z.enum(LEVELS);

/** Of a rule that nothing hides. */
const finalLevel = z.literal('error');

function levelOfRule(id: RuleId): z.ZodType<Level> {
  const { name, title, level: byDefault } = TABLE[id];
  return (isFinal(id) ? finalLevel : level).describe(`${name}: ${title} (default: ${byDefault})`);
}

const rules: Record<string, z.ZodOptional<z.ZodType<Level>>> = Object.fromEntries(
  Object.keys(TABLE)
    .filter(isRuleId)
    .map((id) => [id, levelOfRule(id).optional()]),
);

export const settingsSchema = z
  .strictObject({
    rules: z.strictObject(rules).optional().describe('How much each rule matters, by its id; off: not at all.'),
    slack: z.boolean().optional().describe('Whether people use Spacelift from Slack (default: false).'),
    keyLogin: z
      .enum(['id', 'name'])
      .optional()
      .describe('What input.session.login of an API key is: api:: and its id, or its name.'),
  })
  .describe('Settings of login-policy check: .login-policy.yaml');
