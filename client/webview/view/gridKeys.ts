/** Arrow keys in a grid, of which one cell at a time has the focus. */

type Step = readonly [rows: number, columns: number];

const STEPS: Readonly<Partial<Record<string, Step>>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
};

/** Enter and the space bar do what a click does. Rows that are drawn as columns are gone through as they are seen. */
export function moveInGrid(event: KeyboardEvent): void {
  const cell = event.target as HTMLElement;
  if (cell.getAttribute('role') !== 'gridcell') return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    cell.click();
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const grid = event.currentTarget as HTMLElement;
  const isTurned = getComputedStyle(grid).gridAutoFlow.startsWith('column');
  const [rows, columns] = isTurned ? [step[1], step[0]] : step;
  neighbour(grid, cell, rows, columns)?.focus();
}

function neighbour(grid: HTMLElement, cell: HTMLElement, rows: number, columns: number): HTMLElement | undefined {
  const table = [...grid.querySelectorAll('[role=row]')]
    .map((row) => [...row.querySelectorAll<HTMLElement>('[role=gridcell]')])
    .filter((cells) => cells.length > 0);
  const row = table.findIndex((cells) => cells.includes(cell));
  const column = table[row]?.indexOf(cell) ?? -1;
  const clamp = (place: number, length: number): number => Math.max(0, Math.min(place, length - 1));
  if (rows === 0) return table[row]?.[clamp(column + columns, table[row].length)];
  const next = table[clamp(row + rows, table.length)] ?? [];
  // The same hour of the clock, where the day has it.
  const hour = Number(cell.dataset['hour']);
  return next.find((other) => Number(other.dataset['hour']) === hour) ?? next[clamp(column, next.length)];
}
