import { LineIndex } from '../../../core/syntax/positions.ts';
import type { OpaError, RegoVersion } from '../../../protocol/engine.ts';
import type { Finding } from '../../../protocol/findings.ts';
import { place } from './codeFrame.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

/** A policy that can't be decided or formatted. */
export interface RefusedPolicy {
  file: string;
  text: string;
  verdict: { engine: RegoVersion; reason: string };
  /** As `--account` was given. */
  accountChoice?: string;
}

/** What to type for all that is wrong with it. */
export function checkCommand({ file, verdict, accountChoice }: Omit<RefusedPolicy, 'text'>): string {
  const account = accountChoice === undefined ? '' : ` --account ${accountChoice}`;
  return `login-policy check ${file} --engine ${verdict.engine}${account}`;
}

/** One line for a policy with mistakes: the first, its place, and where to read the others. Undefined without one. */
export function describeMistakes(policy: RefusedPolicy, findings: Finding[]): string | undefined {
  const [first, ...rest] = findings.filter(({ severity }) => severity === 'error');
  if (first === undefined) return undefined;
  const { file, verdict } = policy;
  const message = `${place(file, first.range)}: ${first.rule}: ${oneLine(first.message)} [${verdict.reason}]`;
  return rest.length === 0
    ? message
    : `${message} (and ${counted(rest.length, 'more error')}: ${checkCommand(policy)})`;
}

/** One line for what went wrong when OPA evaluated or formatted the policy. */
export function describeOpaErrors({ file, text, verdict }: RefusedPolicy, [first]: OpaError[]): string {
  if (first === undefined) return `${file}: OPA refused the policy without saying why`;
  if (first.code === 'eval_cancel_error') {
    return `${file}: ${first.message}`;
  }
  const where = first.location?.file === 'policy' ? placeOf(file, text, first.location) : file;
  return `${where}: ${first.code}: ${oneLine(first.message)} [${verdict.reason}]`;
}

function oneLine(message: string): string {
  return printable(message).split('\n').join(' ');
}

function placeOf(file: string, text: string, { offset, length }: { offset: number; length: number }): string {
  const lines = new LineIndex(text);
  return place(file, lines.rangeOf(lines.spanOfBytes(offset, length)));
}
