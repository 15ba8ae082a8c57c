import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { describeAccess } from '../../../../server/src/cli/writers/human/access.ts';
import { describeAssumed, describeBothLogins } from '../../../../server/src/cli/writers/human/assumed.ts';
import { describeExplanation } from '../../../../server/src/cli/writers/human/explanation.ts';
import {
  decisionInWords,
  describeDecision,
  describeSession,
} from '../../../../server/src/cli/writers/human/headline.ts';
import { spreadAccess } from '../../../../server/src/core/simulation/access.ts';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import type {
  Assumption,
  ClauseExplanation,
  Decision,
  SimulationReport,
} from '../../../../server/src/protocol/simulation.ts';
import { demoAccount, spaceId } from '../../core/account/demoAccount.ts';
import { decisionOf } from '../../core/simulation/decisions.ts';

const plain = pc.createColors(false);
const login: Assumption = { field: 'session.login', value: 'api::K', why: 'not documented', effect: 'none' };

function reportOf(report: Partial<SimulationReport>): SimulationReport {
  const empty = { engine: 'v1', evaluator: 'interpreter', input: '{}', assumed: [], access: {}, notices: [] } as const;
  return { ...empty, assumed: [], notices: [], decision: decisionOf({}), ...report };
}

describe('the first line', () => {
  it.each<[Partial<Decision>, string, string]>([
    [{}, '✗ DENIED', 'denied, no roles'],
    [{ access_level: 'allow' }, '✓ ALLOWED, not admin', 'allowed, no roles'],
    [{ access_level: 'admin' }, '★ ADMIN', 'admin, no roles'],
    [
      { access_level: 'allow', roles: { root: ['space-admin'] } },
      '★ ALLOWED, admin of the root space',
      'allowed as admin of the root space, space-admin in root',
    ],
    [
      { access_level: 'allow', space_admin: ['root'] },
      '★ ALLOWED, admin of the root space',
      'allowed as admin of the root space, no roles',
    ],
    [{ roles: { root: ['space-admin'] } }, '✗ DENIED', 'denied, space-admin in root'],
  ])('of %j', (decision, headline, words) => {
    expect(describeDecision(decisionOf(decision), plain)).toBe(headline);
    expect(decisionInWords(decisionOf(decision))).toBe(words);
  });

  it.each([
    ['{"session": {"login": "api::K", "name": "ci"}}', 'ci (api::K)'],
    ['{"session": {"login": "ada", "name": "ada"}, "request": {"remote_ip": "10.0.0.1"}}', 'ada from 10.0.0.1'],
    [
      '{"session": {"login": "ada", "name": ""}, "request": {"timestamp_ns": 1772526600000000001}}',
      'ada on Tuesday 2026-03-03T08:30:00.000000001Z',
    ],
    ['{"slack": {}, "request": {"timestamp_ns": 99999999999999999999999999}}', 'the given input'],
  ])('says who, from where and when: %s', (input, words) => {
    expect(describeSession(input)).toBe(words);
  });
});

describe('what was assumed', () => {
  const tried = { what: 'every mix of the 3 teams it names', count: 7, values: [['A'], ['B']] };
  it.each<[string, Partial<Assumption>, string[]]>([
    [
      'decides',
      {
        effect: 'decides',
        otherwise: [{ value: 'ci', decision: decisionOf({}), changes: ['allowed → denied', '− a in s'] }],
      },
      ['! session.login = "api::K" decides  not documented', '    with "ci": allowed → denied, − a in s'],
    ],
    [
      'may decide',
      { effect: 'notAllTried', tried, untried: 'other mixes' },
      [
        '? session.login = "api::K" may decide  not documented',
        '    without effect: every mix of the 3 teams it names (7 values)',
        '    not tried: other mixes',
      ],
    ],
    [
      'there was no time',
      { effect: 'notAllTried', tried: { ...tried, count: 0, values: [] }, untried: 'no time' },
      ['? session.login = "api::K" may decide  not documented', '    not tried: no time'],
    ],
    [
      'has no effect',
      { effect: 'none', tried: { what: 'false', count: 1, values: [false] } },
      ['without effect, each tried alone:', '    session.login = "api::K"  tried: false'],
    ],
    [
      'of whom the policy is not asked',
      { effect: 'notAsked' },
      ['without effect, as the policy is not asked: session.login = "api::K"'],
    ],
    ['is not read', { effect: 'unread' }, ['not read by the policy: session.login = "api::K"']],
  ])('%s', (_name, assumption, lines) => {
    expect(describeAssumed([{ ...login, ...assumption }], plain)).toEqual(lines);
  });

  it('shows the first of many', () => {
    const otherwise = Array.from({ length: 9 }, (_, n) => ({
      value: n,
      decision: decisionOf({}),
      changes: [`+ ${n}`],
    }));
    const lines = describeAssumed([{ ...login, effect: 'decides', otherwise }], plain);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('    and 4 other values that would change it (--format json)');
  });

  it.each<[string, unknown, Partial<Assumption>, string[]]>([
    ['it is known', 'ci', { otherForm: 'ci' }, ['! As "api::K": denied, no roles. As "ci": allowed, no roles.']],
    [
      'its id is not known',
      'api::00000000000000000000000000',
      { value: 'ci' },
      ['! As "ci": denied, no roles. As `api::` and an id that the policy does not have: allowed, no roles.'],
    ],
    ['a name that the policy has is not known to be its own', 'terraform-automation', {}, []],
    ['nobody was named', 'alice', { value: 'somebody' }, []],
  ])('puts both forms of a login beside each other, where it is that of a key: %s', (_name, value, more, lines) => {
    const other = { value, decision: decisionOf({ access_level: 'allow' }), changes: ['denied → allowed'] };
    const report = reportOf({ assumed: [{ ...login, effect: 'decides', ...more, otherwise: [other] }] });
    expect(describeBothLogins(report, plain)).toEqual(lines);
  });

  const denied = decisionOf({});
  const allowed = decisionOf({ access_level: 'allow' });
  const otherwise = (...values: string[]): Assumption['otherwise'] =>
    values.map((value) => ({ value, decision: allowed, changes: ['denied → allowed'] }));
  it.each<[string, Partial<Assumption>, string[]]>([
    [
      'the id would be decided alike',
      { value: 'ci' },
      ['! As "ci": denied, no roles. By its id, which is not known: the same.'],
    ],
    ['the name would be', {}, ['! As "api::K": denied, no roles. By its name, which is not known: the same.']],
    [
      'the name would be, as far as was tried',
      { effect: 'notAllTried' },
      ['! As "api::K": denied, no roles. By its name, which is not known: the same, as far as was tried.'],
    ],
    [
      'ids decide',
      { value: 'ci', effect: 'decides', otherwise: otherwise('api::A', 'api::B', 'api::C') ?? [] },
      [
        '! As "ci": denied, no roles. As "api::A": allowed, no roles. As "api::B": allowed, no roles. And 1 other decision.',
      ],
    ],
    [
      'that the id is not known is all that is',
      { value: 'api::00000000000000000000000000' },
      ['! As `api::` and an id that the policy does not have: denied, no roles.'],
    ],
    ['the policy does not read it', { effect: 'unread' }, []],
  ])('are told of a key that is not known: %s', (_, changes, lines) => {
    const notices = [{ code: 'unknownKey', severity: 'warning', message: '' }] as const;
    const report = reportOf({ decision: denied, assumed: [{ ...login, ...changes }], notices: [...notices] });
    expect(describeBothLogins(report, plain)).toEqual(lines);
  });
});

