/**
 * `schemas/loginPolicySettings.schema.json`, which editors complete and check settings files with, says what the
 * reader of settings says. Written anew by `npx vitest run test/tidy/settingsSchema.test.ts --update`.
 */
import { Ajv } from 'ajv';
import * as prettier from 'prettier';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readSettings } from '../../server/src/core/settings/readSettings.ts';
import { settingsSchema } from '../../server/src/core/settings/settingsSchema.ts';

const schema = { title: 'Settings of login-policy', ...z.toJSONSchema(settingsSchema, { target: 'draft-7' }) };

test('the schema is made of what the reader reads by', async () => {
  const made = JSON.stringify({
    title: 'Settings of login-policy',
    ...z.toJSONSchema(settingsSchema, { target: 'draft-7' }),
  });
  const text = await prettier.format(made, { parser: 'json', printWidth: 120 });
  await expect(text).toMatchFileSnapshot('../../schemas/loginPolicySettings.schema.json');
});

const isValid = new Ajv({ strict: true }).compile(schema);

test.each([
  'rules: { SL008: off, SL013: warning }\nslack: true\nkeyLogin: id\n',
  'rules: { SL017: off }',
  'rules: { SL999: off }',
  'rules: { SL008: loud }',
  'keyLogin: email',
  'slack: 1',
  'level: off',
  'rules: {}',
])('an editor and the reader agree about %j', (text) => {
  expect(isValid(parse(text))).toBe(readSettings(text).ok);
});
