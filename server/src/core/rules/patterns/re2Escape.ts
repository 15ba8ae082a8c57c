/** What begins with a backslash in a regular expression of RE2. */

/** @returns its length; or why it is refused, undefined where that isn't certain */
export function readEscape(rest: string, where: 'outside' | 'inside'): number | { readonly fault: string | undefined } {
  const next = rest[1];
  if (next === undefined) return { fault: 'it ends with a backslash' };
  if (next === 'p' || next === 'P') {
    const [property] = /^\\[pP](?:\{\^?\w+\}|[A-Z])/.exec(rest) ?? [];
    return property?.length ?? { fault: undefined };
  }
  const [coded] = /^\\(?:x[\da-fA-F]{2}|x\{[\da-fA-F]{1,6}\}|0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest) ?? [];
  if (coded !== undefined) return coded.length;
  if (/[1-9]/.test(next)) return { fault: `RE2 has no reference back (\`\\${next}\`)` };
  const known = where === 'outside' ? /[AbBzdDsSwWafnrtv]/ : /[dDsSwWafnrtv]/;
  const isKnown = known.test(next) || /[!-/:-@[-`{-~ ]/.test(next);
  return isKnown ? 2 : { fault: `RE2 has no \`\\${next}\`${where === 'inside' ? ' in brackets' : ''}` };
}
