/** What went wrong on the way to a server, in words. */
import { AccountError, type AccountErrorKind } from '../../core/account/accountError.ts';

export interface NetworkFailure {
  error: AccountError;
  /** Whether asking again may help. */
  again: boolean;
}

const CERTIFICATE: Record<string, string> = {
  CERT_HAS_EXPIRED: 'it has expired (or the clock of this computer is wrong)',
  CERT_NOT_YET_VALID: 'it is not valid yet (or the clock of this computer is wrong)',
  CERT_REVOKED: 'it has been revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host',
  SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in an authority that this computer does not know',
  UNABLE_TO_GET_ISSUER_CERT: 'its issuer is not known to this computer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known to this computer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known to this computer',
};
/** Other codes of Node's for what OpenSSL's check of a chain finds. */
const ANY_CERTIFICATE =
  /^(CERT|UNABLE_TO|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|ERROR_IN_CERT|ERR_TLS_CERT)/;
const OWN_AUTHORITY =
  'Where your network or your Spacelift has an authority of its own, SPACELIFT_API_TLS_CA or NODE_EXTRA_CA_CERTS ' +
  'names the file with its certificate.';

const CUT = 'If this goes on, something on the way (a proxy, a VPN) ends connections.';

/** Before and after the first byte of the answer, what people are told differs. */
export interface Attempt {
  host: string;
  /** The variable that names a proxy for it, where one does. */
  proxy: string | undefined;
  /** The server had begun to answer. */
  begun: boolean;
}

/** What the words are made of: `again` is whether asking again may help. */
interface Known {
  kind: AccountErrorKind;
  /** Of the host, and of the proxy where there is one: which of the two it was, nobody says. */
  words: (whom: string) => string;
  /** What to look at now. */
  advice?: string;
  again: boolean;
}
const ENDED: Known = {
  kind: 'unreachable',
  words: (whom) => `${whom} ended the connection before it answered.`,
  again: true,
};
const TOO_SLOW: Known = {
  kind: 'timeout',
  words: (whom) => `No connection to ${whom} in time.`,
  advice: 'Is this computer online?',
  again: false,
};
const NAMELESS: Known = {
  kind: 'unreachable',
  words: (whom) => `No address is found for ${whom}.`,
  advice: 'Is it spelled right, and is this computer online?',
  again: true,
};
const KNOWN: Record<string, Known> = {
  UND_ERR_CONNECT_TIMEOUT: TOO_SLOW,
  ETIMEDOUT: TOO_SLOW,
  ENOTFOUND: NAMELESS,
  EAI_AGAIN: NAMELESS,
  ECONNREFUSED: {
    kind: 'unreachable',
    words: (whom) => `${whom} refuses connections.`,
    advice: 'Is the address right, and is the server running?',
    again: true,
  },
  ECONNRESET: ENDED,
  EPIPE: ENDED,
  UND_ERR_SOCKET: ENDED,
};

/** @param thrown by undici's `fetch`, or by its body; nothing of it but codes gets into the words */
export function describeNetworkFailure(thrown: unknown, attempt: Attempt): NetworkFailure {
  const { host, proxy } = attempt;
  const { code, proxyStatus, isBadPort } = readThrown(thrown);
  const flaw = CERTIFICATE[code] ?? (ANY_CERTIFICATE.test(code) ? `its check fails (${code})` : undefined);
  if (flaw !== undefined) {
    return failure('certificate', `The certificate of ${host} is not trusted: ${flaw}. ${OWN_AUTHORITY}`, false);
  }
  if (isBadPort) {
    const words = `Nothing can be asked at ${host}: its port is one that HTTP does not use. Is the endpoint's port right?`;
    return failure('endpoint', words, false);
  }
  if (proxyStatus !== undefined && proxy !== undefined) {
    const words = `The proxy that ${proxy} names does not let us through to ${host} (it answers ${proxyStatus}).`;
    return failure('unreachable', words, false);
  }
  if (attempt.begun) return failure('notSpacelift', `${host} cut its answer short.`, true, CUT);
  const { kind, words, advice, again } = KNOWN[code] ?? unknownFailure(code);
  const whom = proxy === undefined ? host : `${host} or the proxy that ${proxy} names`;
  return failure(kind, words(whom), again, advice);
}

function unknownFailure(code: string): Known {
  const tls = code === 'EPROTO' || code.startsWith('ERR_SSL');
  const shown = code === '' ? '' : ` (${code})`;
  return {
    kind: 'unreachable',
    words: (whom) => (tls ? `${whom} does not speak https as expected${shown}.` : `No connection to ${whom}${shown}.`),
    again: !tls,
  };
}

function failure(kind: AccountErrorKind, event: string, again: boolean, advice?: string): NetworkFailure {
  return { error: new AccountError(kind, event, advice), again };
}

interface Thrown {
  /** The first along the causes; empty where there is none. */
  code: string;
  proxyStatus?: string;
  /** One that the standard of `fetch` blocks (https://fetch.spec.whatwg.org/#port-blocking). */
  isBadPort?: boolean;
}

function readThrown(thrown: unknown): Thrown {
  let at = thrown;
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    const proxyStatus = /^Proxy response \((\d{3})\)/.exec(at.message)?.[1];
    if (proxyStatus !== undefined) return { code: '', proxyStatus };
    if (at.message === 'bad port') return { code: '', isBadPort: true };
    if ('code' in at && typeof at.code === 'string' && /^[A-Z_0-9]+$/.test(at.code)) return { code: at.code };
    at = at.cause;
  }
  return { code: '' };
}
