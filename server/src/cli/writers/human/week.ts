import pc from 'picocolors';
import type { WeekDay, WeekHour, WeekOutcome, WeekReport } from '../../../protocol/week.ts';
import { tellOutcome } from '../../../core/week/summary.ts';
import type { GivenPolicy } from '../../givenPolicy.ts';
import type { Streams } from '../../streams.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Two places for each hour: where the clock is put back, one of them comes twice. */
const HEADER =
  `${' '.repeat(16)}${Array.from({ length: 8 }, (_, hour) => String(hour * 3).padEnd(6)).join('')}`.trimEnd();
/** Instead of a letter, where there are several. */
const CHANGES = '*';
/** More are for a program. */
const MOST_CHANGES = 12;
const MOST_REASONS = 4;

/** A letter for each hour, a line for each day; what the letters mean, and why; then in sentences. */
export function writeWeek(
  week: WeekReport,
  policies: readonly Pick<GivenPolicy, 'file' | 'verdict'>[],
  { colour }: Pick<Streams, 'colour'>,
): string {
  const colours = pc.createColors(colour);
  const days = week.days.map((day, index) => writeDay(day, WEEKDAYS[index] ?? '', week.outcomes, colours));
  const changes = listChanges(week);
  const more = changes.length > MOST_CHANGES ? [`and ${changes.length - MOST_CHANGES} more`] : [];
  const told = week.summary.map((text) => printable(text));
  const files = policies.map(({ file, verdict }) => `${printable(file)} · ${printable(verdict.reason)}\n`);
  const sections = [
    `${colours.dim(HEADER)}\n${days.join('')}`,
    week.outcomes.map((_, place) => writeLegend(week, place, colours)).join(''),
    section(`${CHANGES} Within the hour`, [...changes.slice(0, MOST_CHANGES), ...more], colours),
    told.map((line) => `${line}\n`).join(''),
    section('Assumed', week.assumed.map(printable), colours),
    `${colours.dim(`${files.join('')}by the clock of ${printable(week.zone)}`)}\n`,
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function writeDay(
  { date, hours }: WeekDay,
  weekday: string,
  outcomes: readonly WeekOutcome[],
  colours: Colours,
): string {
  const cells = Array.from({ length: 24 }, (_, hour) => {
    const own = hours.filter((one) => one.hour === hour);
    const letters = own.map((one) => writeHour(one, outcomes, colours));
    return letters.join('') + ' '.repeat(Math.max(0, 2 - own.length));
  });
  return `${weekday} ${date}  ${cells.join('').trimEnd()}\n`;
}

function writeHour({ parts }: WeekHour, outcomes: readonly WeekOutcome[], colours: Colours): string {
  const [first, ...others] = parts;
  const outcome = outcomes[first?.outcome ?? -1];
  return others.length > 0 || !outcome ? colours.cyan(CHANGES) : paint(outcome, colours);
}

function paint({ letter, outcome }: WeekOutcome, { bold, green, red, yellow, dim }: Colours): string {
  if (outcome.isAdmin) return yellow(bold(letter));
  if (outcome.level === 'allow') return green(letter);
  return outcome.level === 'deny' ? dim(letter) : red(letter);
}

/** `R deployer in production`, and beneath by which clauses. */
function writeLegend({ outcomes, reasons, days }: WeekReport, place: number, colours: Colours): string {
  const own = outcomes[place];
  if (!own) return '';
  const parts = days.flatMap(({ hours }) => hours.flatMap((hour) => hour.parts));
  const places = new Set(parts.filter(({ outcome }) => outcome === place).map(({ reason }) => reason));
  const texts = [...places].map((reason) => printable(reasons[reason]?.text ?? ''));
  const more = texts.length > MOST_REASONS ? [`and ${texts.length - MOST_REASONS} more reasons`] : [];
  const lines = [...texts.slice(0, MOST_REASONS), ...more].map((text) => colours.dim(`    ${text}\n`));
  return `${paint(own, colours)} ${printable(tellOutcome(own.words))}\n${lines.join('')}`;
}

/** `Tue 2026-11-24 L 03:00, · 03:30` */
function listChanges({ days, outcomes }: WeekReport): string[] {
  return days.flatMap(({ date, hours }, day) =>
    hours
      .filter(({ parts }) => parts.length > 1)
      .map(({ parts }) => {
        const told = parts.map(({ outcome, from }) => `${outcomes[outcome]?.letter ?? ''} ${from}`);
        return `${WEEKDAYS[day] ?? ''} ${date}  ${told.join(', ')}`;
      }),
  );
}

function section(title: string, lines: readonly string[], { bold }: Colours): string {
  return lines.length === 0 ? '' : `${bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
