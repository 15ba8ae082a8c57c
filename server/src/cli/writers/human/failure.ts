import { LineIndex } from '../../../core/syntax/positions.ts';
import type { OpaError, RegoVersion } from '../../../protocol/engine.ts';
import { place } from './codeFrame.ts';
import { counted, printable } from './printable.ts';

/** Which Rego was taken, and why. */
interface TakenEngine {
  engine: RegoVersion;
  reason: string;
}

/** One line for a policy that OPA refuses or can't decide: the first error, its place, and where to read the others. */
export function describeOpaErrors(file: string, text: string, taken: TakenEngine, errors: OpaError[]): string {
  const [first, ...rest] = errors;
  if (first === undefined) return `${file}: OPA refused the policy without saying why`;
  if (first.code === 'eval_cancel_error') {
    return `${file}: the policy did not come to an end within 5 seconds, Spacelift's limit for logins`;
  }
  const where = first.location?.file === 'policy' ? placeOf(file, text, first.location) : file;
  const message = printable(first.message).split('\n').join(' ');
  const others = rest.length > 0 ? ` (and ${counted(rest.length, 'more error')}: login-policy check ${file})` : '';
  return `${where}: ${first.code}: ${message} [Rego ${taken.engine}: ${taken.reason}]${others}`;
}

function placeOf(file: string, text: string, { offset, length }: { offset: number; length: number }): string {
  const lines = new LineIndex(text);
  return place(file, lines.rangeOf(lines.spanOfBytes(offset, length)));
}
