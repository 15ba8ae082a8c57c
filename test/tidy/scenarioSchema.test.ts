/**
 * `schemas/scenarios.schema.json`, which editors complete and check scenario files with, says what the reader of
 * scenario files says. Written anew by `npx vitest run test/tidy/scenarioSchema.test.ts --update`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import * as prettier from 'prettier';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readScenarioFile } from '../../server/src/core/scenarios/readScenarioFile.ts';
import { scenarioFileSchema } from '../../server/src/core/scenarios/scenarioSchema.ts';

const schema = { title: 'Scenarios of login policies', ...z.toJSONSchema(scenarioFileSchema, { target: 'draft-7' }) };

test('the schema is made of what the reader reads by', async () => {
  const text = await prettier.format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
  await expect(text).toMatchFileSnapshot('../../schemas/scenarios.schema.json');
});

test('it is contributed', () => {
  const manifest = fs.readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8');
  const { contributes } = JSON.parse(manifest) as { contributes: { yamlValidation: object[] } };
  expect(contributes.yamlValidation).toContainEqual({
    fileMatch: '*.scenarios.yaml',
    url: './schemas/scenarios.schema.json',
  });
});

const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const ONE = '{ name: a, session: { key: ci }, expect: { access: allow } }';
const fileOf = (scenario: string): string => `policy: login.rego\nscenarios: [${scenario}]\n`;

test.each([
  fileOf(ONE),
  `policy: [login.rego, b.rego]\nengine: v0\naccount: demo\ndefaults: { ip: 10.0.0.1 }\nscenarios: [${ONE}]\n`,
  fileOf('{ name: a, session: { input: { session: {} } }, expect: { roles: { root: [] }, nothingElse: true } }'),
  fileOf('{ name: a, session: {}, expect: { can: { root: [run:trigger] }, cannot: { root: [] } } }'),
  'policy: login.rego\nscenarios: []\n',
  'policy: login.rego\n',
  'policy: []\nscenarios: []\n',
  'scenarios: []\n',
  fileOf('{ name: a, session: {} }'),
  fileOf('{ name: a, session: { kye: 1 }, expect: {} }'),
  fileOf('{ name: "", session: {}, expect: {} }'),
  fileOf('{ name: a, session: {}, expect: { access: alow } }'),
  fileOf('{ name: a, session: {}, expect: { nothingElse: false } }'),
  fileOf('{ name: a, session: { at: 1 }, expect: {} }'),
])('an editor and the reader agree about %j', (text) => {
  expect(isValid(parse(text))).toBe(readScenarioFile(text).findings.length === 0);
});

test('an editor takes the examples', () => {
  const folder = path.resolve(import.meta.dirname, '../../examples');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.scenarios.yaml'));
  expect(files).not.toEqual([]);
  for (const file of files) expect(isValid(parse(fs.readFileSync(path.join(folder, file), 'utf8'))), file).toBe(true);
});
