/** Timing by repetition, and how it is told. */

export interface Row {
  what: string;
  /** Milliseconds, or undefined for a row that is no timing. */
  p50?: number;
  p95?: number;
  /** Anything else: a size, a ratio, a budget. */
  note?: string;
}

/** Runs `action` some times unmeasured, then `times` measured; one row. `prepare` runs before each, unmeasured. */
export async function measure(
  what: string,
  times: number,
  action: (run: number) => unknown,
  note = '',
  warmUp = Math.min(5, times),
  prepare?: (run: number) => void,
): Promise<Row> {
  const samples: number[] = [];
  for (let run = 0; run < warmUp + times; run++) {
    prepare?.(run);
    const started = performance.now();
    await action(run);
    if (run >= warmUp) samples.push(performance.now() - started);
  }
  return { what, ...percentiles(samples), note };
}

/** The middle sample, and the one that 95 of 100 stay below. */
export function percentiles(samples: number[]): { p50: number; p95: number } {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

export function printRows(title: string, rows: Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.map(({ what, p50, p95, note }) =>
    [what.padEnd(width), time(p50), time(p95), note ?? ''].join('  ').trimEnd(),
  );
  process.stdout.write(
    `\n${title}\n${' '.repeat(width)}${'p50'.padStart(12)}${'p95'.padStart(12)}\n${lines.join('\n')}\n`,
  );
}

function time(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return ' '.repeat(10);
  const text = milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(1)} ms`;
  return text.padStart(10);
}
