import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAction } from '../../../../server/src/core/access/actions.ts';
import { judgeHolding, type BoundRole, type Question } from '../../../../server/src/core/access/holding.ts';
import type { Answer, LegacyLevel } from '../../../../server/src/protocol/access.ts';
import type { Space } from '../../../../server/src/protocol/account.ts';
import { demoAccount } from '../account/demoAccount.ts';
import { accountOf, role, ROLES, space, treeOf } from './tree.ts';

const { at } = demoAccount.spaces;
const TREE = treeOf(['root <+ a', 'a <+ b', 'b < c', 'root < x', 'x <+ y']);

function grantsOf(texts: readonly string[]): BoundRole[] {
  return texts.map((text) => {
    const [where = '', slug = ''] = text.split(' ');
    return { space: where, slug };
  });
}

function question(action: string, where: string): Question {
  return { action: readAction(action, undefined), space: { id: where } };
}

describe('judgeHolding', () => {
  it.each<[string, string[], string, string, Answer]>([
    ['nothing', [], 'run:trigger', 'a', 'no'],
    ['a role that names it', ['a deployer'], 'run:trigger', 'a', 'yes'],
    ['down one space', ['a deployer'], 'run:trigger', 'b', 'yes'],
    ['down where nothing is inherited', ['a deployer'], 'run:trigger', 'c', 'yes'],
    ['never up', ['b deployer'], 'run:trigger', 'a', 'no'],
    ['never beside', ['x deployer'], 'run:trigger', 'a', 'no'],
    ['a level that stands for it', ['a space-writer'], 'run:trigger', 'b', 'yes'],
    ['a higher level', ['a space-admin'], 'run:trigger', 'b', 'yes'],
    ['a lower level', ['a space-reader'], 'run:trigger', 'b', 'no'],
    ['Read stands for what needs no more', ['a deployer'], 'run:comment', 'b', 'yes'],
    ['a role without any level', ['a blind'], 'run:comment', 'b', 'no'],
    ['a role without Read that names it', ['a trigger'], 'run:trigger', 'b', 'yes'],
    ['roles add up', ['a blind', 'root commenter', 'c trigger'], 'run:trigger', 'c', 'yes'],
    ['Admin needed', ['a space-writer'], 'stack:create', 'a', 'no'],
    ['an admin of a space', ['a space-admin'], 'stack:create', 'c', 'yes'],
    ['an admin of the root: everything', ['root space-admin'], 'run:read', 'y', 'yes'],
    ['an admin of a space, and what has no level', ['a space-admin'], 'run:read', 'a', 'unknown'],
    ['no level, and what has no level', ['a blind'], 'run:read', 'a', 'no'],
    ['Read upwards', ['b trigger'], 'space:read', 'a', 'yes'],
    ['Read upwards, on and on', ['b trigger'], 'space:read', 'root', 'yes'],
    ['Read upwards ends where nothing is inherited', ['c trigger'], 'space:read', 'b', 'no'],
    ['Read upwards ends half way', ['y trigger'], 'space:read', 'root', 'no'],
    ['Read from below does not come down again', ['b trigger'], 'space:read', 'x', 'no'],
    ['Read from below is not known to stand for more', ['b trigger'], 'run:comment', 'a', 'unknown'],
    ['Read from below stands for no higher level', ['b space-admin'], 'run:trigger', 'a', 'no'],
    ['a role that is not there', ['a elsewhere'], 'run:trigger', 'a', 'no'],
    ['a space that is not there', ['elsewhere deployer'], 'run:trigger', 'a', 'no'],
  ])('%s', (_what, grants, action, where, expected) => {
    expect(judgeHolding(grantsOf(grants), question(action, where), accountOf(TREE)).answer).toBe(expected);
  });

  it('tells the roles in force, with where they come from, those that give it first', () => {
    const grants = grantsOf(['root commenter', 'b space-writer', 'a deployer', 'c blind', 'x deployer']);
    const { roles } = judgeHolding(grants, question('run:trigger', 'c'), accountOf(TREE));
    expect(roles).toEqual([
      { slug: 'deployer', from: 'a', path: ['a', 'b', 'c'], gives: 'action' },
      { slug: 'space-writer', from: 'b', path: ['b', 'c'], gives: 'level' },
      { slug: 'blind', from: 'c', path: ['c'], gives: 'nothing' },
      { slug: 'commenter', from: 'root', path: ['root', 'a', 'b', 'c'], gives: 'nothing' },
    ]);
  });

  describe('where not everything is shown', () => {
    const gap = accountOf([space('s', 'hidden', true), space('t', 's', true), space('u', 'other', true)], {
      spaces: {
        state: 'partial',
        at,
        items: [space('s', 'hidden', true), space('t', 's', true), space('u', 'other', true)],
      },
    });
    const blind = accountOf(TREE, { roles: { state: 'forbidden', at, items: [] } });

    it.each<[string, string[], string, string, Answer]>([
      ['the space itself', ['s deployer'], 'run:trigger', 's', 'yes'],
      ['a space that is shown above', ['s deployer'], 'run:trigger', 't', 'yes'],
      ['the root is above everything', ['root deployer'], 'run:trigger', 't', 'yes'],
      ['the root, and what it does not give', ['root commenter'], 'run:trigger', 't', 'no'],
      ['a space that may be above', ['hidden deployer'], 'run:trigger', 't', 'unknown'],
      ['a space that may be above, and what it does not give', ['hidden commenter'], 'run:trigger', 't', 'no'],
      ['a space that is below', ['t deployer'], 'run:trigger', 's', 'no'],
      ['a space that may be below', ['u trigger'], 'space:read', 'root', 'unknown'],
      ['a space that is below, and inherits', ['t trigger'], 'space:read', 's', 'yes'],
    ])('spaces: %s', (_what, grants, action, where, expected) => {
      expect(judgeHolding(grantsOf(grants), question(action, where), gap).answer).toBe(expected);
    });

    it.each<[string, string[], string, Answer]>([
      ['a role of the account', ['a deployer'], 'run:trigger', 'unknown'],
      ['a system role that gives it', ['a space-writer'], 'run:trigger', 'yes'],
      ['a system role that does not', ['a space-reader'], 'run:trigger', 'no'],
      ['one that gives it beside one that is not shown', ['a deployer', 'a space-writer'], 'run:trigger', 'yes'],
      ['Read upwards needs no more than a role', ['b deployer'], 'space:read', 'yes'],
    ])('roles: %s', (_what, grants, action, expected) => {
      expect(judgeHolding(grantsOf(grants), question(action, 'a'), blind).answer).toBe(expected);
    });

    it.each<[string[], string, string, Answer]>([
      [['a space-admin'], 'run:trigger', 'a', 'yes'],
      [['a deployer'], 'run:trigger', 'a', 'unknown'],
      [['b space-admin'], 'run:trigger', 'a', 'unknown'],
      [['root space-admin'], 'run:trigger', 'a', 'yes'],
      [[], 'run:trigger', 'a', 'no'],
    ])('no account: %s', (grants, action, where, expected) => {
      expect(judgeHolding(grantsOf(grants), question(action, where), undefined).answer).toBe(expected);
    });
  });
});

