/** Text of others in Markdown, and as much of it as a comment on GitHub holds. */
import { printable } from '../../printable.ts';

/** GitHub takes 65,536. */
const MOST_CHARACTERS = 60_000;
/** Of one field of a table. */
const LONGEST = 3_000;

export function toLine(fields: readonly string[]): string {
  return `| ${fields.map((field) => escapeMarkdown(shorten(field))).join(' | ')} |\n`;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** So many of the lines as there is room for beside the other parts. */
export function fitLines(lines: readonly string[], others: readonly string[]): string[] {
  let room = MOST_CHARACTERS - others.join('').length;
  const end = lines.findIndex((line) => {
    room -= line.length;
    return room < 0;
  });
  return lines.slice(0, end < 0 ? undefined : end);
}

/**
 * As it is, in a cell of a table: names come from elsewhere, and may be no mark-up, link or mention. GitHub looks for
 * mentions, issues and addresses in what is shown, where an escape is gone: there a blank without width is between.
 */
export function escapeMarkdown(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_{}[\]<>()#|~]/g, (mark) => `\\${mark}`)
    .replaceAll(/[@#]/g, (mark) => `${mark}&#8203;`)
    .replaceAll('://', ':&#8203;//')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#8203;.`);
}
