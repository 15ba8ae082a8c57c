import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import tls, { rootCertificates } from 'node:tls';
import type { Duplex } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RolesDocument } from '../../../../server/src/account/generated/documents.ts';
import { fileOf, makeAuthority, makeSelfSigned } from './certificates.ts';
import { failure, KEY_ID, listen, openApi, SECRET, startSpacelift, type OpenOptions } from './fakeSpacelift.ts';

const ROLES = { data: { roles: [{ slug: 'reader' }] }, missing: [], failed: [] };
const OWN_AUTHORITY =
  'Where your network or your Spacelift has an authority of its own, SPACELIFT_API_TLS_CA or NODE_EXTRA_CA_CERTS ' +
  'names the file with its certificate.';

describe('certificates', () => {
  test('one of an unknown authority is not trusted, and nothing is sent', async () => {
    const server = await startSpacelift({ tls: await (await makeAuthority()).issue() });
    const { api } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `certificate: The certificate of ${server.host} is not trusted: its issuer is not known to this computer. ${OWN_AUTHORITY}`,
    );
    expect(server.asked).toEqual([]);
  });

  test('one that is signed by itself is not trusted', async () => {
    const server = await startSpacelift({ tls: await makeSelfSigned() });
    const { api } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `certificate: The certificate of ${server.host} is not trusted: it is signed by itself. ${OWN_AUTHORITY}`,
    );
  });

  test('one for another host is not trusted', async () => {
    const authority = await makeAuthority();
    const server = await startSpacelift({ tls: await authority.issue('acme.test') });
    const env = { SPACELIFT_API_TLS_CA: await fileOf(authority.cert) };
    const { api } = openApi({ endpoint: server.endpoint, env });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `certificate: The certificate of ${server.host} is not trusted: it is for another host. ${OWN_AUTHORITY}`,
    );
  });

  test.each(['SPACELIFT_API_TLS_CA', 'SSL_CERT_FILE'])('%s names an authority to trust', async (name) => {
    const authority = await makeAuthority();
    const server = await startSpacelift({ tls: await authority.issue() });
    const { api } = openApi({ endpoint: server.endpoint, env: { [name]: await fileOf(authority.cert) } });
    expect(await api.request(RolesDocument, {})).toEqual(ROLES);
  });

  test('extra authorities stay trusted beside it', async () => {
    const [one, other] = await Promise.all([makeAuthority(), makeAuthority()]);
    const server = await startSpacelift({ tls: await one.issue() });
    const env = { SPACELIFT_API_TLS_CA: await fileOf(other.cert), NODE_EXTRA_CA_CERTS: await fileOf(one.cert) };
    const { api } = openApi({ endpoint: server.endpoint, env });
    expect(await api.request(RolesDocument, {})).toEqual(ROLES);
  });

  test('a certificate of one’s own is shown to the server', async () => {
    const authority = await makeAuthority();
    const own = await authority.issue();
    const server = await startSpacelift({ tls: { ...(await authority.issue()), ca: authority.cert } });
    const env = { SPACELIFT_API_TLS_CA: await fileOf(authority.cert) };
    const withOwn = {
      ...env,
      SPACELIFT_API_TLS_CERT: await fileOf(own.cert),
      SPACELIFT_API_TLS_KEY: await fileOf(own.key),
    };
    expect(await openApi({ endpoint: server.endpoint, env: withOwn }).api.request(RolesDocument, {})).toEqual(ROLES);
    const without = openApi({ endpoint: server.endpoint, env }).api;
    expect(await failure(without.request(RolesDocument, {}))).toMatch(/^unreachable: /);
  });

  test('what the system trusts is trusted, where Node can tell (22.15 and newer)', async () => {
    const [one, other] = await Promise.all([makeAuthority(), makeAuthority()]);
    const known = (of: string): string[] => (of === 'system' ? [one.cert] : [...rootCertificates]);
    const before = Object.getOwnPropertyDescriptor(tls, 'getCACertificates');
    Object.defineProperty(tls, 'getCACertificates', { value: known, configurable: true });
    onTestFinished(() => {
      if (before === undefined) Reflect.deleteProperty(tls, 'getCACertificates');
      else Object.defineProperty(tls, 'getCACertificates', before);
    });
    const server = await startSpacelift({ tls: await one.issue() });
    expect(await openApi({ endpoint: server.endpoint }).api.request(RolesDocument, {})).toEqual(ROLES);
    const env = { SPACELIFT_API_TLS_CA: await fileOf(other.cert) };
    expect(await openApi({ endpoint: server.endpoint, env }).api.request(RolesDocument, {})).toEqual(ROLES);
  });

  test.each([
    ['SPACELIFT_API_TLS_CA', 'garbage'],
    ['SSL_CERT_FILE', ''],
    ['SPACELIFT_API_TLS_CA', '-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n'],
    [
      'SPACELIFT_API_TLS_CA',
      `${rootCertificates[0] ?? ''}\n-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n`,
    ],
  ])('%s must name a file with certificates: %j', async (name, text) => {
    const server = await startSpacelift({ tls: await makeSelfSigned() });
    const path = await fileOf(text);
    const { api } = openApi({ endpoint: server.endpoint, env: { [name]: path } });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `certificate: The file that ${name} names is not made of certificates (PEM): ${path}`,
    );
  });

  test('a certificate of one’s own that can’t be used is named', async () => {
    const [one, other] = await Promise.all([makeAuthority(), makeAuthority()]);
    const server = await startSpacelift({ tls: await one.issue() });
    const cert = await fileOf(one.cert);
    for (const key of [await fileOf('garbage'), await fileOf(other.key)]) {
      const env = { SPACELIFT_API_TLS_CERT: cert, SPACELIFT_API_TLS_KEY: key };
      expect(await failure(openApi({ endpoint: server.endpoint, env }).api.request(RolesDocument, {}))).toMatch(
        `certificate: The files that SPACELIFT_API_TLS_CERT and SPACELIFT_API_TLS_KEY name can't be used together ` +
          `(ERR_OSSL_`,
      );
    }
  });

  test.each([
    {
      env: { SPACELIFT_API_TLS_CA: '/nowhere/ca.pem', SSL_CERT_FILE: '' },
      shown: "The file that SPACELIFT_API_TLS_CA names can't be read: /nowhere/ca.pem",
    },
    {
      env: { SPACELIFT_API_TLS_CA: '', SSL_CERT_FILE: '/nowhere/ca.pem' },
      shown: "The file that SSL_CERT_FILE names can't be read: /nowhere/ca.pem",
    },
    {
      env: { SPACELIFT_API_TLS_KEY: import.meta.filename },
      shown: 'SPACELIFT_API_TLS_CERT and SPACELIFT_API_TLS_KEY belong together: one of them is not set.',
    },
  ])('$shown', async ({ env, shown }) => {
    const server = await startSpacelift();
    expect(await failure(openApi({ endpoint: server.endpoint, env }).api.request(RolesDocument, {}))).toBe(
      `certificate: ${shown}`,
    );
  });
});

