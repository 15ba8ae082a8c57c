import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { judgeGrants, listGrants } from '../../../../server/src/core/simulation/grants.ts';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { decisionOf } from './decisions.ts';

const production = spaceId('production');
const ulid = demoAccount.roles.items.find(({ slug }) => slug === 'deployer')?.id ?? '';

describe('listGrants', () => {
  it('takes the deprecated rules for the roles they stand for, each once', () => {
    const decision = decisionOf({
      roles: { a: ['deployer', 'space-admin'] },
      space_admin: ['a', 'b'],
      space_write: ['a'],
      space_read: ['c'],
    });
    expect(listGrants(decision).map(({ space, slug }) => `${slug} in ${space}`)).toEqual([
      'deployer in a',
      'space-admin in a',
      'space-admin in b',
      'space-writer in a',
      'space-reader in c',
    ]);
  });
});

describe('judgeGrants', () => {
  it.each([
    ['deployer', production, true, []],
    ['deplyer', production, false, ['no role with the slug "deplyer": did you mean "deployer"?']],
    [
      'Deployer',
      production,
      false,
      ['"Deployer" is the name of the role "Deployer": a login policy names it by its slug, "deployer"'],
    ],
    [ulid, production, false, [`"${ulid}" is the ULID of the role "Deployer"`]],
    [
      'deployer',
      'production',
      false,
      [`"production" is the name of a space: a login policy names it by its id, "${production}"`],
    ],
    ['deployer', `${production}X`, false, [`no space with the id "${production}X": did you mean "${production}"?`]],
    ['constructor', '__proto__', false, ['no role with the slug "constructor"', 'no space with the id "__proto__"']],
  ])('%s in %s', (slug, space, isEffective, messages) => {
    const { effective, notices } = judgeGrants([{ space, slug }], buildInventory(demoAccount));
    expect(effective).toHaveLength(isEffective ? 1 : 0);
    expect(notices).toHaveLength(messages.length);
    messages.forEach((message, index) => {
      expect(notices[index]?.message).toContain(message);
    });
  });

  it('tells each name once', () => {
    const grants = ['a', 'b'].flatMap((slug) => ['x', 'y'].map((space) => ({ space, slug })));
    expect(judgeGrants(grants, buildInventory(demoAccount)).notices.map(({ code }) => code)).toEqual([
      'unknownRole',
      'unknownRole',
      'unknownSpace',
      'unknownSpace',
    ]);
  });

  it.each(['partial', 'forbidden', 'failed', 'complete'] as const)(
    'is silent about a part that is %s, and empty',
    (state) => {
      const grants = [{ space: 'x', slug: 'a' }];
      const without = (part: 'roles' | 'spaces'): string[] =>
        judgeGrants(
          grants,
          buildInventory({ ...demoAccount, [part]: { ...demoAccount[part], state, items: [] } }),
        ).notices.map(({ code }) => code);
      expect(without('roles')).toEqual(['unknownSpace']);
      expect(without('spaces')).toEqual(['unknownRole']);
    },
  );
});
