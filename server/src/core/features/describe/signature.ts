/** What a call of a function looks like: one line, and where each argument is in it. */
import type { BuiltinInfo } from '../../../protocol/engine.ts';
import type { Clause, PolicyModel } from '../../syntax/model.ts';

export interface Signature {
  readonly label: string;
  /** From and to of each argument, in the label. */
  readonly parameters: readonly (readonly [number, number])[];
}

/** `time.clock(x: any<…>) → array<number, number, number>`. */
export function signatureOf({ name, args, result }: BuiltinInfo): Signature {
  const texts = args.map((arg) => (arg.name === '' ? arg.type : `${arg.name}: ${arg.type}`));
  const { label, parameters } = writeSignature(name, texts);
  return { label: `${label} → ${result.type}`, parameters };
}

/** `office(ip)`, as the clause names its arguments. */
export function ownSignature({ head }: Clause, { text }: PolicyModel): Signature {
  return writeSignature(
    head.name,
    (head.args ?? []).map(({ from, to }) => text.slice(from, to).replaceAll(/\s+/g, ' ')),
  );
}

/** `name(a, b)`. */
function writeSignature(name: string, args: readonly string[]): Signature {
  let label = `${name}(`;
  const parameters = args.map((arg, index): [number, number] => {
    if (index > 0) label += ', ';
    const from = label.length;
    label += arg;
    return [from, label.length];
  });
  return { label: `${label})`, parameters };
}
