import { isZone, LOCAL, nearestZone, offsetsOf } from '../../builtins/zone.ts';
import { code, paragraphs, plain } from './markdown.ts';

/** A time zone: its offset from UTC in winter and in summer. Markdown. */
export function describeZone(name: string): string {
  const title = `${code(name)} · time zone`;
  if (name === LOCAL)
    return paragraphs(title, 'The zone of the machine that evaluates the policy: on Spacelift nobody knows which.');
  if (!isZone(name)) {
    const nearest = nearestZone(name);
    const hint = nearest === undefined ? '' : ` Nearest: ${code(nearest)}.`;
    return paragraphs(title, `OPA knows no zone of this name (upper and lower case differ).${hint}`);
  }
  const offsets = offsetsOf(name);
  if (!offsets) return title;
  const { january, july } = offsets;
  if (january === july) return paragraphs(title, `${writeOffset(january)} all year`);
  return paragraphs(title, `${writeOffset(january)} in January, ${writeOffset(july)} in July`);
}

/** What an hour by the clocks of a zone is in UTC. Markdown; undefined for UTC itself. */
export function describeHour(hour: number, zone: string): string | undefined {
  const offsets = Number.isInteger(hour) && hour >= 0 && hour <= 24 ? offsetsOf(zone) : undefined;
  if (!offsets || (offsets.january === 0 && offsets.july === 0)) return undefined;
  const [winter, summer] = [offsets.january, offsets.july].map((offset) => writeTime(hour * 60 - offset));
  const inUtc =
    winter === summer ? `${String(winter)} UTC` : `${String(winter)} UTC in January, ${String(summer)} in July`;
  return `${writeTime(hour * 60)} in ${plain(zone)} is ${inUtc}`;
}

/** `UTC+01:00`. */
function writeOffset(minutes: number): string {
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '-' : '+'}${writeTime(Math.abs(minutes))}`;
}

/** `08:00`, of the day before or after too. */
function writeTime(minutes: number): string {
  const day = 24 * 60;
  const within = minutes === day ? minutes : (minutes + day) % day;
  return [Math.floor(within / 60), within % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
