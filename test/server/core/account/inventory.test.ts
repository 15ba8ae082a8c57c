import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import type { AccountSnapshot, Space } from '../../../../server/src/protocol/account.ts';
import { demoAccount, keyId, spaceId } from './demoAccount.ts';

const demo = buildInventory(demoAccount);

describe('spaces', () => {
  it.each([
    ['root', ['root']],
    ['eu', ['root', 'production', 'eu']],
    ['kubernetes', ['root', 'platform', 'kubernetes']],
  ])('finds the way to %s', (name, path) => {
    expect(demo.pathOf(spaceId(name))).toEqual(path);
  });

  it('knows no way to a space that is not there', () => {
    expect(demo.pathOf('eu')).toBeUndefined();
    expect(demo.ancestorsOf('eu')).toEqual([]);
    expect(demo.descendantsOf('eu')).toEqual([]);
  });

  it('finds what is above and below', () => {
    expect(demo.childrenOf(spaceId('production')).map(({ name }) => name)).toEqual(['eu', 'us']);
    expect(demo.ancestorsOf(spaceId('eu')).map(({ name }) => name)).toEqual(['production', 'root']);
    expect(demo.descendantsOf(spaceId('platform')).map(({ name }) => name)).toEqual(['kubernetes', 'networking']);
    expect(demo.descendantsOf('root')).toHaveLength(demoAccount.spaces.items.length - 1);
  });

  it('ends where spaces contain each other, or a parent is missing', () => {
    const odd = buildInventory(withSpaces([link('a', 'b'), link('b', 'a'), link('c', 'c'), link('d', 'gone')]));
    expect(odd.ancestorsOf('a').map(({ id }) => id)).toEqual(['b']);
    expect(odd.descendantsOf('a').map(({ id }) => id)).toEqual(['b']);
    expect(odd.ancestorsOf('c')).toEqual([]);
    expect(odd.descendantsOf('c')).toEqual([]);
    expect(odd.pathOf('d')).toEqual(['d']);
  });
});

it('knows a key by its id, and by nothing else', () => {
  const id = keyId('ci-cd-dev');
  expect(demo.key(id)?.name).toBe('ci-cd-dev');
  expect([demo.key(`api::${id}`), demo.key('ci-cd-dev')]).toEqual([undefined, undefined]);
});

describe('findKey', () => {
  it.each(['terraform-prod', keyId('terraform-prod'), `api::${keyId('terraform-prod')}`])('finds %s', (text) => {
    expect(demo.findKey(text)).toMatchObject({ kind: 'found', key: { name: 'terraform-prod' } });
  });

  it('tells keys that share a name apart by id only', () => {
    const lookup = demo.findKey('staging-deploy');
    const ids = lookup.kind === 'ambiguous' ? lookup.keys.map(({ id }) => id) : [];
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(demo.findKey(id)).toMatchObject({ kind: 'found', key: { id } });
  });

  it('means the one that is not deleted, and the deleted one where there is no other', () => {
    const items = demoAccount.apiKeys.items.map((key) =>
      key.lastUsedAt?.startsWith('2026-06') === true ? { ...key, deleted: true } : key,
    );
    const inventory = buildInventory({ ...demoAccount, apiKeys: { ...demoAccount.apiKeys, items } });
    expect(inventory.findKey('staging-deploy')).toMatchObject({ kind: 'found', key: { deleted: false } });
    expect(inventory.findKey('retired-runner')).toMatchObject({ kind: 'found', key: { deleted: true } });
  });

  it.each([
    ['terraform-pord', ['terraform-prod']],
    ['CI-CD-Prd', ['ci-cd-prod']],
    ['api::terraform-prod', ['terraform-prod']],
    ['nothing like it at all', []],
    ['', []],
  ])('suggests for "%s" %j', (text, names) => {
    const lookup = demo.findKey(text);
    expect(lookup.kind).toBe('unknown');
    if (lookup.kind === 'unknown') expect(lookup.nearest.slice(0, names.length)).toEqual(names);
  });
});

describe('identifyRole', () => {
  const ulid = demo.role('deployer')?.id ?? '';
  it.each([
    ['deployer', { kind: 'found', item: { slug: 'deployer' } }],
    ['Infrastructure provisioner', { kind: 'misnamed', by: 'name', item: { slug: 'tf-provisioner' } }],
    [ulid, { kind: 'misnamed', by: 'ulid', item: { slug: 'deployer' } }],
    ['deplyer', { kind: 'unknown', nearest: { slug: 'deployer' } }],
    ['something else', { kind: 'unknown', nearest: undefined }],
  ])('%s', (text, expected) => {
    expect(demo.identifyRole(text)).toMatchObject(expected);
  });
});

describe('identifySpace', () => {
  it.each([
    ['root', { kind: 'found', item: { id: 'root' } }],
    ['production', { kind: 'misnamed', by: 'name', item: { id: spaceId('production') } }],
    ['prodution', { kind: 'unknown', nearest: { id: spaceId('production') } }],
    ['something else', { kind: 'unknown', nearest: undefined }],
  ])('%s', (text, expected) => {
    expect(demo.identifySpace(text)).toMatchObject(expected);
  });
});

function link(id: string, parentSpace: string): Space {
  return { id, name: id, description: '', parentSpace, inheritEntities: true, labels: [] };
}

function withSpaces(items: Space[]): AccountSnapshot {
  return { ...demoAccount, spaces: { ...demoAccount.spaces, items } };
}
