/** The templates of new policies, as the build makes them. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readTemplates } from '../../scripts/lib/templates.mjs';
import { checkPolicy } from '../../server/src/core/features/check.ts';
import { judgePolicy } from '../../server/src/core/policy/verdict.ts';
import { startEngine } from '../support/engine.ts';

const patterns = path.resolve(import.meta.dirname, '../../examples/patterns');
const templates = readTemplates();
const engine = startEngine();
afterAll(() => engine.dispose());

it('are all of the patterns, but what is deprecated', () => {
  const names = fs.readdirSync(patterns).map((file) => file.replace(/\.v[01]\.rego$/, ''));
  const wanted = [...new Set(names)].filter((name) => name !== 'deprecated-space-rules');
  expect(templates.map(({ name }) => name).sort()).toEqual(wanted.sort());
});

it.each(templates)('$name has a label and a sentence', ({ label, about }) => {
  expect(label).toMatch(/^[A-Z][^`|]+$/);
  expect(about).toMatch(/^[A-Z][^\n#]+[.:]$/);
});

const texts = templates.flatMap(({ name, text }) => [
  { name, version: 'v0' as const, text: text.v0 },
  { name, version: 'v1' as const, text: text.v1 },
]);

it.each(texts)('$name is a login policy in Rego $version, without an error', async ({ version, text }) => {
  const verdict = await judgePolicy({ path: 'Untitled-1', text, named: false }, engine);
  expect(verdict).toMatchObject({ login: true, engine: version });
  const findings = await checkPolicy({ text, engine: version }, engine);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
