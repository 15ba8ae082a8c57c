import { describe, expect, it } from 'vitest';
import {
  beginWith,
  EMPTY_FORM,
  keyOf,
  readForm,
  sessionOf,
  withDetail,
  withKey,
  type Form,
} from '../../../client/webview/model/form.ts';
import type { AccountNames, Suggestions } from '../../../server/src/protocol/suggestions.ts';

const NAMES: AccountNames = {
  name: 'demo',
  source: 'demo',
  keyState: 'complete',
  keys: [
    { id: '01A', name: 'alpha', teams: ['DevOps'] },
    { id: '01B', name: 'twin', teams: [] },
    { id: '01C', name: 'twin', teams: [] },
    { id: '01D', name: 'gone', teams: [], state: 'deleted' },
  ],
  roles: [],
  spaces: [],
  loginPolicies: [],
  teams: [],
};
const NOTHING: Suggestions = { addresses: [], instants: [], zones: [], logins: [], teams: [], actions: [] };
const form = (change: Partial<Form>): Form => ({ ...EMPTY_FORM, ...change });

describe('a session', () => {
  it.each<[string, Form, object | undefined]>([
    ['none without a key', EMPTY_FORM, undefined],
    ['a key', withKey(EMPTY_FORM, ' 01A '), { key: '01A' }],
    [
      'a key with all that can be set',
      form({
        key: { text: '01A', loginAs: 'name', teams: [], member: false },
        ip: ' 10.0.0.1',
        at: '2026-03-03T02:00:00Z',
      }),
      { key: '01A', loginAs: 'name', teams: [], member: false, ip: '10.0.0.1', at: '2026-03-03T02:00:00Z' },
    ],
    ['somebody', form({ who: 'person' }), {}],
    ['a person', form({ who: 'person', person: { login: 'ada', name: 'Ada' } }), { login: 'ada', name: 'Ada' }],
    ['none without a document', form({ who: 'input', ip: '10.0.0.1' }), undefined],
    ['a document, and nothing else', form({ who: 'input', input: '{}', ip: '10.0.0.1' }), { input: '{}' }],
  ])('%s', (_name, given, expected) => {
    expect(sessionOf(given)).toEqual(expected);
  });
});

it('another key starts without what was set for the one before', () => {
  const before = form({ key: { text: '01A', loginAs: 'name', teams: ['DevOps'] }, ip: '10.0.0.1' });
  expect(sessionOf(withKey(before, '01B'))).toEqual({ key: '01B', loginAs: 'name', ip: '10.0.0.1' });
});

it('a detail is of who logs in, and can be left to be assumed again', () => {
  const person = withDetail(form({ who: 'person' }), 'member', false);
  expect([person.person.member, person.key.member]).toEqual([false, undefined]);
  expect(withDetail(person, 'member', undefined).person).not.toHaveProperty('member');
});

it.each<[string, string, string | undefined]>([
  ['its id', '01B', '01B'],
  ['its login', 'api::01B', '01B'],
  ['its name', 'alpha', '01A'],
  ['a name of two', 'twin', undefined],
  ['nothing', 'alph', undefined],
])('a key is known by %s', (_how, text, id) => {
  expect(keyOf(withKey(EMPTY_FORM, text), NAMES)?.id).toBe(id);
});

it.each<[string, string[], AccountNames | null, object]>([
  ['a key that the policy names', ['ada', 'api::01B'], NAMES, { key: '01B' }],
  ['the first key that can log in, where it names none', [], NAMES, { key: '01A' }],
  ['not one that is deleted', ['api::01D'], NAMES, { key: '01A' }],
  ['a key that nobody knows, without an account', ['ada', 'api::01X'], null, { key: 'api::01X' }],
  ['a person', ['ada'], null, { login: 'ada' }],
  ['somebody', [], null, {}],
])('begins with %s', (_name, logins, names, expected) => {
  expect(sessionOf(beginWith({ ...NOTHING, logins }, names))).toEqual(expected);
});

it.each<[string, unknown, boolean]>([
  ['as it was', form({ ip: '::1', zone: 'Europe/Berlin' }), true],
  ['nothing', undefined, false],
  ['of another version', { ...EMPTY_FORM, who: 'nobody' }, false],
])('a form that is kept: %s', (_name, kept, isRead) => {
  expect(readForm(kept)).toEqual(isRead ? kept : undefined);
});
