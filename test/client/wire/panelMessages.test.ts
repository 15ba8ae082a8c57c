import { describe, expect, it } from 'vitest';
import { readToHost, readToPage } from '../../../client/wire/panelMessages.ts';

const RANGE = { start: { line: 0, character: 1 }, end: { line: 2, character: 3 } };

describe('what the page says', () => {
  it.each([
    { type: 'ready' },
    { type: 'noSession' },
    { type: 'session', request: 3, session: { key: '01A', teams: ['a'], ip: '::1' } },
    { type: 'session', request: 4, session: { admin: true, machine: false, creatorIp: '::1', idpSubject: '' } },
    { type: 'input' },
    { type: 'reveal', range: RANGE },
    { type: 'copy', what: 'posix' },
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
    ['names that are a list', { type: 'names', names: [] }],
    ['what the page says', { type: 'ready' }],
  ])('%s is refused', (_name, message) => {
    expect(readToPage(message)).toBeUndefined();
  });
});