describe('why', () => {
  const text = 'deny if {\n} else := false if input.x\n';
  const range = (line: number): ClauseExplanation['range'] => ({
    start: { line, character: 0 },
    end: { line, character: 9 },
  });
  const clause: ClauseExplanation = { rule: 'deny', kind: 'clause', range: range(0), outcome: 'fired', seen: [] };
  const branch: ClauseExplanation = { ...clause, kind: 'else', range: range(1) };

  it.each<[string, ClauseExplanation, string[]]>([
    ['fired', { ...clause, values: [true] }, ['✓ deny  line 1']],
    ['gives something', { ...clause, values: ['mid'] }, ['✓ deny  line 1', '    gives "mid"']],
    [
      'holds and gives false: no tick',
      { ...branch, values: [false] },
      ['· else := false if input.x  line 2', '    gives false'],
    ],
    ['was not needed', { ...branch, outcome: 'notReached' }, ['· else := false if input.x  line 2', '    not reached']],
    [
      'saw an instant',
      { ...clause, seen: [{ name: 'input.request.timestamp_ns', value: '1772526600000000001' }] },
      ['✓ deny  line 1', '    input.request.timestamp_ns is 2026-03-03T08:30:00.000000001Z'],
    ],
    [
      'stopped',
      { ...clause, outcome: 'stopped', stoppedAt: { range: range(0), text: 'input.x' }, seen: [{ name: 'input.x' }] },
      ['✗ deny  line 1', '    stopped at line 1: input.x (input.x is undefined)'],
    ],
    [
      'stopped where a built-in failed',
      {
        ...clause,
        outcome: 'stopped',
        stoppedAt: { range: range(0), text: 'to_number("x") > 5' },
        failure: 'to_number: invalid syntax',
      },
      [
        '✗ deny  line 1',
        '    stopped at line 1: to_number("x") > 5',
        '    a built-in failed there, which makes its call undefined: to_number: invalid syntax',
      ],
    ],
  ])('%s', (_name, explained, lines) => {
    expect(describeExplanation([explained], { text }, plain)).toEqual(lines);
  });
});

describe('access by space', () => {
  const [production, eu, networking] = ['production', 'eu', 'networking'].map(spaceId);

  function linesOf(account: typeof demoAccount | undefined, ...spaces: string[]): string[] {
    const decision = decisionOf({ access_level: 'allow' });
    const grants = spaces.map((space) => ({ space, slug: 'deployer' }));
    const inventory = account && buildInventory(account);
    const access = spreadAccess(decision, grants, inventory);
    return describeAccess(reportOf({ decision, access }), inventory, plain).trimEnd().split('\n');
  }

  it('is a tree, with what is inherited', () => {
    expect(linesOf(demoAccount, production ?? '')).toEqual([
      'Access by space',
      '  root                                                 read, through a role in production',
      `    production  ${production ?? ''}  deployer`,
      `      eu        ${eu ?? ''}          deployer inherited from production`,
      `      us        ${spaceId('us')}          deployer inherited from production`,
    ]);
  });

  it('names the way to a space where nothing is held above', () => {
    expect(linesOf(demoAccount, networking ?? '')).toEqual([
      'Access by space',
      `  root / platform / networking  ${networking ?? ''}  deployer`,
    ]);
  });

  it('is a list of ids without an account', () => {
    expect(linesOf(undefined, 'a', 'b')).toEqual(['Access by space', '  a  deployer', '  b  deployer']);
  });
});
