/** OPA's words for rules that come to two values at once, as a person says it. */
import type { OpaError } from '../../protocol/engine.ts';

/** The error with a message in one line, where it is about a conflict; any other as it is. */
export function tellConflict(error: OpaError): OpaError {
  if (error.code !== 'eval_conflict_error') return error;
  const message = describe(error.message);
  return message === undefined ? error : { ...error, message };
}

function describe(message: string): string | undefined {
  if (message === 'object keys must be unique') {
    return 'one key gets two values: a rule with keys, such as `roles[space] := …`, and an object have one value for each';
  }
  const [, kind, path = ''] = /^(rule|function) (\S+) produced conflicting values/.exec(message) ?? [];
  const values = [...message.matchAll(/^\s*(.+) at line (\d+)$/gm)].map(
    ([, value, line]) => `${value} at line ${line}`,
  );
  if (kind === undefined || values.length < 2) return undefined;
  const name = `\`${path.replace(/^data\.spacelift\./, '')}\``;
  return kind === 'rule'
    ? `${name} comes to several values at once: ${listAll(values)}. A rule has one value`
    : `${name} gives several values for the same arguments: ${listAll(values)}. A function gives one`;
}

function listAll(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`;
}
