import { describe, expect, it } from 'vitest';
import { demoAccount } from './demoAccount.ts';

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const { roles, spaces, apiKeys, teams, teamBindings, loginPolicies } = demoAccount;

describe('the demo account', () => {
  it.each([
    ['role', roles.items.map(({ id }) => id)],
    [
      'space',
      spaces.items
        .map(({ id }) => id)
        .filter((id) => id !== 'root' && id !== 'legacy')
        .map((id) => id.replace(/^.*-/, '')),
    ],
    ['key', apiKeys.items.map(({ id }) => id)],
  ])('has a ULID for every %s', (_what, ids) => {
    expect(ids.filter((id) => !ULID.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every space but root a parent that is there, and the id its name', () => {
    const ids = new Set(spaces.items.map(({ id }) => id));
    expect(spaces.items.filter(({ parentSpace }) => parentSpace === undefined).map(({ id }) => id)).toEqual(['root']);
    for (const { id, name, parentSpace } of spaces.items) {
      expect(id === name || id.startsWith(`${name}-`)).toBe(true);
      expect(parentSpace === undefined || ids.has(parentSpace)).toBe(true);
    }
    expect(
      new Set(spaces.items.filter(({ id }) => id !== 'root').map(({ inheritEntities }) => inheritEntities)).size,
    ).toBe(2);
  });

  it('has the system roles and custom ones', () => {
    const system = roles.items.filter(({ isSystem }) => isSystem).map(({ slug }) => slug);
    expect(system).toEqual(['space-admin', 'space-writer', 'space-reader', 'worker-pool-controller']);
    expect(roles.items.length - system.length).toBeGreaterThanOrEqual(8);
  });

  it('has one key of each special kind, and a name that two share', () => {
    const names = (chosen: typeof apiKeys.items): string[] => chosen.map(({ name }) => name);
    expect(names(apiKeys.items.filter(({ deleted }) => deleted))).toEqual(['retired-runner']);
    expect(names(apiKeys.items.filter(({ admin }) => admin))).toEqual(['break-glass']);
    expect(names(apiKeys.items.filter(({ type }) => type === 'OIDC'))).toEqual(['github-actions-deploy']);
    expect(names(apiKeys.items.filter(({ expiresAt }) => expiresAt?.startsWith('2025')))).toEqual(['legacy-ci']);
    expect(names(apiKeys.items).filter((name, index, all) => all.indexOf(name) !== index)).toEqual(['staging-deploy']);
  });

  it('has keys only of teams that were reported', () => {
    expect(apiKeys.items.flatMap((key) => key.teams).filter((team) => !teams.items.includes(team))).toEqual([]);
  });

  it('binds roles that are there, in spaces that are there, to keys and to reported teams', () => {
    const toTeams = teamBindings?.items ?? [];
    const toKeys = apiKeys.items.flatMap(({ roleBindings = [] }) => roleBindings);
    expect(Math.min(toTeams.length, toKeys.length)).toBeGreaterThan(4);
    const [slugs, ids] = [new Set(roles.items.map(({ slug }) => slug)), new Set(spaces.items.map(({ id }) => id))];
    expect([...toTeams, ...toKeys].filter(({ role, space }) => !slugs.has(role) || !ids.has(space))).toEqual([]);
    expect(toTeams.filter(({ team }) => !teams.items.includes(team))).toEqual([]);
    expect(apiKeys.items.filter(({ roleBindings }) => roleBindings === undefined)).toEqual([]);
  });

  it('has two login policies, one of each engine, that name only what is there', () => {
    expect(loginPolicies.items.map(({ engine }) => engine)).toEqual(['v0', 'v1']);
    const bodies = loginPolicies.items.map(({ body }) => body).join('\n');
    const known = new Set([...spaces.items, ...apiKeys.items].map(({ id }) => id.replace(/^.*-/, '')));
    const named = [...bodies.matchAll(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g)].map(([id]) => id);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});
