import { describe, expect, it } from 'vitest';
import { learnKeySession, type LearntKeySession } from '../../../../server/src/core/account/learnKeySession.ts';
import { demoAccount, keyId } from './demoAccount.ts';

const keys = demoAccount.apiKeys.items;

/** A recorded login of the key with this name; `changed` replaces fields of its session. */
function record(name: string, changed: Record<string, unknown> = {}): string {
  const key = keys.find((candidate) => candidate.name === name);
  if (key === undefined) throw new Error(`no key ${name}`);
  const session = {
    login: `api::${key.id}`,
    name,
    teams: key.teams,
    member: true,
    admin: false,
    machine: false,
    ...changed,
  };
  return `{"request": {"remote_ip": "198.51.100.7", "timestamp_ns": 1772526600000000001}, "session": ${JSON.stringify(session)}}`;
}

const byName = (name: string, changed: Record<string, unknown> = {}): string =>
  record(name, { login: name, ...changed });

const NONE = { keyRecords: 'none' } as const;
const UNKNOWN = `api::${'0'.repeat(26)}`;

describe('learnKeySession', () => {
  it.each<[string, string[], LearntKeySession]>([
    ['nothing, from nothing', [], NONE],
    [
      'two logins by id',
      [record('terraform-prod'), record('ci-cd-dev')],
      { keyLogin: 'id', keySession: { name: 'keyName', member: true, machine: false } },
    ],
    [
      'two logins by name, with an empty name, no members, machines',
      ['terraform-prod', 'ci-cd-dev'].map((name) => byName(name, { name: '', member: false, machine: true })),
      { keyLogin: 'name', keySession: { name: 'empty', member: false, machine: true } },
    ],
    [
      'the id for a name',
      ['terraform-prod', 'ci-cd-dev'].map((name) => record(name, { name: keyId(name) })),
      { keyLogin: 'id', keySession: { name: 'keyId', member: true, machine: false } },
    ],
    ['how keys log in, from one login by id', [record('terraform-prod')], { keyLogin: 'id' }],
    ['no more from two logins of one key', [record('ci-cd-dev'), record('ci-cd-dev')], { keyLogin: 'id' }],
    ['nothing from one login by name', [byName('terraform-prod')], NONE],
    [
      'that the forms differ',
      [record('terraform-prod'), record('ci-cd-prod'), byName('ci-cd-dev')],
      { keyRecords: 'different' },
    ],
    [
      'only what they agree in',
      [record('terraform-prod'), record('ci-cd-dev', { member: false, name: 'another' })],
      { keyLogin: 'id', keySession: { machine: false } },
    ],
    [
      'no field that one of them lacks',
      [record('terraform-prod'), record('ci-cd-dev', { machine: undefined })],
      { keyLogin: 'id', keySession: { name: 'keyName', member: true } },
    ],
    ['nothing from people', [byName('terraform-prod', { login: 'ada@example.com' })], NONE],
    ['nothing from a name that two keys share', [byName('staging-deploy'), byName('ci-cd-dev')], NONE],
    ['nothing by name with other teams', [byName('terraform-prod', { teams: ['DevOps'] }), byName('ci-cd-dev')], NONE],
    ['nothing by name with a subject', [byName('terraform-prod', { idp_subject: '00u1' }), byName('ci-cd-dev')], NONE],
    ['nothing from a stack', [record('terraform-prod', { stack_id: 'x' })], NONE],
    ['nothing from an administrative key, which no policy is asked about', [record('break-glass')], NONE],
    ['how keys log in, from a key that is not known', [record('ci-cd-dev', { login: UNKNOWN })], { keyLogin: 'id' }],
    ['nothing from what is no id', [record('ci-cd-dev', { login: 'api::ci-cd-dev' })], NONE],
    [
      'no name from a key that is not known: it may be anything',
      [record('ci-cd-dev', { login: UNKNOWN }), record('terraform-prod')],
      { keyLogin: 'id', keySession: { member: true, machine: false } },
    ],
    [
      'whatever the teams of a key with OIDC',
      [byName('github-actions-deploy', { teams: ['claimed'] }), byName('ci-cd-dev')],
      { keyLogin: 'name', keySession: { name: 'keyName', member: true, machine: false } },
    ],
    [
      'from the rest, where some is no login',
      ['{', '[]', '{"slack": {}}', '{"session": 1}', '{"session": {"login": 1}}', record('ci-cd-dev')],
      { keyLogin: 'id' },
    ],
  ])('learns %s', (_what, inputs, learnt) => {
    expect(learnKeySession(inputs, keys)).toEqual(learnt);
    expect(learnKeySession(inputs.toReversed(), keys)).toEqual(learnt);
  });

  it('tells a name from an id where a key has one that is both, by the others', () => {
    const twin = keys.map((key) => (key.name === 'ci-cd-dev' ? { ...key, name: key.id } : key));
    const inputs = [record('ci-cd-dev', { name: keyId('ci-cd-dev') }), record('terraform-prod')];
    expect(learnKeySession(inputs, twin).keySession?.name).toBe('keyName');
  });

  it('needs no key to be known to see how they log in', () => {
    const inputs = ['terraform-prod', 'ci-cd-dev'].map((name) => record(name, { name: '' }));
    expect(learnKeySession(inputs, [])).toEqual({
      keyLogin: 'id',
      keySession: { name: 'empty', member: true, machine: false },
    });
  });

  it('keeps nothing of what it has seen', () => {
    const learnt = JSON.stringify(learnKeySession([record('terraform-prod'), record('ci-cd-dev')], keys));
    expect(learnt).not.toMatch(/198\.51|01K|terraform|DevOps|177252/);
  });
});
