/** Built-in functions that Spacelift lets a policy call. */
import { byName } from '../../byName.ts';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { BuiltinInfo } from '../../../protocol/engine.ts';
import { escapeSnippet, type Suggestion } from './suggestion.ts';

/** With the arguments that a login policy has, where they are nearly always these. */
const ARGUMENTS: Readonly<Record<string, string>> = byName({
  'net.cidr_contains': '"${1:203.0.113.0/24}", ${2:input.request.remote_ip}',
  'time.clock': '[input.request.timestamp_ns, "${1:UTC}"]',
  'time.date': '[input.request.timestamp_ns, "${1:UTC}"]',
  'time.weekday': '[input.request.timestamp_ns, "${1:UTC}"]',
  endswith: '${1:input.session.login}, "${2:@example.com}"',
  startswith: '${1:input.session.login}, "${2:api::}"',
});

const MOST_USED: readonly string[] = [
  ...Object.keys(ARGUMENTS),
  ...['contains', 'count', 'lower', 'regex.match', 'object.get', 'split', 'trim_prefix', 'sprintf'],
];

const madeOf = new WeakMap<ReadonlyMap<string, BuiltinInfo>, readonly Suggestion[]>();

/** By their whole dotted names, the most used first; disabled, deprecated ones and operators left out. */
export function builtinCalls(builtins: ReadonlyMap<string, BuiltinInfo>): readonly Suggestion[] {
  const known = madeOf.get(builtins);
  if (known) return known;
  const allowed = [...builtins.values()].filter(({ disabled, deprecated, infix, name }) => {
    return !disabled && !deprecated && infix === undefined && !name.startsWith('internal.');
  });
  const made = allowed.sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1)).map(suggestCall);
  madeOf.set(builtins, made);
  return made;
}

function rankOf({ name }: BuiltinInfo): number {
  const at = MOST_USED.indexOf(name);
  return at < 0 ? MOST_USED.length : at;
}

function suggestCall({ name, args, result }: BuiltinInfo): Suggestion {
  const stops = args.map((arg, index) => `\${${index + 1}:${escapeSnippet(arg.name || 'x')}}`).join(', ');
  return {
    label: name,
    kind: CompletionItemKind.Function,
    insert: `${name}(${ARGUMENTS[name] ?? stops})`,
    isSnippet: true,
    detail: `(${args.map((arg) => arg.name).join(', ')}) → ${result.type}`,
    documented: { of: 'builtin', name },
  };
}
