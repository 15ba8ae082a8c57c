/**
 * Whatever a session comes to, pinned into a file it passes there, and the file stays what it was around it: of each
 * example policy a few cells of its matrix; `LONG_TESTS=1`: all of them. `SEED=…`: others.
 */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { pinScenario, type PinPlace } from '../../../../server/src/core/scenarios/pinScenario.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { demoInventory, examples, readExample } from '../../../examples/decideAllWays.ts';
import { NOW } from '../../../support/cli.ts';
import { startEngine } from '../../../support/engine.ts';
import { cellsOf, matrixOf, read } from '../matrix/askMatrix.ts';
import { cut, runText, surroundingsOf, type Policies } from './openText.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const isLong = process.env['LONG_TESTS'] !== undefined;
const seed = Number(process.env['SEED'] ?? 8);
const A_FEW = 4;

const files = ['login.rego', ...fs.readdirSync(path.join(examples, 'patterns')).map((name) => `patterns/${name}`)];

const clock = { now: () => NOW };

async function pin(place: PinPlace, session: SessionRequest, policies: Policies, name?: string): Promise<string> {
  const pinned = { session, ...(name !== undefined && { name }) };
  const { text, range } = await pinScenario(pinned, place, surroundingsOf(policies, engine), { engine, clock });
  const item = cut(text, range);
  expect(item).toMatch(/^ *- name: /);
  const [first] = text.split(item);
  if (place.text !== undefined)
    expect(text.replace(item, '').replaceAll(/\s/g, '')).toBe(place.text.replaceAll(/\s/g, ''));
  expect(place.text?.startsWith((first ?? '').trimEnd()) ?? true).toBe(true);
  return text;
}

/** Of the list, always the same few. */
function pick<T>(all: readonly T[]): T[] {
  if (isLong || all.length <= A_FEW) return [...all];
  const [chosen = []] = fc.sample(fc.shuffledSubarray([...all], { minLength: A_FEW, maxLength: A_FEW }), {
    seed,
    numRuns: 1,
  });
  return chosen;
}

