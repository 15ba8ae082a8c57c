import { expect, test } from 'vitest';
import { checkEndpoint } from '../../../../server/src/account/endpoint.ts';

const LIKE_THIS = 'It is the address of your account alone, like https://acme.app.spacelift.io.';

test.each([
  ['https://acme.app.spacelift.io', 'https://acme.app.spacelift.io'],
  [' https://ACME.app.us.spacelift.io/ ', 'https://acme.app.us.spacelift.io'],
  ['https://spacelift.corp.test:8443', 'https://spacelift.corp.test:8443'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://127.8.8.8', 'http://127.8.8.8'],
  ['http://localhost:4000/', 'http://localhost:4000'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
])('%s is taken', (text, endpoint) => {
  expect(checkEndpoint(text)).toBe(endpoint);
});

const NO_HTTPS = (host: string): string =>
  `${host} would be asked without https, and anybody on the way could read the secret. ${LIKE_THIS}`;

test.each([
  ['', `The endpoint is not a web address. ${LIKE_THIS}`],
  ['acme', `The endpoint is not a web address. ${LIKE_THIS}`],
  ['acme.app.spacelift.io', `The endpoint is not a web address. ${LIKE_THIS}`],
  ['http://acme.app.spacelift.io', NO_HTTPS('acme.app.spacelift.io')],
  ['http://localhost.evil.test', NO_HTTPS('localhost.evil.test')],
  ['http://127.0.0.1.evil.test', NO_HTTPS('127.0.0.1.evil.test')],
  ['http://0.0.0.0', NO_HTTPS('0.0.0.0')],
  ['ftp://acme.app.spacelift.io', `The endpoint does not start with https://. ${LIKE_THIS}`],
  ['https://acme.app.spacelift.io/graphql', `The endpoint has something after acme.app.spacelift.io. ${LIKE_THIS}`],
  ['https://acme.app.spacelift.io?a=1', `The endpoint has something after acme.app.spacelift.io. ${LIKE_THIS}`],
  ['https://acme.app.spacelift.io#a', `The endpoint has something after acme.app.spacelift.io. ${LIKE_THIS}`],
  [
    'https://me:s3cr3t@acme.app.spacelift.io',
    `The endpoint has a user name or a password in it, which do not belong there. ${LIKE_THIS}`,
  ],
])('%s is refused', (text, message) => {
  expect(() => checkEndpoint(text)).toThrow(expect.objectContaining({ kind: 'endpoint', message }));
});
