/** Texts as they are: names come from an account, and may hold anything. */

/**
 * Control characters and those of format. Line breaks and tabs do no harm, and joiners (U+200C, U+200D) belong to words
 * and pictures.
 */
const UNSEEN = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/**
 * With control characters as they are written in Rego, such as `\u202e`: they can't be seen, and some put what is around
 * them into another order.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
