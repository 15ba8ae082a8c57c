/** Markdown that shows texts as they are, whatever characters they hold: names come from an account. */

const SPECIAL = /[\\`*_[\]<>&~|#!$]/g;

/** A text of one line, to be shown as it is. */
export function plain(text: string): string {
  return oneLine(text)
    .replaceAll(SPECIAL, String.raw`\$&`)
    .replace(/^[-+=]/, String.raw`\$&`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
    .replaceAll('://', String.raw`\://`)
    .replaceAll(/www\./gi, (match) => match.replace('.', String.raw`\.`));
}

/** A text of one line in the type of code; an empty one as `""`. */
export function code(text: string): string {
  const line = oneLine(text) || '""';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Some lines of Rego. */
export function rego(text: string): string {
  return `\`\`\`rego\n${text}\n\`\`\``;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Parts with a blank line between them; what is empty or undefined is left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** How many of a long row are shown. */
const SHOWN = 8;

/** `a, b, c and 4 more`. */
export function row(items: readonly string[], shown = SHOWN): string {
  const left = items.length - shown;
  return left > 0 ? `${items.slice(0, shown).join(', ')} and ${String(left)} more` : items.join(', ');
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- a name may hold anything
  return text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
