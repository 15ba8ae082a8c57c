import type { OpaError, PolicySource } from '../../protocol/engine.ts';
import { findDirective } from '../policy/directive.ts';
import { judgeNamedPolicy } from '../policy/verdict.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import { LineIndex } from '../syntax/positions.ts';
import { endLinesAs } from './format.ts';

/** The policy in Rego v1, or why it can't be had, in words. */
export type UpgradedPolicy = { readonly text: string } | { readonly reason: string };

/**
 * The policy, which is Rego v0, as OPA writes it in v1: it decides the same. A comment that says which engine it is for
 * says v1 then; one is added where the text alone would still be taken for v0.
 * @throws {EngineError} when the engine gives no answer
 */
export async function upgradePolicy(
  { text, opaVersion }: Omit<PolicySource, 'engine'>,
  engine: Engine,
  token?: CancellationToken,
): Promise<UpgradedPolicy> {
  const answer = await engine.ask({ op: 'upgrade', text }, token);
  if ('errors' in answer) return { reason: tellError(answer.errors, text) };
  const upgraded = sayV1(answer.text);
  const policy = { text: upgraded, engine: 'v1' as const, ...(opaVersion !== undefined && { opaVersion }) };
  const { errors } = await engine.ask({ op: 'check', policy }, token);
  if (errors.length > 0) return { reason: `as Rego v1, ${tellError(errors, upgraded)}` };
  const verdict = await judgeNamedPolicy({ path: '', text: upgraded }, engine, token);
  const said = verdict.engine === 'v1' ? upgraded : `# spacelift: engine=v1\n${upgraded}`;
  return { text: endLinesAs(text, said) };
}

function tellError([error]: readonly OpaError[], text: string): string {
  if (!error) return 'OPA does not say why';
  const { message, location } = error;
  if (location?.file !== 'policy') return `OPA says: ${message}`;
  const lines = new LineIndex(text);
  return `line ${lines.positionAt(lines.offsetOfByte(location.offset)).line + 1}: ${message}`;
}

/** In the comment that says `engine=v0`. */
function sayV1(text: string): string {
  const said = findDirective(buildModel(text))?.pairs.filter(({ key }) => key === 'engine') ?? [];
  return [...said]
    .reverse()
    .reduce((result, { at }) => `${result.slice(0, at.from)}engine=v1${result.slice(at.to)}`, text);
}
