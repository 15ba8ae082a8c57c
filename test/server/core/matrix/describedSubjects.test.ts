/** Somebody whom a person describes whole. */
import { afterAll, describe, expect, it } from 'vitest';
import { planSessions, type PlanOptions, type SessionPlan } from '../../../../server/src/core/matrix/plan.ts';
import { makeSessions } from '../../../../server/src/core/matrix/sessions.ts';
import { describeSubject } from '../../../../server/src/core/matrix/words/subject.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { ChosenSessions } from '../../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { demoInventory, keyId } from '../account/demoAccount.ts';
import { startEngine } from '../../../support/engine.ts';
import { cellsOf, matrixOf, NOW, policyOf } from './askMatrix.ts';

const POLICY = `allow if input.session.login in {"ada", "ci-cd-dev"}
admin if {
  "Platform" in input.session.teams
  "On-Call" in input.session.teams
}
deny if not input.session.member`;

function plan(chosen: ChosenSessions, options: Partial<PlanOptions> = {}, rules = POLICY): SessionPlan {
  return planSessions([buildModel(`package spacelift\n\n${rules}\n`)], {
    account: demoInventory,
    now: NOW,
    chosen,
    ...options,
  });
}

function wordsOf(sessions: SessionRequest[]): string[] {
  const { people } = makeSessions(plan({ sessions, only: true }), demoInventory, NOW);
  return [...new Set(people.map(({ subject }) => describeSubject(subject)))];
}

const engine = startEngine();
afterAll(() => engine.dispose());

describe('somebody described whole', () => {
  it.each<[SessionRequest, string]>([
    [{ teams: ['On-Call', 'Platform'] }, 'team On-Call + Platform'],
    [
      { teams: ['Auditors', 'DevOps'], member: false },
      'somebody with teams Auditors + DevOps as no member (not known to the account)',
    ],
    [{ login: 'ada' }, 'ada'],
    [{ login: 'ada', teams: ['DevOps'] }, 'ada + DevOps'],
    [{ login: 'ada', teams: ['DevOps'], name: 'Ada' }, 'ada with team DevOps, session.name "Ada"'],
    [{ login: 'ada', idpSubject: 'x-1' }, 'ada with session.idp_subject "x-1"'],
    [{ login: 'ada', creatorIp: '10.0.0.1' }, 'ada with session.creator_ip "10.0.0.1"'],
    [
      { machine: true, accountName: 'acme', stackId: 'net' },
      'somebody with session.account_name "acme", session.stack_id "net", session.machine',
    ],
    [{}, 'any member'],
    [{ member: false }, 'anybody who is no member'],
    [
      { key: 'ci-cd-dev', loginAs: 'id', teams: ['Ops'] },
      'ci-cd-dev with team Ops by its id (not known to the account)',
    ],
    [{ key: 'ci-cd-dev', loginAs: 'id', member: true, machine: false }, 'ci-cd-dev by its id'],
    [{ login: 'ada', name: 'ada', member: true, admin: false, machine: false, teams: [] }, 'ada'],
    [{ key: 'ci-cd-dev', loginAs: 'name', member: false }, 'ci-cd-dev by its name as no member'],
  ])('is told by what is given: %j', (session, words) => {
    expect(wordsOf([session])).toContain(words);
  });

  it('is told apart from who is alike but for one thing', () => {
    const teams = ['Auditors', 'DevOps'];
    const alike = [
      { teams },
      { teams, member: false },
      { teams, admin: true },
      { teams, name: 'x' },
      { teams, login: 'x' },
    ];
    const known = alike.flatMap((one) => wordsOf([one]));
    expect(new Set(known).size).toBe(known.length);
  });

  it('appears once, also where it is found anyway', () => {
    const byPolicy = plan({});
    const chosen = [
      { teams: ['Platform', 'On-Call'], member: true },
      { teams: ['On-Call', 'Platform'] },
      { teams: [], member: false, admin: false },
      { key: 'ci-cd-dev', loginAs: 'name' as const, member: true },
      { login: 'ada' },
    ];
    const both = plan({ sessions: chosen, keys: ['ci-cd-dev'], logins: ['ada'] });
    expect(both.candidates.map(({ name, kind }) => `${kind} ${name}`).sort()).toHaveLength(byPolicy.candidates.length);
    expect(both.candidates.find(({ name }) => name === 'ci-cd-dev')?.sessions).toEqual([
      { key: keyId('ci-cd-dev'), loginAs: 'id' },
      { key: keyId('ci-cd-dev'), loginAs: 'name' },
    ]);
  });

  it('is a key in the form that is given, where nothing else is looked at', () => {
    const { candidates } = plan({ sessions: [{ key: 'ci-cd-dev', loginAs: 'name' }], only: true });
    expect(candidates.map(({ sessions }) => sessions)).toEqual([[{ key: keyId('ci-cd-dev'), loginAs: 'name' }]]);
  });

  it('is one person with all of the teams, from and at the address and instant', async () => {
    const rules = `${POLICY}\nallow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)`;
    const matrix = await matrixOf(engine, [policyOf(rules)], undefined, {
      chosen: {
        sessions: [{ teams: ['Platform', 'On-Call'], ip: '192.0.2.7', at: '2026-03-03T09:00:00Z' }],
        only: true,
      },
    });
    expect(cellsOf(matrix)).toEqual([
      {
        subject: expect.objectContaining({ origin: 'chosen', name: 'Platform + On-Call' }) as unknown,
        session: { teams: ['Platform', 'On-Call'], ip: '192.0.2.7', at: '2026-03-03T09:00:00Z' },
        outcome: expect.objectContaining({ level: 'admin' }) as unknown,
      },
    ]);
  });

  it('has begun the session where it says', async () => {
    const rules = 'allow if net.cidr_contains("10.0.0.0/8", input.session.creator_ip)';
    const chosen = {
      sessions: [{ login: 'ada', creatorIp: '10.9.9.9' }, { login: 'eve' }],
      addresses: ['192.0.2.7'],
      only: true,
    };
    const cells = cellsOf(await matrixOf(engine, [policyOf(rules)], undefined, { chosen }));
    expect(cells.map(({ session: { login }, outcome: { level } }) => [login, level])).toEqual([
      ['ada', 'allow'],
      ['eve', 'deny'],
    ]);
  });

  it.each<[SessionRequest, string]>([
    [{ input: '{}' }, 'A whole input document'],
    [{ key: 'a', login: 'b' }, 'not of both'],
    [{ key: 'ci-cd-dex' }, 'did you mean "ci-cd-dev"?'],
    [{ creatorIp: 'here' }, '"here"'],
    [{ ip: 'here' }, '"here"'],
    [{ at: 'now' }, '"now"'],
  ])('is refused where it can’t be: %j', (session, message) => {
    expect(() => plan({ sessions: [session] })).toThrow(message);
  });
});
