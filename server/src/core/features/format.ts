import type { PolicySource, RegoVersion, TextAnswer } from '../../protocol/engine.ts';
import type { Finding } from '../../protocol/findings.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { checkPolicy } from './check.ts';

/**
 * The policy as OPA's formatter writes it, or the errors that prevented it. OPA writes LF; a text whose lines all end
 * with CRLF keeps that.
 * @throws {EngineError} when the engine gives no answer
 */
export async function formatPolicy(
  text: string,
  version: RegoVersion,
  engine: Engine,
  token?: CancellationToken,
): Promise<TextAnswer> {
  const answer = await engine.ask({ op: 'format', text, engine: version }, token);
  return 'text' in answer ? { text: endLinesAs(text, answer.text) } : answer;
}

/** What OPA has written, with CRLF where all lines of the text end so. */
export function endLinesAs(text: string, written: string): string {
  return endsLinesWithCrLf(text) ? written.replace(/\r?\n/g, '\r\n') : written;
}

/** What keeps OPA from reading a text at all, the most telling first. */
const UNREADABLE = ['rego_parse_error', 'SL023', 'SL012', 'SL032'];

/**
 * Why a text can't be formatted, in the words of a check; undefined where a check knows nothing of it.
 * @throws {EngineError} when the engine gives no answer
 */
export async function findSyntaxMistake(
  policy: PolicySource,
  engine: Engine,
  token?: CancellationToken,
): Promise<Finding | undefined> {
  const findings = await checkPolicy(policy, engine, {}, token);
  const mistakes = UNREADABLE.map((code) =>
    findings.find(({ rule, severity }) => rule === code && severity === 'error'),
  );
  return mistakes.find((mistake) => mistake !== undefined);
}

function endsLinesWithCrLf(text: string): boolean {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
}
