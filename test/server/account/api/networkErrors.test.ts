import { expect, test } from 'vitest';
import { describeNetworkFailure } from '../../../../server/src/account/http/networkErrors.ts';

const OWN_AUTHORITY =
  'Where your network or your Spacelift has an authority of its own, SPACELIFT_API_TLS_CA or NODE_EXTRA_CA_CERTS ' +
  'names the file with its certificate.';
const NAMELESS = 'unreachable: No address is found for acme.test. Is it spelled right, and is this computer online?';

/** As undici's fetch throws it. */
function thrown(code: string, message = 'secret words'): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

test.each([
  [thrown('ENOTFOUND'), NAMELESS, true],
  [thrown('EAI_AGAIN'), NAMELESS, true],
  [thrown('UND_ERR_CONNECT_TIMEOUT'), 'timeout: No connection to acme.test in time. Is this computer online?', false],
  [thrown('ECONNRESET'), 'unreachable: acme.test ended the connection before it answered.', true],
  [thrown('EPROTO'), 'unreachable: acme.test does not speak https as expected (EPROTO).', false],
  [
    thrown('ERR_SSL_WRONG_VERSION_NUMBER'),
    'unreachable: acme.test does not speak https as expected (ERR_SSL_WRONG_VERSION_NUMBER).',
    false,
  ],
  [
    thrown('CERT_HAS_EXPIRED'),
    'certificate: The certificate of acme.test is not trusted: it has expired (or the clock of this computer is wrong). ' +
      OWN_AUTHORITY,
    false,
  ],
  [
    thrown('ERR_TLS_CERT_ALTNAME_INVALID'),
    `certificate: The certificate of acme.test is not trusted: it is for another host. ${OWN_AUTHORITY}`,
    false,
  ],
  [
    thrown('INVALID_PURPOSE'),
    `certificate: The certificate of acme.test is not trusted: its check fails (INVALID_PURPOSE). ${OWN_AUTHORITY}`,
    false,
  ],
  [
    new TypeError('fetch failed', { cause: new Error('bad port') }),
    "endpoint: Nothing can be asked at acme.test: its port is one that HTTP does not use. Is the endpoint's port right?",
    false,
  ],
  [thrown('not a code: a secret'), 'unreachable: No connection to acme.test.', true],
  ['no error at all', 'unreachable: No connection to acme.test.', true],
])('%s', (failed, shown, again) => {
  const { error, ...rest } = describeNetworkFailure(failed, { host: 'acme.test', proxy: undefined, begun: false });
  expect(`${error.kind}: ${error.message}`).toBe(shown);
  expect(rest).toEqual({ again });
});

test('a proxy that does not let us through is named', () => {
  const failed = thrown('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling');
  const { error } = describeNetworkFailure(failed, { host: 'acme.test', proxy: 'all_proxy', begun: false });
  expect(`${error.kind}: ${error.message}`).toBe(
    'unreachable: The proxy that all_proxy names does not let us through to acme.test (it answers 407).',
  );
});

test('what to look at now is told, and is no part of what happened', () => {
  const { error } = describeNetworkFailure(thrown('ENOTFOUND'), { host: 'acme.test', proxy: undefined, begun: false });
  expect(error.event).toBe('No address is found for acme.test.');
  expect(error.message).toContain('is this computer online?');
});

// Which of the two it is, nobody says; NO_PROXY may except the host.
test.each([
  ['ENOTFOUND', 'No address is found for acme.test or the proxy that ALL_PROXY names.'],
  ['ECONNREFUSED', 'acme.test or the proxy that ALL_PROXY names refuses connections.'],
  ['ECONNRESET', 'acme.test or the proxy that ALL_PROXY names ended the connection before it answered.'],
  ['ETIMEDOUT', 'No connection to acme.test or the proxy that ALL_PROXY names in time.'],
  ['EPROTO', 'acme.test or the proxy that ALL_PROXY names does not speak https as expected (EPROTO).'],
  ['EHOSTUNREACH', 'No connection to acme.test or the proxy that ALL_PROXY names (EHOSTUNREACH).'],
])('behind a proxy, %s may be of the proxy', (code, event) => {
  const { error } = describeNetworkFailure(thrown(code), { host: 'acme.test', proxy: 'ALL_PROXY', begun: false });
  expect(error.event).toBe(event);
});
