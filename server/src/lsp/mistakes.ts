/** Why a policy can't be decided, as findings. */
import type { PolicyModel } from '../core/syntax/model.ts';
import type { LineIndex } from '../core/syntax/positions.ts';
import type { OpaError } from '../protocol/engine.ts';
import type { Finding } from '../protocol/findings.ts';
import type { PolicyDocument } from './policyDocument.ts';

/**
 * Of an open policy: what its check says, else what OPA said of that version.
 * @throws {EngineError} as `PolicyDocument.check`
 */
export async function findMistakes(
  document: PolicyDocument,
  version: number,
  errors: readonly OpaError[],
  { lines }: PolicyModel,
): Promise<Finding[]> {
  const checked = document.version === version ? await document.check() : undefined;
  return tellMistakes(checked?.findings ?? [], errors, lines);
}

/** Those findings that keep a policy from being decided; else OPA's own errors. */
export function tellMistakes(findings: readonly Finding[], errors: readonly OpaError[], lines: LineIndex): Finding[] {
  const grave = findings.filter(({ severity }) => severity === 'error');
  return grave.length > 0 ? grave : errors.map((error) => toFinding(error, lines));
}

/** What only an evaluation shows: a conflict between two clauses, a time limit. */
function toFinding({ code, message, location }: OpaError, lines: LineIndex): Finding {
  const span = location?.file === 'policy' ? lines.spanOfBytes(location.offset, location.length) : { from: 0, to: 0 };
  return { rule: code, severity: 'error', message, range: lines.rangeOf(span) };
}
