import { expect, it } from 'vitest';
import { listBaselines, readBaselineId, type ComparedPolicy } from '../../../client/src/panel/baselineChoices.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';

const NAMES: AccountNames = {
  name: 'demo',
  source: 'demo',
  keyState: 'complete',
  keys: [],
  roles: [],
  spaces: [],
  teams: [],
  loginPolicies: [
    { id: 'freeze', name: 'Freeze' },
    { id: 'main-login', name: 'Main login' },
  ],
};
const POLICY: ComparedPolicy = {
  fileName: 'main-login.rego',
  isSaved: true,
  withoutHead: undefined,
  files: [],
  names: NAMES,
};

it.each<[string, Partial<ComparedPolicy>, string[]]>([
  ['HEAD, then the deployed policy of that name', {}, ['head', 'deployed:main-login', 'saved', 'deployed:freeze']],
  ['no HEAD', { withoutHead: 'No git.' }, ['deployed:main-login', 'saved', 'deployed:freeze']],
  ['never saved', { isSaved: false, withoutHead: 'No file.', names: null }, []],
  [
    'a chosen file first',
    { files: [{ uri: 'file:///w/old.rego', name: 'old.rego' }], names: null },
    ['file:file:///w/old.rego', 'head', 'saved'],
  ],
])('%s', (_name, change, ids) => {
  expect(listBaselines({ ...POLICY, ...change }).baselines.map(({ id }) => id)).toEqual(ids);
});

it.each<[string, Partial<ComparedPolicy>, RegExp[]]>([
  ['nothing', {}, []],
  ['git', { withoutHead: 'No git.' }, [/^No git\.$/]],
  ['an account', { names: null }, [/nobody is signed in/]],
  ['its policies', { names: { ...NAMES, loginPolicies: [] } }, [/the account shows none/]],
])('says that %s is missing', (_name, change, reasons) => {
  const { missing } = listBaselines({ ...POLICY, ...change });
  expect(missing).toHaveLength(reasons.length);
  for (const [index, reason] of reasons.entries()) expect(missing[index]).toMatch(reason);
});

it('ids are read as they were written, and others are none', () => {
  const { baselines } = listBaselines({ ...POLICY, files: [{ uri: 'file:///a:b', name: 'b' }] });
  expect(baselines.map(({ id }) => readBaselineId(id)?.kind)).toEqual([
    'file',
    'head',
    'deployed',
    'saved',
    'deployed',
  ]);
  expect(readBaselineId('file:file:///a:b')).toEqual({ kind: 'file', uri: 'file:///a:b' });
  expect(readBaselineId('HEAD~1')).toBeUndefined();
});
