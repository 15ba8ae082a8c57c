import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { spreadAccess } from '../../../../server/src/core/simulation/access.ts';
import type { Grant } from '../../../../server/src/core/simulation/grants.ts';
import type { Space } from '../../../../server/src/protocol/account.ts';
import type { AccessLevel } from '../../../../server/src/protocol/simulation.ts';
import { demoAccount } from '../account/demoAccount.ts';

/** The demo account's roles, and this tree (`+`: inherits): root ─ a+ ─ b+ ─ c, root ─ x ─ y+. */
const inventory = buildInventory({
  ...demoAccount,
  spaces: {
    ...demoAccount.spaces,
    items: [
      space('root', undefined, false),
      space('a', 'root', true),
      space('b', 'a', true),
      space('c', 'b', false),
      space('x', 'root', false),
      space('y', 'x', true),
    ],
  },
});

/** Access as `space: slug, slug<from, (readFrom)`, a line a space. */
function describeAccess(level: AccessLevel, grants: string[], account = true): string[] {
  const list = grants.map((grant): Grant => {
    const [spaceId = '', slug = ''] = grant.split(' ');
    return { space: spaceId, slug };
  });
  const access = spreadAccess({ access_level: level }, list, account ? inventory : undefined);
  return Object.entries(access).map(([id, { roles, readFrom }]) => {
    const held = roles.map(({ slug, from }) => (from === id ? slug : `${slug}<${from}`));
    return `${id}: ${[...held, ...(readFrom === undefined ? [] : [`(${readFrom})`])].join(', ')}`;
  });
}

describe('spreadAccess', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    [
      'a leaf whose edges inherit: read up to root',
      ['b deployer'],
      ['a: (b)', 'b: deployer', 'c: deployer<b', 'root: (b)'],
    ],
    ['a leaf that does not inherit: nothing above', ['c deployer'], ['c: deployer']],
    ['down through edges that do not inherit', ['x deployer'], ['x: deployer', 'y: deployer<x']],
    ['up to the first edge that does not inherit', ['y deployer'], ['x: (y)', 'y: deployer']],
    [
      'read does not come down to siblings',
      ['a run-reviewer'],
      ['a: run-reviewer', 'b: run-reviewer<a', 'c: run-reviewer<a', 'root: (a)'],
    ],
    [
      'roles add up, own ones first',
      ['a deployer', 'b run-reviewer', 'b deployer'],
      [
        'a: deployer',
        'b: deployer, run-reviewer, deployer<a',
        'c: deployer<a, deployer<b, run-reviewer<b',
        'root: (a)',
      ],
    ],
    [
      'read is not repeated where a role gives it',
      ['b deployer', 'root space-reader'],
      [
        'a: space-reader<root',
        'b: deployer, space-reader<root',
        'c: deployer<b, space-reader<root',
        'root: space-reader',
        'x: space-reader<root',
        'y: space-reader<root',
      ],
    ],
    [
      'read is told beside a role that lacks it',
      ['b deployer', 'a state-operator'],
      ['a: state-operator, (b)', 'b: deployer, state-operator<a', 'c: deployer<b, state-operator<a', 'root: (a)'],
    ],
    ['a space that the account does not show', ['elsewhere deployer'], ['elsewhere: deployer']],
  ])('%s', (_name, grants, expected) => {
    expect(describeAccess('allow', grants)).toEqual(expected);
    expect(describeAccess('deny', grants)).toEqual([]);
  });

  it('gives an admin everything', () => {
    const everything = ['a', 'b', 'c', 'root', 'x', 'y'];
    const inherited = everything.map((id) => (id === 'root' ? 'root: space-admin' : `${id}: space-admin<root`));
    expect(describeAccess('admin', [])).toEqual(inherited);
    expect(describeAccess('allow', ['root space-admin'])).toEqual(inherited);
    expect(describeAccess('admin', ['root space-admin'])).toEqual(inherited);
    expect(describeAccess('admin', ['y deployer'])).toEqual(inherited.with(5, 'y: deployer, space-admin<root'));
  });

  it('is what is granted directly, without an account', () => {
    expect(describeAccess('allow', ['b deployer'], false)).toEqual(['b: deployer']);
    expect(describeAccess('admin', ['b deployer'], false)).toEqual(['b: deployer', 'root: space-admin']);
  });
});

function space(id: string, parentSpace: string | undefined, inheritEntities: boolean): Space {
  return {
    id,
    name: id,
    description: '',
    ...(parentSpace === undefined ? {} : { parentSpace }),
    inheritEntities,
    labels: [],
  };
}