test('a port that is kept for something else', async () => {
  const endpoint = 'http://127.0.0.1:9';
  expect(await failure(openApi({ endpoint }).api.request(RolesDocument, {}))).toBe(
    "endpoint: Nothing can be asked at 127.0.0.1:9: its port is one that HTTP does not use. Is the endpoint's port right?",
  );
});

describe('proxy', () => {
  /** A proxy that leads every name to one port of loopback. */
  async function startProxy(port: number, status = 200): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createServer();
    const open = new Set<Duplex | Socket>();
    proxy.on('connect', (request: IncomingMessage, client: Duplex) => {
      asked.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      if (status !== 200) {
        client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const server = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      for (const socket of [client, server]) {
        open.add(socket);
        socket.on('error', () => server.destroy());
      }
    });
    return { url: `http://me:pr0xy-s3cr3t@127.0.0.1:${await listen(proxy)}`, asked };
  }

  async function startAcme(): Promise<{ port: number; options: OpenOptions; ca: string }> {
    const authority = await makeAuthority();
    const { port } = await startSpacelift({ tls: await authority.issue('acme.test') });
    const endpoint = `https://acme.test:${port}`;
    const credential = { kind: 'apiKey', endpoint, id: KEY_ID, secret: SECRET } as const;
    return { port, options: { endpoint, credential }, ca: await fileOf(authority.cert) };
  }

  test('HTTPS_PROXY is used, and the server’s certificate checked through it', async () => {
    const { port, options, ca } = await startAcme();
    const proxy = await startProxy(port);
    const { api } = openApi({ ...options, env: { HTTPS_PROXY: proxy.url, SPACELIFT_API_TLS_CA: ca } });
    expect(await api.request(RolesDocument, {})).toEqual(ROLES);
    const authorization = `Basic ${Buffer.from('me:pr0xy-s3cr3t').toString('base64')}`;
    expect(new Set(proxy.asked)).toEqual(new Set([`acme.test:${port} ${authorization}`]));

    const untrusting = openApi({ ...options, env: { HTTPS_PROXY: proxy.url } }).api;
    expect(await failure(untrusting.request(RolesDocument, {}))).toMatch(/^certificate: /);
  });

  test('a proxy that refuses is named, without its password', async () => {
    const { port, options } = await startAcme();
    const proxy = await startProxy(port, 407);
    const { api } = openApi({ ...options, env: { https_proxy: proxy.url } });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `unreachable: The proxy that https_proxy names does not let us through to acme.test:${port} (it answers 407).`,
    );
  });

  test.each([
    { name: 'an empty https_proxy beside HTTPS_PROXY', env: { https_proxy: '', HTTPS_PROXY: 'PROXY' } },
    { name: 'https_proxy before HTTPS_PROXY', env: { https_proxy: 'PROXY', HTTPS_PROXY: 'http://127.0.0.1:1' } },
    { name: 'without a scheme, as curl takes it', env: { HTTPS_PROXY: 'SHORT' } },
    { name: 'with spaces around it', env: { HTTPS_PROXY: ' PROXY ' } },
    { name: 'ALL_PROXY', env: { ALL_PROXY: 'PROXY' } },
    { name: 'all_proxy before ALL_PROXY', env: { all_proxy: 'PROXY', ALL_PROXY: 'http://127.0.0.1:1' } },
    { name: 'HTTPS_PROXY before all_proxy', env: { HTTPS_PROXY: 'PROXY', all_proxy: 'http://127.0.0.1:1' } },
  ])('is used: $name', async ({ env }) => {
    const { port, options, ca } = await startAcme();
    const { url, asked } = await startProxy(port);
    const given = Object.entries(env).map(([name, value]): [string, string] => [
      name,
      value.replace('PROXY', url).replace('SHORT', url.replace('http://', '')),
    ]);
    const { api } = openApi({ ...options, env: { ...Object.fromEntries(given), SPACELIFT_API_TLS_CA: ca } });
    expect(await api.request(RolesDocument, {})).toEqual(ROLES);
    expect(asked).not.toEqual([]);
  });

  test('HTTP_PROXY is for addresses without https, as with curl', async () => {
    const { port, options } = await startAcme();
    const { url, asked } = await startProxy(port);
    const { api } = openApi({ ...options, env: { HTTP_PROXY: url, http_proxy: url } });
    expect(await failure(api.request(RolesDocument, {}))).not.toContain('PROXY');
    expect(asked).toEqual([]);
  });

  const RIGHT = 'It is like http://proxy.example:3128';
  test.each([
    {
      name: 'no address',
      env: { HTTPS_PROXY: 'http://me:p4ss word@%%' },
      shown: `HTTPS_PROXY does not hold the address of a proxy. ${RIGHT}`,
    },
    {
      name: 'no host',
      env: { all_proxy: 'http://' },
      shown: `all_proxy does not hold the address of a proxy. ${RIGHT}`,
    },
    {
      name: 'a broken password',
      env: { HTTPS_PROXY: 'http://me:p4ss%ZZ@127.0.0.1:1' },
      shown: `HTTPS_PROXY does not hold the address of a proxy. ${RIGHT}`,
    },
    {
      name: 'SOCKS',
      env: { ALL_PROXY: 'socks5://me:p4ss@127.0.0.1:1' },
      shown: `ALL_PROXY names a proxy of a kind that can't be used (socks5). ${RIGHT}`,
    },
  ])('is refused in words: $name', async ({ env, shown }) => {
    const warned = vi.spyOn(process, 'emitWarning');
    const { options } = await startAcme();
    const said = await failure(openApi({ ...options, env }).api.request(RolesDocument, {}));
    expect(said.startsWith(`unreachable: ${shown}`)).toBe(true);
    expect(said).not.toContain('p4ss');
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  test('this computer itself is asked without a proxy', async () => {
    const server = await startSpacelift();
    const proxy = await startProxy(server.port);
    const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    expect(await openApi({ endpoint: server.endpoint, env }).api.request(RolesDocument, {})).toEqual(ROLES);
    expect(proxy.asked).toEqual([]);
  });

  test('NO_PROXY excepts hosts', async () => {
    const { port, options } = await startAcme();
    const proxy = await startProxy(port);
    const { api } = openApi({ ...options, env: { HTTPS_PROXY: proxy.url, NO_PROXY: 'other.test,.test' } });
    // Nobody knows the name but the proxy.
    expect(await failure(api.request(RolesDocument, {}))).toMatch(/^(unreachable|timeout): /);
    expect(proxy.asked).toEqual([]);

    const empty = { HTTPS_PROXY: proxy.url, no_proxy: '', NO_PROXY: '.test' };
    expect(await failure(openApi({ ...options, env: empty }).api.request(RolesDocument, {}))).toMatch(/^(un|ti)/);
    expect(proxy.asked).toEqual([]);
  });
});