/** As the documentation says it, without any index: for a property to compare with. */
function askNaively(
  spaces: readonly Space[],
  grants: readonly BoundRole[],
  action: { name: string; level: LegacyLevel },
  where: string,
): Answer {
  const byId = new Map(spaces.map((one) => [one.id, one]));
  const isWithin = (id: string | undefined, above: string): boolean =>
    id !== undefined && (id === above || isWithin(byId.get(id)?.parentSpace, above));
  const readsUp = (id: string): boolean => {
    const { parentSpace, inheritEntities = false } = byId.get(id) ?? {};
    return inheritEntities && parentSpace !== undefined && (parentSpace === where || readsUp(parentSpace));
  };
  const levels: Record<LegacyLevel, string[]> = {
    read: ['SPACE_READ', 'SPACE_WRITE', 'SPACE_ADMIN'],
    write: ['SPACE_WRITE', 'SPACE_ADMIN'],
    admin: ['SPACE_ADMIN'],
  };
  const actionsOf = ({ slug }: BoundRole): string[] => ROLES.find((one) => one.slug === slug)?.actions ?? [];
  const suffices = (grant: BoundRole): boolean =>
    [action.name, ...levels[action.level]].some((one) => actionsOf(grant).includes(one));
  if (grants.some((grant) => isWithin(where, grant.space) && suffices(grant))) return 'yes';
  if (grants.some((grant) => grant.space === 'root' && grant.slug === 'space-admin')) return 'yes';
  const isReadable = grants.some((grant) => readsUp(grant.space));
  if (isReadable && action.name === 'SPACE_READ') return 'yes';
  return isReadable && action.level === 'read' ? 'unknown' : 'no';
}

