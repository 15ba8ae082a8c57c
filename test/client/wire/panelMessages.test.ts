import { describe, expect, it } from 'vitest';
import { readToHost, readToPage } from '../../../client/wire/panelMessages.ts';
import type { ShownMatrix } from '../../../server/src/protocol/matrix.ts';

const RANGE = { start: { line: 0, character: 1 }, end: { line: 2, character: 3 } };

const MATRIX: ShownMatrix = {
  subjects: [{ kind: 'key', name: 'ci', origin: 'account', session: { key: '01A' }, logins: ['api::01A'] }],
  addresses: [{ ip: '10.0.0.1', isChosen: true }],
  instants: [{}],
  zones: [],
  areInstantsCut: false,
  networks: [{ network: '10.0.0.0/8', addresses: [0] }],
  isWhole: true,
  leftOut: [],
  outcomes: [{ level: 'allow', isAdmin: false, roles: { root: ['space-reader'] }, access: {} }],
  rows: [{ outcome: 0, subjects: [0], where: [{ addresses: [0], instants: [0] }] }],
  assumed: [{ field: 'session.member', why: 'not told', of: 'keys', value: false, isRead: true }],
  notices: [],
  sessions: 1,
  words: {
    subjects: ['ci'],
    outcomes: [{ level: 'allowed', holdings: ['space-reader in root'] }],
    rows: [[{ from: 'from anywhere', when: 'at any time' }]],
    assumed: [],
  },
};

const FREEZE = { kind: 'file', uri: 'file:///w/freeze.rego' };

describe('what the page says', () => {
  it.each([
    { type: 'ready' },
    { type: 'noSession' },
    { type: 'session', request: 3, session: { key: '01A', teams: ['a'], ip: '::1' } },
    { type: 'session', request: 4, session: { admin: true, machine: false, creatorIp: '::1', idpSubject: '' } },
    { type: 'input' },
    { type: 'reveal', range: RANGE },
    { type: 'copy', what: 'posix' },
    { type: 'tab', tab: 'week' },
    { type: 'matrix', request: 5, chosen: { keys: ['01A'], addresses: ['::1'], only: true }, beside: [] },
    { type: 'week', request: 6, week: { session: { key: '01A' }, zone: 'UTC', date: '2026-11-23' }, beside: [FREEZE] },
    {
      type: 'changes',
      request: 7,
      baseline: 'deployed:main-login',
      chosen: {},
      beside: [{ kind: 'deployed', policy: 'main' }],
    },
    { type: 'listPolicies' },
    { type: 'chooseBaseline' },
    { type: 'revealBefore', range: RANGE },
    { type: 'cancel', request: 7 },
    { type: 'export', tab: 'matrix', format: 'csv' },
    { type: 'export', tab: 'changes', format: 'markdown' },
    { type: 'pin', session: { login: 'ada' } },
  ])('$type is heard', (message) => {
    expect(readToHost(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['another type', { type: 'execute', command: 'rm' }],
    ['more than there is to say', { type: 'ready', then: 'more' }],
    ['no session', { type: 'session', request: 1 }],
    ['a session with other fields', { type: 'session', request: 1, session: { email: 'ada' } }],
    ['a number for a text', { type: 'session', request: 1, session: { key: 7 } }],
    ['a number that is none', { type: 'session', request: -1, session: {} }],
    ['a place before the text', { type: 'reveal', range: { ...RANGE, start: { line: -1, character: 0 } } }],
    ['half a place', { type: 'reveal', range: { start: RANGE.start } }],
    ['another thing to copy', { type: 'copy', what: 'secret' }],
    ['a tab that there is not', { type: 'tab', tab: 'secrets' }],
    ['a format that the tab does not have', { type: 'export', tab: 'changes', format: 'csv' }],
    ['a week without a zone', { type: 'week', request: 6, week: { session: {}, date: '2026-11-23' }, beside: [] }],
    ['to look at something else', { type: 'matrix', request: 5, chosen: { files: ['/etc/passwd'] }, beside: [] }],
    ['a policy of another kind', { type: 'matrix', request: 5, chosen: {}, beside: [{ kind: 'git', uri: 'x' }] }],
  ])('%s is refused', (_name, message) => {
    expect(readToHost(message)).toBeUndefined();
  });
});

describe('what the host says', () => {
  const outcome = { request: 1, text: '', result: { kind: 'refused', message: 'no' } };
  it.each([
    { type: 'policy', policy: null },
    { type: 'policy', policy: { uri: 'file:///a', name: 'a', engine: 'v1' } },
    { type: 'names', names: null },
    { type: 'start', key: '01A' },
    { type: 'server', state: 'stopped' },
    { type: 'input', request: 1, input: '{}' },
    { type: 'outcome', outcome },
    { type: 'open', tab: 'changes' },
    { type: 'matrixResult', request: 1, result: { kind: 'shown', shown: MATRIX } },
    { type: 'matrixResult', request: 1, result: { kind: 'policy', findings: [], name: 'freeze.rego' } },
    { type: 'weekResult', request: 1, result: { kind: 'refused', message: 'no' } },
    { type: 'changesResult', request: 1, result: { kind: 'refused', message: 'no' } },
    { type: 'progress', request: 1, done: 0, all: 0 },
    { type: 'baselines', baselines: [{ id: 'head', label: 'HEAD (git)' }], missing: ['There is no git.'] },
    { type: 'policies', choices: [{ policy: FREEZE, label: 'freeze.rego' }] },
  ])('$type is heard', (message) => {
    expect(readToPage(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['an engine that there is not', { type: 'policy', policy: { uri: 'file:///a', name: 'a', engine: 'v2' } }],
    [
      'a report that is none',
      { type: 'outcome', outcome: { ...outcome, result: { kind: 'report', report: {}, isWhole: true } } },
    ],
    ['an outcome of nothing', { type: 'outcome', outcome: { ...outcome, request: '1' } }],
    [
      'a matrix with half a row',
      {
        type: 'matrixResult',
        request: 1,
        result: { kind: 'shown', shown: { ...MATRIX, rows: [{ outcome: 0, subjects: [0] }] } },
      },
    ],
    ['a difference that is a matrix', { type: 'changesResult', request: 1, result: { kind: 'shown', shown: MATRIX } }],
    ['names that are a list', { type: 'names', names: [] }],
    ['what the page says', { type: 'ready' }],
  ])('%s is refused', (_name, message) => {
    expect(readToPage(message)).toBeUndefined();
  });
});
