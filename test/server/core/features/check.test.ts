import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { checkPolicy } from '../../../../server/src/core/features/check.ts';
import { EngineError } from '../../../../server/src/core/ports.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import type { Finding } from '../../../../server/src/protocol/findings.ts';
import { startEngine } from '../../../support/engine.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';
import { applyFixes, describeFindings } from '../../../support/findings.ts';
import { readMarked, sortExpectations } from '../../../support/marked.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const here = path.dirname(fileURLToPath(import.meta.url));
const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));

/** The Rego files of a folder, by name. */
function policiesIn(folder: string): { name: string; source: string }[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.rego'))
    .map((name) => ({ name, source: fs.readFileSync(path.join(folder, name), 'utf8') }));
}

describe.each<RegoVersion>(['v0', 'v1'])('mistakes of authors, %s', (version) => {
  test.each(policiesIn(path.join(here, 'mistakes', version)))('$name', async ({ source }) => {
    const { text, expected } = readMarked(source);
    const findings = await checkPolicy({ text, engine: version }, engine);
    expect(describeFindings(text, findings)).toEqual(sortExpectations(expected));
  });
});

describe.each<RegoVersion>(['v0', 'v1'])('what careful authors write, %s', (version) => {
  const patterns = policiesIn(path.join(examples, 'patterns')).filter(({ name }) => name.endsWith(`.${version}.rego`));
  test.each(patterns)('$name', async ({ name, source }) => {
    const findings = await checkPolicy({ text: source, engine: version }, engine);
    const deprecated = name.startsWith('deprecated-') ? ['SL008'] : [];
    const against = findings.filter(({ severity }) => severity === 'warning' || severity === 'error');
    expect([...new Set(against.map(({ rule }) => rule))]).toEqual(deprecated);
  });
});

test('fixes that are safe leave a policy without these findings', async () => {
  const text = `package spacelift

default allow := false
allow if time.weekday(time.now_ns()) == "Monday"
space_read["root"] if input.session.member
`;
  const findings = await checkPolicy({ text, engine: 'v1' }, engine);
  const fixes = findings.flatMap(({ fixes = [] }) => fixes.filter(({ unsafe }) => !unsafe));
  const once = applyFixes(text, fixes);
  expect(once).toBe(`package spacelift

allow if time.weekday(input.request.timestamp_ns) == "Monday"
space_read contains "root" if input.session.member
`);
  const left = await checkPolicy({ text: once, engine: 'v1' }, engine);
  expect(left.map(({ rule }) => rule)).toEqual(['SL031', 'SL008']);
  const twice = applyFixes(
    once,
    left.flatMap(({ fixes = [] }) => fixes),
  );
  const last = await checkPolicy({ text: twice, engine: 'v1' }, engine);
  expect(last.map(({ rule }) => rule)).toEqual(['SL031']);
});

describe.each<RegoVersion>(['v0', 'v1'])('a fix mends its finding, and breaks nothing: %s', (version) => {
  test.each(policiesIn(path.join(here, 'mistakes', version)))('$name', async ({ source }) => {
    const { text } = readMarked(source);
    const findings = await checkPolicy({ text, engine: version }, engine);
    for (const { message, fixes = [] } of findings) {
      for (const fix of fixes) {
        const left = await checkPolicy({ text: applyFixes(text, [fix]), engine: version }, engine);
        expect(countOf(message, left), fix.title).toBeLessThan(countOf(message, findings));
        if (isReadable(findings)) expect(isReadable(left), fix.title).toBe(true);
      }
    }
  });
});

function countOf(message: string, findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.message === message).length;
}

function isReadable(findings: readonly Finding[]): boolean {
  return !findings.some(({ rule }) => rule === 'rego_parse_error');
}

test('an empty text', async () => {
  const start = { line: 0, character: 0 };
  expect(await checkPolicy({ text: '', engine: 'v0' }, engine)).toEqual([
    {
      rule: 'SL032',
      severity: 'error',
      message: 'There is no policy here: OPA refuses a module without a package.',
      range: { start, end: start },
    },
  ]);
});

test('lines that end with CRLF, and a mistake in the last of them', async () => {
  const text = 'package spacelift\r\n\r\n# ü\r\nallow if input.session.logn == "a"';
  const [finding] = await checkPolicy({ text, engine: 'v1' }, engine);
  expect(finding?.range).toEqual({ start: { line: 3, character: 23 }, end: { line: 3, character: 27 } });
});

test("syntax newer than the account's OPA", async () => {
  const text = 'package spacelift\n\nallow if strings.count("a", "b") == 0\n';
  expect(await checkPolicy({ text, engine: 'v1' }, engine)).toEqual([]);
  const [finding] = await checkPolicy({ text, engine: 'v1', opaVersion: '0.64.0' }, engine);
  expect(finding).toMatchObject({
    rule: 'rego_type_error',
    message: 'OPA 0.64.0, which evaluates the policy, has no `strings.count` yet.',
  });
  const template = 'package spacelift\n\nallow if $"{input.session.login}" == "a"\n';
  const [newer] = await checkPolicy({ text: template, engine: 'v1', opaVersion: '1.4.2' }, engine);
  expect(newer?.message).toBe(
    'OPA 1.4.2, which evaluates the policy, has no template strings (`$"…"`) yet: use `sprintf`.',
  );
});

test('every prefix of a policy is checked without an exception', async () => {
  const text = fs.readFileSync(path.join(examples, 'patterns', 'keys-per-environment.v1.rego'), 'utf8');
  for (let end = 0; end < text.length; end += 7) {
    const prefix = text.slice(0, end);
    const findings = await checkPolicy({ text: prefix, engine: 'v1' }, engine);
    for (const { range, message } of findings) {
      expect(message).not.toMatch(/__local|data\.spacelift/);
      expect(range.start.line).toBeLessThan(prefix.split('\n').length);
    }
  }
});

test('a failing engine fails the check', async () => {
  const broken = fakeEngine({
    check: () => {
      throw new EngineError('crashed', 'gone');
    },
  });
  await expect(checkPolicy({ text: 'package spacelift', engine: 'v1' }, broken)).rejects.toThrow('gone');
});

test('asks only what is needed', async () => {
  const quiet = fakeEngine({ check: () => ({ errors: [] }) });
  await checkPolicy({ text: 'package spacelift\n\nallow if true', engine: 'v1' }, quiet);
  expect(quiet.asked.map(({ op }) => op)).toEqual(['check']);
});

test.each([
  ['{"a":', '}'],
  ['[', ']'],
  ['(', ')'],
])('nested too deeply to be read, by %s: that is told, and not taken for right', async (open, close) => {
  const text = `package spacelift\n\nx := ${open.repeat(3000)}1${close.repeat(3000)}\n\nallow if input.session.memberr\n`;
  const findings = await checkPolicy({ text, engine: 'v1' }, engine);
  expect(
    findings.map(({ rule, severity, message, range }) => ({ rule, severity, message, line: range.start.line })),
  ).toEqual([
    {
      rule: 'not_checked',
      severity: 'warning',
      message: 'This is nested too deeply to be read here: the policy is not checked, but for errors of OPA.',
      line: 2,
    },
  ]);
});