const ACTIONS = ['run:trigger', 'run:comment', 'space:read', 'space:admin', 'stack:create', 'stack:state-read'];

/** Trees of up to a dozen spaces: each has one before it for a parent. */
const trees = fc.array(fc.record({ parent: fc.nat(), inherits: fc.boolean() }), { maxLength: 11 }).map((nodes) => [
  space('root', undefined, false),
  ...nodes.map(({ parent, inherits }, index) => {
    const above = parent % (index + 1);
    return space(`s${index}`, above === 0 ? 'root' : `s${above - 1}`, inherits);
  }),
]);

describe('propagation', () => {
  const cases = trees.chain((spaces) => {
    const where = fc.constantFrom(...spaces.map(({ id }) => id));
    const slug = fc.constantFrom(...ROLES.map((one) => one.slug));
    const grants = fc.array(fc.record({ space: where, slug }), { maxLength: 6 });
    return fc.record({ spaces: fc.constant(spaces), where, grants, action: fc.constantFrom(...ACTIONS) });
  });

  it('is as the documentation says', () => {
    fc.assert(
      fc.property(cases, ({ spaces, where, grants, action: text }) => {
        const action = readAction(text, undefined);
        if (action.level === undefined) throw new Error('an action without a level');
        const { answer } = judgeHolding(grants, { action, space: { id: where } }, accountOf(spaces));
        expect(answer).toBe(askNaively(spaces, grants, { name: action.name, level: action.level }, where));
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  it('gives no less with one role more', () => {
    const order: Answer[] = ['no', 'unknown', 'yes'];
    fc.assert(
      fc.property(cases, ({ spaces, where, grants, action: text }) => {
        const about = question(text, where);
        const account = accountOf(spaces);
        const [all, fewer] = [grants, grants.slice(1)].map((some) => judgeHolding(some, about, account).answer);
        expect(order.indexOf(all ?? 'no')).toBeGreaterThanOrEqual(order.indexOf(fewer ?? 'no'));
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('is told with a path that is one', () => {
    fc.assert(
      fc.property(cases, ({ spaces, where, grants, action: text }) => {
        const account = accountOf(spaces);
        for (const { from, path } of judgeHolding(grants, question(text, where), account).roles) {
          expect([path[0], path.at(-1)]).toEqual([from, where]);
          path.slice(1).forEach((id, index) => {
            expect(account.space(id)?.parentSpace).toBe(path[index]);
          });
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

it('knows what a role of the account gives from the account, also of a system role', () => {
  const roles = { state: 'complete' as const, at, items: [role('space-writer', ['SPACE_READ'])] };
  const account = accountOf(TREE, { roles });
  expect(judgeHolding(grantsOf(['a space-writer']), question('run:trigger', 'a'), account).answer).toBe('no');
});
