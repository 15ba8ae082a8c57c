import { hasLongUnit, LONG_UNITS_SINCE, parseDuration, writeDuration } from '../../builtins/duration.ts';
import { code, paragraphs } from './markdown.ts';

/** A duration as `time.parse_duration_ns` reads it. Markdown. */
export function describeDurationText(text: string): string {
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined) {
    const units = ['h', 'm', 's', 'ms', 'us', 'ns'].map(code).join(', ');
    return `${code(text)} is no duration that OPA can read: numbers with a unit (${units}), such as ${code('1h30m')}.`;
  }
  const long = hasLongUnit(text) ? `Days, weeks and years are read from OPA ${LONG_UNITS_SINCE} on.` : undefined;
  return paragraphs(describeDuration(nanoseconds), long);
}

/** Nanoseconds that are no instant. Markdown. */
export function describeDuration(nanoseconds: bigint): string {
  return `**${writeDuration(nanoseconds)}** · ${code(String(nanoseconds))} nanoseconds`;
}
