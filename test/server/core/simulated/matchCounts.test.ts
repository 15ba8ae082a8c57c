import { afterAll, describe, expect, it } from 'vitest';
import { countMatches, describeMatches } from '../../../../server/src/core/simulated/matchCounts.ts';
import { startEngine } from '../../../support/engine.ts';
import { accountOf } from '../access/tree.ts';
import { demoAccount, demoInventory, keyId } from '../account/demoAccount.ts';
import { simulated } from './askSimulated.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const RULES = `package spacelift

allow if input.session.login in {"api::${keyId('ci-cd-dev')}", "api::${keyId('ci-cd-prod')}", "ada"}

allow if "Security" in input.session.teams

admin if {
  endswith(input.session.login, "-dev")
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}

deny if input.session.login == "api::${keyId('retired-runner')}"

sample := true

level := "high" if {
  input.session.member
} else := "low" if {
  true
}
`;

const source = { text: RULES, engine: 'v1' } as const;

async function count(account = demoInventory, most?: number): Promise<Record<string, string | undefined>> {
  const counts = countMatches(await simulated(engine, source, account, most));
  return Object.fromEntries([...(counts?.rules ?? [])].map(([rule, one]) => [rule, describeMatches(one)]));
}

describe('countMatches', () => {
  it('counts each key and team once, from wherever and whenever; nobody who can not log in', async () => {
    expect(await count()).toEqual({
      allow: '4 keys, 1 team can match',
      admin: '3 keys, 7 teams can match',
      deny: 'no key or team can match',
      sample: '21 keys, 7 teams can match',
    });
  });

  it('is of each clause too', async () => {
    const counts = countMatches(await simulated(engine, source, demoInventory));
    const first = counts?.ofClauses([RULES.indexOf('allow if input')]);
    expect(first && describeMatches(first)).toBe('2 keys can match');
  });

  it('says at least, where there may be others, and nothing of nobody', async () => {
    const partial = accountOf(demoAccount.spaces.items, { teams: { ...demoAccount.teams, state: 'partial' } });
    expect(await count(partial)).toMatchObject({ allow: 'at least 4 keys, 1 team can match', deny: undefined });
    expect(await count(demoInventory, 60)).toMatchObject({ allow: 'at least 4 keys, 1 team can match' });
  });

  it('is nothing without an account', async () => {
    expect(countMatches(await simulated(engine, source))).toBeUndefined();
  });
});
