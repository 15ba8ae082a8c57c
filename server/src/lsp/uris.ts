/** URIs of documents, as editors send them: not all are well-formed. */

/** Decoded where it can be. */
export function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The last part of the path. */
export function fileNameOf(uri: string): string {
  const path = pathOf(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What comes behind the scheme and authority, decoded: `/w/login.rego`, `Untitled-1`. */
export function pathOf(uri: string): string {
  return decode(uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, '').replace(/[?#].*$/s, ''));
}

export function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/**
 * Schemes under which editors show what a document was, or is elsewhere: the old side of a difference, most often.
 * Ours, VS Code's own, GitHub's and GitLab's extensions, GitLens; then vim-fugitive, diffview.nvim and gitsigns.nvim.
 */
const VIEWS: ReadonlySet<string> = new Set([
  'loginpolicy-before',
  ...['git', 'vscode-local-history', 'merge-conflict.conflict-diff', 'output', 'walkThroughSnippet'],
  ...['chat-editing-text-model', 'chat-editing-snapshot-text-model', 'vscode-chat-code-block'],
  ...['review', 'pr', 'gl-review', 'gitlens', 'gitfs'],
  ...['fugitive', 'diffview', 'gitsigns'],
]);

/**
 * Nobody writes here: it can be asked about (hover, definition, colours), but what is wrong with it, and could be done
 * about it, is told in the document itself.
 */
export function isView(uri: string): boolean {
  return VIEWS.has(uri.slice(0, uri.indexOf(':')));
}

/** The same for those that name one file: an editor and the disk write a drive in their own ways. */
export function normalize(uri: string): string {
  return decode(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** Written alike or not: `c%3A` or `C:`. */
export function isSameUri(a: string, b: string): boolean {
  return decode(a).toLowerCase() === decode(b).toLowerCase();
}

/**
 * What people call files by: the last part of the path, and as many before it as tell it from the others' (`login.rego`;
 * `prod/login.rego` and `dev/login.rego`). All of the URI where the paths are the same.
 */
export function nameApart(uris: readonly string[]): string[] {
  const paths = uris.map((uri) => pathOf(uri).split('/').filter(Boolean));
  const tailOf = (path: readonly string[], length: number): string => path.slice(-length).join('/');
  return uris.map((uri, own) => {
    const path = paths[own] ?? [];
    const others = paths.filter((_, index) => index !== own);
    const lengths = path.map((_, index) => index + 1);
    const length = lengths.find((count) => others.every((other) => tailOf(other, count) !== tailOf(path, count)));
    return length === undefined ? uri : tailOf(path, length);
  });
}
