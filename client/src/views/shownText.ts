/** Texts from an account, a file or this computer as VS Code is to show them: names may hold anything. */

/** One line, read in the order that it is written in: without control characters, and those that turn text around. */
export function shownText(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
}

/** The same with its lines. */
export function shownLines(text: string): string {
  return text.split('\n').map(shownText).join('\n');
}

/**
 * Where VS Code puts an icon for `$(name)`. It knows an escape for that, but does not find a text by what comes behind
 * it, and shows the escape where there are no icons: a blank without width does neither.
 */
export function shownLabel(text: string): string {
  return shownText(text).replaceAll('$(', '$\u200B(');
}

/** Where VS Code makes a link of `[words](address)`, which may be a command: in notifications. */
export function shownMessage(text: string): string {
  return shownText(text).replaceAll('](', ']\u200B(');
}
