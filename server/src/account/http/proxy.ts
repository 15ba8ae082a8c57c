/** Which proxy the environment names. */
import { AccountError } from '../../core/account/accountError.ts';
import { isLoopback } from '../endpoint.ts';
import { readVariable, type Environment } from '../variables.ts';

export interface Proxy {
  /** The variable that names it. */
  name: string;
  /** `http://` or `https://`. May hold a password. */
  url: string;
}

/** As curl orders them (its manual, "Environment"); its `http_proxy` is for addresses without https alone. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const LIKE_THIS =
  'It is like http://proxy.example:3128, or http://user:password@proxy.example:3128 with what is special in them ' +
  'percent-encoded.';

/**
 * The proxy for an endpoint; `NO_PROXY` may still except its host. An endpoint without https is this computer itself,
 * which is never asked through a proxy.
 * @throws {AccountError} `unreachable`: what is named is no proxy that can be used. It is not repeated: it may hold a
 * password
 */
export function proxyFor(endpoint: string, environment: Environment): Proxy | undefined {
  const named = isLoopback(endpoint) ? undefined : readVariable(environment, ...VARIABLES);
  if (named === undefined) return undefined;
  const { name, value } = named;
  const text = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(text)) throw unusable(`${name} does not hold the address of a proxy.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw unusable(`${name} names a proxy of a kind that can't be used (${url.protocol.slice(0, -1)}).`);
  }
  if (!isPercentEncoded(url.username + url.password)) throw unusable(`${name} does not hold the address of a proxy.`);
  return { name, url: url.href };
}

function isPercentEncoded(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text);
}

function unusable(words: string): AccountError {
  return new AccountError('unreachable', `${words} ${LIKE_THIS}`);
}