describe('every cell of a matrix, pinned, passes', () => {
  it.each(files)('%s', { timeout: 3_600_000 }, async (file) => {
    const source = await readExample(file, engine);
    const policies = { [file]: source.text };
    const matrix = await matrixOf(engine, [read(source)], demoInventory, { most: 300 });
    let text: string | undefined;
    const cells = pick(cellsOf(matrix));
    for (const { session } of cells) {
      text = await pin({ text, policy: file, account: 'demo', engine: source.engine }, session, policies);
    }
    const { results } = await runText(text ?? '', policies, engine);
    expect(results.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(results).toHaveLength(cells.length);
    expect(results.flatMap(({ notes = [] }) => notes).filter((note) => !KEPT.test(note))).toEqual([]);
  });
});

/** No scenario can say that a session has no such field, or that a key can log in. */
const KEPT = /which nobody gave|can't log in/;

const POLICY =
  'package spacelift\n\nallow if input.session.member\n\nroles["root"] contains "deployer" if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)\n';
const POLICIES = { 'login.rego': POLICY };
const BEGUN = `# Ours.
policy: login.rego   # the one
defaults: { member: false, loginAs: name, ip: 10.0.0.1 }
scenarios:
  - name: first   # kept
    session: {login: ada, member: true}
    expect: {access: allow}
`;

describe('what is pinned', () => {
  it.each([
    { name: 'by its name', key: '01KFCZT4R0H2D8J2EK59602HRN', written: 'scheduled-deployment' },
    {
      name: 'by its id, where others share the name',
      key: '01KGES92M05CQDSJZRECX1R1M6',
      written: '01KGES92M05CQDSJZRECX1R1M6',
    },
  ])('names a key of the account $name', async ({ key, written }) => {
    const text = await pin({ text: undefined, policy: 'login.rego', account: 'demo' }, { key }, POLICIES);
    expect(text).toContain(`  - name: ${written} from 203.0.113.1 at `);
    expect(text).toContain(`      key: ${written}\n`);
  });

  it('has the instant, and what the file or a guess would decide otherwise', async () => {
    const text = await pin({ text: BEGUN, policy: 'login.rego' }, { login: 'eve' }, POLICIES);
    expect(text).toBe(`${BEGUN}
  - name: eve from 203.0.113.1 at 2026-03-03T08:30:00Z
    session:
      login: eve
      member: true
      ip: 203.0.113.1
      at: 2026-03-03T08:30:00Z
    expect:
      access: allow
      nothingElse: true
`);
  });

  it('has whatever the policy reads and nobody has said, so that it rests on nothing', async () => {
    const policy = `package spacelift

allow if input.session.name != "eve"

allow if net.cidr_contains("10.0.0.0/8", input.session.creator_ip)

deny if input.session.admin

deny if input.session.machine

deny if "Contractors" in input.session.teams

deny if regex.match("^evil", input.session.login)
`;
    const text = await pin({ text: undefined, policy: 'all.rego' }, {}, { 'all.rego': policy });
    expect(text).toBe(`policy: all.rego

scenarios:
  - name: somebody at 2026-03-03T08:30:00Z
    session:
      login: somebody
      name: somebody
      teams: []
      admin: false
      creatorIp: 203.0.113.1
      at: 2026-03-03T08:30:00Z
    expect:
      access: allow
      nothingElse: true
`);
    const { results } = await runText(text, { 'all.rego': policy }, engine);
    expect(results).toMatchObject([{ state: 'passed' }]);
    expect(results[0]).not.toHaveProperty('notes');
  });

  it('leaves what the account says of a key to the account', async () => {
    const policies = { 'login.rego': 'package spacelift\n\nallow if "DevOps" in input.session.teams\n' };
    const text = await pin({ text: undefined, policy: 'login.rego', account: 'demo' }, { key: 'ci-cd-dev' }, policies);
    expect(text).not.toContain('teams');
  });

  it.each<[string, SessionRequest, string | undefined, RegExp]>([
    [
      'a key has the form of its login',
      { key: 'ci-cd-dev', ip: '10.1.1.1' },
      undefined,
      /key: ci-cd-dev\n +loginAs: name\n/,
    ],
    ['roles stand by the ids of spaces', { ip: '10.1.1.1' }, undefined, /roles:\n +root: \[deployer\]\n/],
    [
      'an input stays whole',
      { input: '{"request":{"timestamp_ns":1772526600000000001}}' },
      undefined,
      /input: '\{"request":\{"timestamp_ns":1772526600000000001\}\}'\n/,
    ],
    ['a name that is taken is made another', {}, 'first', /- name: first \(2\)\n/],
    ['any name is quoted as it has to be', {}, '- a: "b"\n#c', /- name: '- a: "b" #c'\n/],
  ])('%s', async (_what, session, name, expected) => {
    const text = await pin({ text: BEGUN, policy: 'login.rego' }, session, POLICIES, name);
    expect(text).toMatch(expected);
    const { results } = await runText(text, POLICIES, engine);
    expect(results.map(({ state }) => state)).toEqual(['passed', 'passed']);
  });

  it.each<[string, string, SessionRequest, RegExp]>([
    ['a file with a mistake', BEGUN.replace('allow', 'alow'), {}, /a mistake in line 7/],
    ['what is no YAML', 'policy: [', {}, /a mistake in line 1/],
    ['a file about another policy', BEGUN.replace('login.rego', 'other.rego'), {}, /is about other.rego/],
    ['a session that can not be', BEGUN, { key: 'a', login: 'b' }, /can't go together/],
  ])('refuses %s', async (_what, text, session, message) => {
    const policies = { ...POLICIES, 'other.rego': POLICY };
    await expect(pin({ text, policy: 'login.rego' }, session, policies)).rejects.toThrow(message);
  });
});
