/** Which clause makes a difference, in words. */
import type { DifferenceCause } from '../../../protocol/matrix.ts';

const LONGEST = 100;

/** A line for the clause, and lines further in for those of helper rules. `code` marks what is a policy's text. */
export function describeCause(cause: DifferenceCause, code: (text: string) => string): string[] {
  const { fires, policy, range, rule, text, stopsAt, gives, through = [] } = cause;
  const place = `${policy}:${range.start.line + 1}:${range.start.character + 1}`;
  const isNew = fires === 'after';
  const values = gives?.map((value) => JSON.stringify(value)).join(', ') ?? '';
  const given = isNew ? `gives ${shorten(values)} now` : `no longer gives ${shorten(values)}`;
  const when = values === '' ? (isNew ? 'fires now' : 'no longer fires') : given;
  const stop = stopsAt ? `; ${isNew ? 'before' : 'now'} it stops at ${code(shorten(stopsAt.text))}` : '';
  return [
    `${rule} ${when}: ${code(shorten(text))} (${place})${stop}`,
    ...through.flatMap((one) => describeCause(one, code)).map((line) => `  ${line}`),
  ];
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
