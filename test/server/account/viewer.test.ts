/** Who looks at an account, as far as the cache tells them apart. */
import { expect, it } from 'vitest';
import { viewerOf } from '../../../server/src/account/saved/viewer.ts';
import type { Credential } from '../../../server/src/protocol/credential.ts';

const endpoint = 'https://acme.app.spacelift.io';

function jwt(claims: object): string {
  return ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}
const token = (claims: object): Credential => ({ kind: 'token', endpoint, token: jwt(claims) });
const github = (secret: string): Credential => ({ kind: 'github', endpoint, token: secret });

it('is the same person with a newer token', () => {
  expect(viewerOf(token({ sub: 'ada', exp: 2 }))).toEqual(viewerOf(token({ sub: 'ada', exp: 1 })));
  expect(viewerOf(github('ghp_1'))).toEqual(viewerOf(github('ghp_1')));
});

it.each<[string, Credential, Credential]>([
  ['tokens of two people', token({ sub: 'ada' }), token({ sub: 'bob' })],
  ['tokens that name nobody', token({ jti: '1' }), token({ jti: '2' })],
  ['tokens that name nothing that is a name', token({ sub: 1 }), token({ sub: 2 })],
  ['two tokens of GitHub', github('ghp_1'), github('ghp_2')],
  ['kinds', github('x'), { kind: 'token', endpoint, token: 'x' }],
  ['keys', { kind: 'apiKey', endpoint, id: 'A', secret: 's' }, { kind: 'apiKey', endpoint, id: 'B', secret: 's' }],
])('differs between %s', (_, one, other) => {
  expect(viewerOf(one)).not.toEqual(viewerOf(other));
});

it('has nothing of a token, and nobody’s name', () => {
  for (const credential of [token({ sub: 'ada@example.com' }), github('ghp_secret')]) {
    expect(viewerOf(credential)).toEqual({
      kind: credential.kind,
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
  }
  // Of the same token elsewhere, something else.
  expect(viewerOf({ ...github('ghp_1'), endpoint: 'https://other.app.spacelift.io' })).not.toEqual(
    viewerOf(github('ghp_1')),
  );
});
