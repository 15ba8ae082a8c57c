import { describe, expect, it } from 'vitest';
import type { CanAnswer } from '../../../../server/src/protocol/access.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import { demoAccount } from '../account/demoAccount.ts';
import { READS_ALL } from '../simulation/fakeOpa.ts';
import { account, ask, eu, grants, managed, NOBODY, production, us, withKey, type Asked } from './askCan.ts';

describe('under user management', () => {
  const direct = withKey('ci-cd-dev', { roleBindings: [{ role: 'deployer', space: production }] });
  const empty = { state: 'complete' as const, at: demoAccount.teams.at, items: [] };
  const hidden = { ...empty, state: 'forbidden' as const };
  const partly = { ...empty, state: 'partial' as const };

  it.each<[string, AccountSnapshot, Asked, CanAnswer['answer'], string]>([
    [
      'bound to the key',
      managed(direct),
      {},
      'yes',
      'The role deployer gives run:trigger: granted in production, inherited by production / eu',
    ],
    [
      'bound to a team of the key',
      managed(),
      { space: 'development' },
      'yes',
      'granted in development to the team Developers',
    ],
    ['bound to another team', managed(), { space: 'platform' }, 'no', 'No role is held in platform'],
    [
      'bound to no team that it has',
      managed(),
      { session: { teams: ['Contractors'] } },
      'no',
      'No role is bound to a team of the session',
    ],
    ['bound to a team that is given', managed(), { session: { teams: ['DevOps'] } }, 'yes', 'to the team DevOps'],
    ['nothing is bound', managed({ teamBindings: empty }), {}, 'no', 'No role is bound to the key'],
    [
      'bindings of keys are not known',
      managed({ ...unbound('ci-cd-dev'), teamBindings: empty }),
      {},
      'unknown',
      'Which roles are bound to the key is not among what the account shows',
    ],
    [
      'bindings of keys are not known, a team has it',
      managed(unbound('ci-cd-dev')),
      { space: 'development' },
      'yes',
      'to the team Developers',
    ],
    [
      'bindings of teams are forbidden',
      managed({ teamBindings: hidden }),
      {},
      'unknown',
      'Which roles are bound to teams is not known: what the account shows of it is forbidden',
    ],
    [
      'bindings of teams are forbidden, the key has it',
      managed({ ...direct, teamBindings: hidden }),
      {},
      'yes',
      'The role deployer',
    ],
    [
      'bindings of teams are forbidden, the key has no team',
      managed({ teamBindings: hidden }),
      { session: { key: 'backup-service' } },
      'no',
      'The session has no team',
    ],
    [
      'bindings of teams are partly known',
      managed({ teamBindings: partly }),
      {},
      'unknown',
      'Not all roles bound to teams are known',
    ],
    [
      'bindings of teams are not there',
      withoutTeamBindings(),
      {},
      'unknown',
      'Which roles are bound to teams is not known',
    ],
    [
      'a person',
      managed({ teamBindings: empty }),
      { session: { login: 'ada' } },
      'unknown',
      'Roles that are bound to people are not among what is known',
    ],
  ])('%s', async (_what, snapshot, asked, answer, reason) => {
    const made = await ask(grants({ [us]: ['deployer'] }), { account: snapshot, ...asked });
    expect(made.answer).toBe(answer);
    expect(made.reasons.join('\n')).toContain(reason);
    expect(made.ways.map(({ inForce }) => inForce)).toEqual([false, true, true]);
  });

  it('the policy is inert, and what it would give is told', async () => {
    const { answer, ways, reasons } = await ask(grants({ [eu]: ['deployer'] }), { account: managed() });
    expect(answer).toBe('no');
    expect(ways.map((way) => way.answer)).toEqual(['yes', 'no', 'no']);
    expect(reasons.join('\n')).not.toContain('deployer gives');
  });

  it('teams that a token may claim are tried', async () => {
    const { answer, assumed } = await ask(NOBODY, {
      account: managed(),
      session: { key: 'github-actions-deploy' },
      space: 'development',
    });
    expect(answer).toBe('no');
    const teams = assumed.find(({ field }) => field === 'session.teams');
    expect(teams?.effect).toBe('decides');
    expect(teams?.otherwise).toContainEqual({ value: ['DevOps', 'Developers'], answer: 'yes' });
    expect(assumed.filter(({ effect }) => effect !== 'notAsked')).toEqual([teams]);
  });
});

describe('where it is not known what counts', () => {
  const open = withoutScheme(account(withKey('ci-cd-dev', { roleBindings: [{ role: 'deployer', space: eu }] })));

  it('is an answer what all ways agree on', async () => {
    expect((await ask(grants({ [eu]: ['deployer'] }), { account: open })).answer).toBe('yes');
    expect((await ask(grants({ [us]: ['deployer'] }), { account: open, space: 'staging' })).answer).toBe('no');
  });

  it('is none what they differ in', async () => {
    const { answer, reasons, ways } = await ask(NOBODY, { account: open });
    expect(answer).toBe('unknown');
    expect(reasons[0]).toBe('Whether login policies or bindings count is not known of the account');
    expect(ways.map(({ inForce }) => inForce)).toEqual([undefined, undefined, undefined]);
  });

  it('a policy that is given is taken to count', async () => {
    expect((await ask(NOBODY, { account: open, policy: READS_ALL })).answer).toBe('no');
    expect((await ask(grants({ root: ['space-writer'] }), { account: null, policy: READS_ALL })).answer).toBe('yes');
  });
});

function withoutTeamBindings(): AccountSnapshot {
  const snapshot = managed();
  delete snapshot.teamBindings;
  return snapshot;
}

function withoutScheme(snapshot: AccountSnapshot): AccountSnapshot {
  const copy = { ...snapshot };
  delete copy.authorizationScheme;
  return copy;
}

/** The key's bindings are not known. */
function unbound(name: string): Partial<AccountSnapshot> {
  const items = demoAccount.apiKeys.items.map((key) => {
    const copy = { ...key };
    if (key.name === name) delete copy.roleBindings;
    return copy;
  });
  return { apiKeys: { ...demoAccount.apiKeys, items } };
}
