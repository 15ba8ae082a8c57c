/** Whether two versions of policies are the same but for comments and layout. */
import type { ReadPolicy } from '../matrix/evaluate.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Sides } from './explainRows.ts';

/**
 * Policy by policy, in order: of one version of Rego, and alike once OPA has laid them out without their comments.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function areSameText(
  { before, after }: Sides,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<boolean> {
  if (before.length !== after.length) return false;
  for (const [index, old] of before.entries()) {
    const young = after[index];
    if (young?.source.engine !== old.source.engine) return false;
    const texts = [await layOut(old, engine, token), await layOut(young, engine, token)];
    if (texts[0] === undefined || texts[0] !== texts[1]) return false;
  }
  return true;
}

/** Undefined where OPA can't. */
async function layOut(
  { source: { engine: version }, model }: ReadPolicy,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<string | undefined> {
  const answer = await engine.ask({ op: 'format', text: withoutComments(model), engine: version }, token);
  // Blank lines stay as they were written.
  return 'text' in answer ? answer.text.replaceAll(/\n{2,}/g, '\n') : undefined;
}

function withoutComments({ text, comments }: PolicyModel): string {
  const starts = comments.map(({ to }) => to);
  const ends = comments.map(({ from }) => from);
  return [0, ...starts].map((from, index) => text.slice(from, ends[index] ?? text.length)).join('');
}
