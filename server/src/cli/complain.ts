import type { Streams } from './streams.ts';
import { printable } from './writers/human/printable.ts';

/** One line on stderr about what could not be done. */
export function complain(streams: Streams, message: string): void {
  streams.err(`login-policy: ${printable(message).replaceAll('\n', ' ')}\n`);
}
