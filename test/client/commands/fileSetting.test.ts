import picomatch from 'picomatch/posix';
import { expect, it } from 'vitest';
import { withFile } from '../../../client/src/commands/fileSetting.ts';

it.each([
  'login.rego',
  'policies/login.rego',
  'policies/[old] (2)/login.rego',
  'a{b,c}/!login*?.rego',
  '+(x)/@(y)/$z^|w.rego',
  'C:/policies/login.rego',
  'größe "x"/login.rego',
  '.hidden/login.rego',
])('matches %j alone', (path) => {
  const [glob = ''] = Object.keys(withFile({}, path, 'v1'));
  expect(picomatch.isMatch(path, glob)).toBe(true);
  for (const other of ['logins.rego', `x/${path}`, `${path}x`]) {
    expect(picomatch.isMatch(other, glob), other).toBe(false);
  }
});

it('comes before what was there, and takes the place of what was said of the file', () => {
  const before = { '**/*.rego': 'off', 'a.rego': 'v0', 'b.rego': 'v1' } as const;
  const after = withFile(before, 'a.rego', 'v1');
  expect(Object.entries(after)).toEqual([
    ['a.rego', 'v1'],
    ['**/*.rego', 'off'],
    ['b.rego', 'v1'],
  ]);
  expect(before['a.rego']).toBe('v0');
});
