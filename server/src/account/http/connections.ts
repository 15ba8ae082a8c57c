/** How connections are made: through the system's proxy, trusting what this computer is told to trust. */
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { AccountError } from '../../core/account/accountError.ts';
import { readVariable, type Environment } from '../variables.ts';
import { proxyFor } from './proxy.ts';

export type { Environment };

export interface ConnectionLimits {
  /** How many connections to the server at once. */
  connections: number;
  /** For making one. */
  connectMs: number;
}

const KEPT_ALIVE_MS = 30_000;

/**
 * `NO_PROXY` names hosts that are asked without the proxy. Trusted are Node's authorities (with `NODE_EXTRA_CA_CERTS`)
 * and those in the file that `SPACELIFT_API_TLS_CA`, else `SSL_CERT_FILE` names; `SPACELIFT_API_TLS_CERT` and `_KEY` are a certificate of one's own (spacectl,
 * client/session). Empty variables count as unset.
 * @throws {AccountError} `certificate`: a file can't be read; `unreachable`: what is named is no proxy
 */
export async function openConnections(
  endpoint: string,
  env: Environment,
  limits: ConnectionLimits,
): Promise<Dispatcher> {
  const connect = { ...(await readTls(env)), timeout: limits.connectMs };
  const options = {
    connections: limits.connections,
    keepAliveTimeout: KEPT_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const proxy = proxyFor(endpoint, env);
  if (proxy === undefined) return new Agent({ ...options, connect });
  const { hostname } = new URL(endpoint);
  return new EnvHttpProxyAgent({
    ...options,
    connect,
    requestTls: { ...connect, servername: hostname },
    proxyTls: connect,
    httpProxy: '',
    httpsProxy: proxy.url,
    noProxy: readVariable(env, 'no_proxy', 'NO_PROXY')?.value ?? '',
  });
}

/** Whether a proxy is set; `NO_PROXY` may still except the endpoint. */
export function usesProxy(endpoint: string, env: Environment): boolean {
  return proxyFor(endpoint, env) !== undefined;
}

async function readTls(env: Environment): Promise<{ ca?: string[]; cert?: string; key?: string }> {
  const authority = await readNamed(env, ['SPACELIFT_API_TLS_CA', 'SSL_CERT_FILE']);
  const cert = await readNamed(env, ['SPACELIFT_API_TLS_CERT']);
  const key = await readNamed(env, ['SPACELIFT_API_TLS_KEY']);
  if ((cert === undefined) !== (key === undefined)) {
    throw new AccountError(
      'certificate',
      'SPACELIFT_API_TLS_CERT and SPACELIFT_API_TLS_KEY belong together: one of them is not set.',
    );
  }
  // Authorities that are given replace Node's own and the extra ones: those are put back.
  const extra = authority === undefined ? undefined : await readNamed(env, ['NODE_EXTRA_CA_CERTS']);
  return {
    ...(authority !== undefined && { ca: [...rootCertificates, authority, ...(extra === undefined ? [] : [extra])] }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
  };
}

/** The file that the first variable names that is set. */
async function readNamed(env: Environment, names: string[]): Promise<string | undefined> {
  const named = readVariable(env, ...names);
  if (named === undefined) return undefined;
  try {
    return await readFile(named.value, 'utf8');
  } catch {
    throw new AccountError('certificate', `The file that ${named.name} names can't be read: ${named.value}`);
  }
}
