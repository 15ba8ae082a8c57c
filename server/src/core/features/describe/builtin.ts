import type { BuiltinInfo } from '../../../protocol/engine.ts';
import { code, list, paragraphs, rego } from './markdown.ts';

/** What stands in for a built-in that Spacelift has disabled. */
const INSTEAD: Readonly<Record<string, string>> = {
  'time.now_ns': 'The instant of the login is `input.request.timestamp_ns`.',
  re_match: 'Use `regex.match`.',
  'net.cidr_overlap': 'Use `net.cidr_contains`.',
};

/** `time.clock(x: any<…>) → array<number, number, number>`: what a call looks like, and where each argument is in it. */
export interface BuiltinSignature {
  readonly label: string;
  /** From and to, in the label. */
  readonly parameters: readonly (readonly [number, number])[];
}

export function signatureOf({ name, args, result }: BuiltinInfo): BuiltinSignature {
  let label = `${name}(`;
  const parameters = args.map((arg, index): [number, number] => {
    if (index > 0) label += ', ';
    const from = label.length;
    label += arg.name === '' ? arg.type : `${arg.name}: ${arg.type}`;
    return [from, label.length];
  });
  return { label: `${label}) → ${result.type}`, parameters };
}

/** A built-in function: its signature, OPA's documentation, and whether Spacelift lets policies call it. Markdown. */
export function describeBuiltin(builtin: BuiltinInfo): string {
  return paragraphs(
    rego(signatureOf(builtin).label),
    describeUse(builtin),
    builtin.description,
    describeParts(builtin),
  );
}

/** As `describeBuiltin`, without the signature. */
export function describeCall(builtin: BuiltinInfo): string {
  return paragraphs(describeUse(builtin), builtin.description);
}

function describeUse({ name, disabled, deprecated, spaceliftOnly }: BuiltinInfo): string | undefined {
  const instead = INSTEAD[name] ?? '';
  if (disabled) return `**Disabled on Spacelift**: a policy that calls it is refused. ${instead}`.trim();
  if (deprecated) return `**Deprecated**: Rego v1 refuses it. ${instead}`.trim();
  return spaceliftOnly ? 'A function of Spacelift, not of OPA.' : undefined;
}

function describeParts({ args, result }: BuiltinInfo): string {
  const parts = [...args, { ...result, name: 'result' }];
  return list(parts.flatMap(({ name, description }) => (description ? [`${code(name)}: ${description}`] : [])));
}
