import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { startEngine } from '../support/engine.ts';
import { examples } from './decideAllWays.ts';

const readme = fs.readFileSync(path.join(examples, 'README.md'), 'utf8');

/** Each as it stands there: on a line of its own, or between backticks. */
const commands = [...readme.matchAll(/npx login-policy ([^`\n]+)/g)].map(([, command = '']) => command);

const engine = startEngine();
afterAll(() => engine.dispose());

it('every example is in the README', () => {
  const files = fs.readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rego'));
  const linked = new Set([...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => file));
  expect(files.map((file) => file.replaceAll(path.sep, '/')).filter((file) => !linked.has(file))).toEqual([]);
});

it.each(commands.filter((command) => command.startsWith('simulate')))('login-policy %s', async (command) => {
  const { code, out, err } = await runCli(engine, command.split(' '));
  expect(code, err).toBe(0);
  expect(out).toMatch(/^(★ ADMIN|✓ ALLOWED|✗ DENIED)/);
});

it.each(commands.filter((command) => command.startsWith('check')))('login-policy %s', async (command) => {
  const { out } = await runCli(engine, command.split(' '));
  expect(out).toMatch(/login (policy|policies) checked: .*\d (error|warning)s/);
});

/** Simulated instead of checked: 2 where OPA refuses the policy, and never a crash. */
const MISTAKES: Record<string, number> = {
  'clock-from-outside.rego': 2,
  'copied-placeholders.rego': 2,
  'misspelt-input.rego': 0,
  'predefined-rules.rego': 2,
  'teams-compared-with-a-string.rego': 0,
  'v1-under-v0.rego': 2,
  'wrong-package.rego': 0,
};

it.each(Object.entries(MISTAKES))('login-policy simulate examples/mistakes/%s --explain: exit %i', async (file, code) => {
  const args = ['simulate', `examples/mistakes/${file}`, '--login', 'ada@example.com', '--team', 'DevOps', '--explain'];
  const run = await runCli(engine, args);
  expect(run.code, run.err).toBe(code);
  expect(run.err.split('\n').filter((line) => line.startsWith('login-policy: '))).toHaveLength(code === 2 ? 1 : 0);
});
