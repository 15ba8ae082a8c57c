/** A name without what authors take for unimportant: case, blanks around it, and what is between its words. */
export function spell(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}
