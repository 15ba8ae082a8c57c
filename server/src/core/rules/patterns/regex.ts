/** Regular expressions of RE2, as far as their outline goes. */

/** Without flags for all of it: `(?i)`. */
export function stripFlags(pattern: string): string {
  return pattern.replace(/^\(\?[a-zA-Z]+\)/, '');
}

/** At the `|` that are in no group and no class. */
export function splitAlternatives(source: string): readonly string[] {
  const alternatives = [''];
  let depth = 0;
  for (const token of source.match(/\\.|\[\^?\]?(?:\\.|[^\]])*\]|./gs) ?? []) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) alternatives.push('');
    else alternatives.push((alternatives.pop() ?? '') + token);
  }
  return alternatives;
}

/** Whether the anchors at both ends hold only the first and the last of several alternatives. */
export function anchorsOnlyEnds(pattern: string): boolean {
  const alternatives = splitAlternatives(stripFlags(pattern));
  const anchored = alternatives.filter((each) => each.startsWith('^') && each.endsWith('$'));
  const isMeant = alternatives[0]?.startsWith('^') === true && alternatives.at(-1)?.endsWith('$') === true;
  return alternatives.length > 1 && isMeant && anchored.length < alternatives.length;
}

/** A dot between the parts of a domain behind an `@` that stands for any character. */
export const LOOSE_DOMAIN = /@[\w-]+(?:\.[\w-]+)+/g;
