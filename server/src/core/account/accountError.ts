export type AccountErrorKind =
  /** The endpoint is refused: not https, a path or credentials in it, or it redirects. */
  | 'endpoint'
  /** No connection. */
  | 'unreachable'
  /** The server's certificate is not trusted, or certificate files of this computer can't be used. */
  | 'certificate'
  | 'timeout'
  /** What answers does not speak as Spacelift does: a web page, a truncated or empty answer, other JSON. */
  | 'notSpacelift'
  /** Signing in is refused. */
  | 'signIn'
  /** The token is dead and can't be renewed. */
  | 'expired'
  /** Signed in, and not permitted to see this. */
  | 'forbidden'
  | 'notFound'
  /** Too many requests, to the end (429). */
  | 'limited'
  /** The server fails, to the end (5xx). */
  | 'server'
  /** Any other error of GraphQL. */
  | 'query'
  /** Whoever asked waits no more. */
  | 'cancelled';

/**
 * The account gave no answer. `message` is for people: it names the endpoint's host and what would help. Made of our
 * own words, it never has a `cause`: what libraries throw holds the request with its secrets.
 */
export class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly kind: AccountErrorKind;
  /** What happened, without what would help at this moment: true later as well. */
  readonly event: string;
  /** @param advice what would help now, where that does not hold for long */
  constructor(kind: AccountErrorKind, event: string, advice?: string) {
    super(advice === undefined ? event : `${event} ${advice}`);
    this.kind = kind;
    this.event = event;
  }
}

/** What a server says of itself and of whoever asks: asked again at once, it would say the same. */
const LASTING: ReadonlySet<AccountErrorKind> = new Set(['forbidden', 'notFound', 'query']);

/** Whether the reason may be gone soon, by itself or because somebody sees to it: it is worth asking again. */
export function mayPass({ kind }: AccountError): boolean {
  return !LASTING.has(kind);
}
