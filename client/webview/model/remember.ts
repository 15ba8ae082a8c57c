/**
 * The function, with its last result kept: while the page is drawn anew for other reasons, the same arguments come again.
 * Arguments are the same where they are identical.
 */
export function rememberLast<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { args: Args; result: Result } | undefined;
  return (...args) => {
    const isSame = last?.args.length === args.length && last.args.every((arg, index) => Object.is(arg, args[index]));
    if (last && isSame) return last.result;
    last = { args, result: make(...args) };
    return last.result;
  };
}
