/** What editor and language server say to each other, for a log. */

/** The methods whose parameters or results may hold a secret. */
const SECRET = /^[^\n]*'loginPolicy\/(signIn|readToken|readKeyFile) - /;

/**
 * A traced message without what is secret in it: of those methods the first line only, which names them. Messages as
 * JSON don't say which method they answer: of them nothing is kept.
 */
export function withoutSecrets(message: string): string {
  if (message.startsWith('{'))
    return '(Left out: as JSON, messages may hold secrets. Set the format of the trace to text.)';
  return SECRET.test(message) ? `${message.split('\n', 1)[0] ?? ''} (Left out: may hold a secret.)` : message;
}
