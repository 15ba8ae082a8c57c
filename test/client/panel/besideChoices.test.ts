import { expect, it } from 'vitest';
import { listBeside, type KnownPolicies } from '../../../client/src/panel/besideChoices.ts';
import { nameAccount } from '../../../server/src/core/features/suggestions/accountNames.ts';
import { demoInventory } from '../../server/core/account/demoAccount.ts';

const NAMES = {
  ...nameAccount(demoInventory, 'demo', 0n),
  loginPolicies: [
    { id: 'main', name: 'Main' },
    { id: 'freeze', name: 'Freeze' },
    { id: 'freeze-2', name: 'Freeze' },
  ],
};
const FILES = ['prod/freeze.rego', 'login.rego', 'dev/freeze.rego'].map((name) => ({ uri: `file:///w/${name}`, name }));

function labels(known: Partial<KnownPolicies>): string[] {
  const own = { uri: 'file:///w/login.rego', id: undefined };
  return listBeside({ own, files: FILES, names: NAMES, ...known }).map(({ label }) => label);
}

it('are files by their names, then what is deployed; never the policy itself', () => {
  expect(labels({})).toEqual([
    'dev/freeze.rego',
    'prod/freeze.rego',
    '“Main” as deployed',
    '“Freeze” (freeze) as deployed',
    '“Freeze” (freeze-2) as deployed',
  ]);
});

it('of one that is shown as it is deployed, are all others', () => {
  expect(labels({ own: { uri: 'loginpolicy:/freeze-2/Freeze.rego', id: 'freeze-2' }, files: [] })).toEqual([
    '“Main” as deployed',
    '“Freeze” (freeze) as deployed',
  ]);
});

it('without an account are files, and without either none', () => {
  expect(labels({ names: null })).toEqual(['dev/freeze.rego', 'prod/freeze.rego']);
  expect(labels({ names: null, files: FILES.slice(1, 2) })).toEqual([]);
});
