/**
 * The file that Spacelift offers when an API key is made: since July 2025 with an id and a secret by name, before that
 * with the secret alone in a line, and in both a snippet for Terraform whose token is not for the API
 * (docs.spacelift.io, API).
 */
import { BadInput } from '../../core/badInput.ts';

export interface KeyFile {
  /** Older files have none. */
  id?: string;
  secret: string;
}

const SETTING = /^\s*api_key_(id|secret)\s*=\s*"?([^"\s]+)"?\s*$/;
/** Long, without blanks, and not a part of a sentence, an address or a block. */
const BARE_SECRET = /^[A-Za-z0-9+/=_-]{20,}$/;

/**
 * @param from what to call the file in messages
 * @throws {BadInput} for a text that is no such file
 */
export function readKeyFile(text: string, from: string): KeyFile {
  const lines = beforeSnippet(text.replace(/^\uFEFF/, '').split(/\r?\n/));
  const settings = new Map(
    lines.flatMap((line) => {
      const [, name, value] = SETTING.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const secret = settings.get('secret') ?? bareSecret(lines);
  if (secret === undefined) {
    const hint = settings.has('id')
      ? 'it has an api_key_id and no api_key_secret'
      : 'it has no api_key_id and api_key_secret';
    throw new BadInput(`${from}: is not the file that Spacelift offers for a new API key: ${hint}`);
  }
  const id = settings.get('id');
  return { secret, ...(id !== undefined && { id }) };
}

function beforeSnippet(lines: readonly string[]): readonly string[] {
  const snippet = lines.findIndex((line) => /^\s*credentials\s+"/.test(line));
  return snippet < 0 ? lines : lines.slice(0, snippet);
}

/** Undefined also where there are several: which it is, nobody knows. */
function bareSecret(lines: readonly string[]): string | undefined {
  const [secret, ...others] = lines.map((line) => line.trim()).filter((line) => BARE_SECRET.test(line));
  return others.length === 0 ? secret : undefined;
}
