/** What a person finds by typing a part of it, the best first. */

export interface Option {
  value: string;
  label: string;
  /** Beside the label, and found too: an id. */
  detail?: string;
  /** A word about it, such as `expired`. */
  mark?: string;
}

export interface Found {
  options: readonly Option[];
  /** How many more there are. */
  more: number;
}

/** A list that a person reads has no more. */
const MOST = 50;

/**
 * Those that have every word of the query in their label or detail: such as begin with it first, then such as have a
 * word that does, in their order. All of them for an empty query.
 */
export function search(options: readonly Option[], query: string): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const ranks: Option[][] = [[], [], []];
  for (const option of options) {
    const label = option.label.toLowerCase();
    const text = `${label} ${option.detail?.toLowerCase() ?? ''}`;
    if (!words.every((word) => text.includes(word))) continue;
    const at = label.indexOf(first);
    ranks[at === 0 ? 0 : at > 0 && !/[a-z0-9]/.test(label.charAt(at - 1)) ? 1 : 2]?.push(option);
  }
  const found = ranks.flat();
  return { options: found.slice(0, MOST), more: Math.max(0, found.length - MOST) };
}
