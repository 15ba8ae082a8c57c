import { byName } from '../../byName.ts';
import type { BuiltinInfo } from '../../../protocol/engine.ts';
import { signatureOf } from './signature.ts';
import { code, list, paragraphs, rego } from './markdown.ts';

/** What stands in for a built-in that Spacelift has disabled. */
const INSTEAD: Readonly<Record<string, string>> = byName({
  'time.now_ns': 'The instant of the login is `input.request.timestamp_ns`.',
  re_match: 'Use `regex.match`.',
  'net.cidr_overlap': 'Use `net.cidr_contains`.',
});

/** A built-in function: its signature, OPA's documentation, and whether Spacelift lets policies call it. Markdown. */
export function describeBuiltin(builtin: BuiltinInfo): string {
  return paragraphs(
    rego(signatureOf(builtin).label),
    describeUse(builtin),
    builtin.description,
    describeParts(builtin),
  );
}

/** As `describeBuiltin`, without its signature and arguments. */
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
