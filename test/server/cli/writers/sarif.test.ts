import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { openRulePages } from '../../../../server/src/cli/rulePages.ts';
import { fileUri } from '../../../../server/src/cli/writers/sarif/fileUri.ts';
import { fingerprintsOf } from '../../../../server/src/cli/writers/sarif/fingerprints.ts';
import { writeSarif } from '../../../../server/src/cli/writers/sarif/log.ts';
import { TABLE } from '../../../../server/src/core/rules/table.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import type { Finding } from '../../../../server/src/protocol/findings.ts';
import { runCli, temporaryFolder } from '../../../support/cli.ts';
import { startEngine } from '../../../support/engine.ts';

/** OASIS's schema, as a package of Microsoft's carries it. */
const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8')) as object);

function expectValid(log: unknown): void {
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
}

const POLICY = `package spacelift

default allow := false

allow if { "😀" != input.session.login; input.session.teams == "DevOps" }

roles["root"] contains "a" if nobody

result := 1

result := 2
`;

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'policies/lögin #1 (a+b).rego': POLICY,
    'policies/plan.rego': 'package spacelift\n\ndeny contains "no" if input.terraform.resource_changes\n',
    'fine.rego': 'package spacelift\n\nallow if input.session.member\n',
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

/** The examples of this repository, and the files above. */
async function checkAsSarif(...places: string[]): Promise<{ log: Log; code: number }> {
  const { out, code } = await runCli(engine, ['check', ...places, '--format', 'sarif']);
  const log = JSON.parse(out) as Log;
  expectValid(log);
  return { log, code };
}

describe('valid against the schema', () => {
  it.each([
    ['examples/mistakes'],
    ['examples/patterns', 'examples/login.rego'],
    ['test/server/core/features/mistakes'],
  ])('%s', async (...places) => {
    const { log } = await checkAsSarif(...places);
    const [run] = log.runs;
    const { rules = [] } = run?.tool.driver ?? {};
    for (const { ruleId, ruleIndex, level } of run?.results ?? []) {
      expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
    }
  });

  it('nothing found, and standard input', async () => {
    const fine = await checkAsSarif(path.join(files.folder, 'fine.rego'));
    expect(fine.log.runs[0]?.results).toEqual([]);
    expect(fine.code).toBe(0);
    const { out } = await runCli(engine, ['check', '-', '--format', 'sarif'], { stdin: POLICY });
    expectValid(JSON.parse(out));
    expect(out).toContain('"uri": "stdin"');
  });
});

it('every rule is described, with its page as help', async () => {
  const { log } = await checkAsSarif(path.join(files.folder, 'fine.rego'));
  const { rules = [], name, semanticVersion } = log.runs[0]?.tool.driver ?? {};
  expect({ name, semanticVersion }).toEqual({ name: 'login-policy', semanticVersion: '0.0.0-test' });
  expect(rules.map(({ id }) => id)).toEqual(Object.keys(TABLE));
  const rule = rules.find(({ id }) => id === 'SL017');
  expect(rule).toMatchObject({
    name: 'DisabledBuiltin',
    shortDescription: { text: 'A built-in that Spacelift disables.' },
    defaultConfiguration: { level: 'error' },
  });
  expect(rule?.help?.markdown).toMatch(/^# SL017: /);
  expect(rule).not.toHaveProperty('helpUri');
});

it("links the rules' pages once they have an address", () => {
  const pages = openRulePages('docs/rules', 'https://policies.example.com/docs/rules');
  const log = JSON.parse(writeSarif({ files: [], skipped: [] }, { texts: new Map(), version: '1.0.0', pages })) as Log;
  expectValid(log);
  const rule = log.runs[0]?.tool.driver.rules?.find(({ id }) => id === 'SL008');
  expect(rule?.helpUri).toBe('https://policies.example.com/docs/rules/SL008.md');
});

it('says in words that the pages of the rules are not there', () => {
  const pages = openRulePages('nowhere', undefined);
  const write = (): string => writeSarif({ files: [], skipped: [] }, { texts: new Map(), version: '1.0.0', pages });
  expect(write).toThrow(BadInput);
  expect(write).toThrow(/^the page of a rule is missing \(nowhere.SL001\.md: no such file\): /);
});

it('a result has its place, fixes, related places and a fingerprint', async () => {
  const { log, code } = await checkAsSarif(path.join(files.folder, 'policies'));
  const [run] = log.runs;
  expect(code).toBe(1);
  expect(run?.columnKind).toBe('utf16CodeUnits');
  const [file] =
    run?.results?.flatMap(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri) ?? [];
  expect(file).toMatch(/\/policies\/l%C3%B6gin%20%231%20\(a\+b\)\.rego$/);
  const byRule = (id: string) => run?.results?.find(({ ruleId }) => ruleId === id);
  expect(byRule('SL013')).toMatchObject({
    level: 'error',
    locations: [{ physicalLocation: { region: { startLine: 5, startColumn: 41, endLine: 5, endColumn: 72 } } }],
    fixes: [{ description: { text: 'Ask whether the name is in the list (may change who gets in)' } }],
  });
  const clash = run?.results?.find(({ relatedLocations }) => relatedLocations !== undefined);
  expect(clash).toMatchObject({
    ruleId: 'SL011',
    relatedLocations: [
      { id: 0, message: { text: 'Also defined here.' }, physicalLocation: { region: { startLine: 11 } } },
    ],
    partialFingerprints: { 'loginPolicy/v1': expect.stringMatching(/^[0-9a-f]{32}$/) as string },
  });
});

it('what was skipped is a note of the run', async () => {
  const { log } = await checkAsSarif(path.join(files.folder, 'policies'));
  expect(log.runs[0]?.invocations).toMatchObject([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'note', message: { text: expect.stringMatching(/^Skipped: /) as string } }],
    },
  ]);
});

it.each([
  ['login.rego', 'login.rego'],
  ['./a b/../lögin 100%.rego', 'l%C3%B6gin%20100%25.rego'],
  ['/project/x/a:b?#.rego', 'a%3Ab%3F%23.rego'],
  ['..rego/login.rego', '..rego/login.rego'],
  ['../up.rego', 'file:///project/up.rego'],
  ['/else where/é.rego', 'file:///else%20where/%C3%A9.rego'],
  ['-', 'stdin'],
])('the URI of %s is %s', (file, uri) => {
  expect(fileUri(file, '/project/x')).toBe(uri);
});

describe('fingerprints', () => {
  const at = (line: number, rule = 'SL008'): Finding => {
    const place = { line, character: 0 };
    return { rule, severity: 'warning', message: '', range: { start: place, end: place } };
  };
  const text = 'a\nb c\nb  c\n';

  it('stay when lines come before, go, or are indented', () => {
    const before = fingerprintsOf([at(0), at(1)], text);
    expect(fingerprintsOf([at(2), at(3)], `new\n\n${text.replace('b', '  b')}`)).toEqual(before);
    expect(fingerprintsOf([at(0), at(1)], text.replaceAll('\n', '\r\n'))).toEqual(before);
  });

  it('differ by rule, by text, and by number where the text is the same', () => {
    const all = fingerprintsOf([at(0), at(0, 'SL020'), at(1), at(2)], text);
    expect(new Set(all).size).toBe(4);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{32}$/);
  });
});
