/** The values of strings as they are written. */

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** `"…"` with its escapes resolved; also without its end. An escape that is none stays as it is written. */
export function readQuoted(source: string): string {
  const isClosed = source.length > 1 && source.endsWith('"') && !endsInsideEscape(source);
  return unescapeText(source.slice(1, isClosed ? -1 : undefined));
}

/** `` `…` ``; also without its end. */
export function readRaw(source: string): string {
  return source.slice(1, source.length > 1 && source.endsWith('`') ? -1 : undefined);
}

/** The text of a raw template's part: `\{` is a brace, and nothing else is escaped. */
export function unescapeBraces(text: string): string {
  return text.replaceAll('\\{', '{');
}

/** The text of a template's part: `\{` is a brace. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (whole, code: string | undefined, letter: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (letter === undefined) return whole;
      return ESCAPES[letter] ?? ('"\\/{'.includes(letter) ? letter : whole);
    },
  );
}

/** Whether the last quote is escaped: `"a\"`. */
function endsInsideEscape(source: string): boolean {
  const backslashes = /\\*$/.exec(source.slice(0, -1))?.[0].length ?? 0;
  return backslashes % 2 === 1;
}
