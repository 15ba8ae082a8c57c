/**
 * What is inserted into a policy for a slug, id, login or team: a string, or inside of one its content.
 * @param before what stands left of the cursor in its line
 */
export function insertionText(code: string, before: string): string {
  const quoted = JSON.stringify(code);
  return isInString(before) ? quoted.slice(1, -1) : quoted;
}

function isInString(before: string): boolean {
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const char = before.charAt(at);
    if (quote === '' && char === '#') return false;
    if (quote === '"' && char === '\\') at++;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === '`')) quote = char;
  }
  return quote !== '';
}
