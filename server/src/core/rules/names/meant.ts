/** "Did you mean", as the end of a message: nothing where nothing is near. */
export function askMeant(names: readonly string[]): string {
  return names.length === 0 ? '' : ` Is ${names.map((name) => `\`${name}\``).join(' or ')} meant?`;
}
