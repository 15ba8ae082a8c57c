import { describe, expect, it } from 'vitest';
import { addSession, countChosen, describeWho, removeSession, whoOf } from '../../../client/webview/model/chosen.ts';
import { EMPTY_FORM, type Form } from '../../../client/webview/model/form.ts';
import { chosenSessions } from '../../../client/wire/overviews.ts';
import { nameAccount } from '../../../server/src/core/features/suggestions/accountNames.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { demoInventory, keyId } from '../../server/core/account/demoAccount.ts';

const names = nameAccount(demoInventory, 'demo', 0n);
const ada: SessionRequest = { login: 'ada', teams: ['Platform', 'On-Call'], member: false };

describe('who is described whole', () => {
  it.each<[SessionRequest, string]>([
    [ada, 'ada, teams Platform + On-Call, no member'],
    [{ teams: ['Platform', 'On-Call'], member: false }, 'teams Platform + On-Call, no member'],
    [{ teams: [], member: true }, 'no team, a member'],
    [{ key: keyId('ci-cd-dev'), loginAs: 'name', teams: ['Ops'] }, 'ci-cd-dev by its name, team Ops'],
    [{ key: '01GONE' }, '01GONE'],
    [
      { name: 'Ada', idpSubject: 's', accountName: 'a', stackId: 'n', creatorIp: '10.0.0.1' },
      'session.name "Ada", session.idp_subject "s", session.account_name "a", session.stack_id "n", session.creator_ip "10.0.0.1"',
    ],
    [{ admin: true, machine: false }, 'session.admin, session.machine = false'],
  ])('is told by everything that is said: %j', (session, words) => {
    expect(describeWho(session, names)).toBe(words);
  });

  it('is added once, kept over the wire, and removed with what says only these', () => {
    const once = addSession({ only: true }, ada);
    expect(addSession(once, { ...ada })).toBe(once);
    const twice = addSession(once, { login: 'eve' });
    expect(countChosen(twice)).toBe(2);
    expect(chosenSessions.parse(JSON.parse(JSON.stringify(twice)))).toEqual(twice);
    expect(removeSession(removeSession(twice, twice.sessions?.[1] ?? {}), ada)).toEqual({});
  });

  it.each<[string, Partial<Form>, SessionRequest | undefined]>([
    [
      'a key',
      { who: 'key', key: { text: 'ci', teams: ['A'] }, ip: '10.0.0.1', at: '2026-01-01T00:00:00Z' },
      { key: 'ci', teams: ['A'] },
    ],
    ['no key', { who: 'key' }, undefined],
    ['a person', { who: 'person', person: { login: ' ada ', member: false } }, { login: 'ada', member: false }],
    ['nobody', { who: 'person', ip: '10.0.0.1' }, undefined],
    ['a whole document', { who: 'input', input: '{}' }, undefined],
  ])('is %s as it is filled in, without from where and when', (_, form, who) => {
    expect(whoOf({ ...EMPTY_FORM, ...form })).toEqual(who);
  });
});
