const LONGEST = 160;
const PIECE = 8;

/**
 * What a server says, fit to be shown: one line, not long, and nothing of a secret. A server may repeat what it was
 * sent; words that have even a piece of a secret in them are withheld.
 */
export function quoteServer(words: string, secrets: Iterable<string>): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  for (const secret of secrets) {
    if (repeats(line, secret)) return '(what it says is withheld, as it repeats a secret)';
  }
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return `“${short}”`;
}

function repeats(line: string, secret: string): boolean {
  if (secret === '') return false;
  if (secret.length <= PIECE) return line.includes(secret);
  for (let at = 0; at + PIECE <= line.length; at++) {
    if (secret.includes(line.slice(at, at + PIECE))) return true;
  }
  return false;
}
