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

/** Written alike or not: `c%3A` or `C:`. */
export function isSameUri(a: string, b: string): boolean {
  return decode(a).toLowerCase() === decode(b).toLowerCase();
}
