import type { RegoVersion, TextAnswer } from '../../protocol/engine.ts';
import type { CancellationToken, Engine } from '../ports.ts';

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
  return 'text' in answer && endsLinesWithCrLf(text) ? { text: answer.text.replace(/\r?\n/g, '\r\n') } : answer;
}

function endsLinesWithCrLf(text: string): boolean {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
}
