/** How connections are made: through the system's proxy, trusting what this computer is told to trust. */
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { readVariable, type Environment } from '../variables.ts';
import type { Proxy } from './proxy.ts';
import { readTrust } from './trust.ts';

export interface ConnectionLimits {
  /** How many connections to the server at once. */
  connections: number;
  /** For making one. */
  connectMs: number;
}

const KEPT_ALIVE_MS = 30_000;

/**
 * `NO_PROXY` names hosts that are asked without the proxy.
 * @throws {AccountError} `certificate`: a file that the environment names can't be used
 */
export async function openConnections(
  endpoint: string,
  proxy: Proxy | undefined,
  env: Environment,
  limits: ConnectionLimits,
): Promise<Dispatcher> {
  const connect = { secureContext: await readTrust(env), timeout: limits.connectMs };
  const options = {
    connections: limits.connections,
    keepAliveTimeout: KEPT_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
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
