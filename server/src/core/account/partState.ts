import type { Part } from '../../protocol/account.ts';

/** `what the account shows of it is forbidden (…)`. `part`: what stands for "it". */
export function tellState({ state, reason }: Pick<Part<unknown>, 'state' | 'reason'>, part = 'it'): string {
  const why = reason === undefined ? '' : ` (${reason.replace(/\.$/, '')})`;
  return `what the account shows of ${part} is ${state}${why}`;
}
