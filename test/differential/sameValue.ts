/** Is what a compiled policy gave the value that the interpreter gave, sets told from arrays? */

/**
 * @param plain as JSON has it: a set is an array, in any order
 * @param told the same, a set being an object with the one key `<set>`
 */
export function isSameValue(plain: unknown, told: unknown): boolean {
  if (typeof told !== 'object' || told === null) return plain === told;
  if (Array.isArray(told)) {
    return isArrayOf(plain, told.length) && told.every((member, i) => isSameValue(plain[i], member));
  }
  if ('<set>' in told) return isSameSet(plain, told['<set>'] as unknown[]);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return false;
  const names = Object.keys(told);
  return (
    names.length === Object.keys(plain).length &&
    names.every((name) => name in plain && isSameValue(Reflect.get(plain, name), Reflect.get(told, name)))
  );
}

function isSameSet(plain: unknown, told: unknown[]): boolean {
  if (!isArrayOf(plain, told.length)) return false;
  const left = [...plain];
  return told.every((member) => {
    const at = left.findIndex((other) => isSameValue(other, member));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isArrayOf(value: unknown, length: number): value is unknown[] {
  return Array.isArray(value) && value.length === length;
}
