/** What common built-ins give. The engine has the types of all of them: `resultKinds.test.ts` compares. */

/** An outermost type. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'set' | 'object';

/** Left out: built-ins whose result is of the kind of an argument, and those that nobody would give as it is. */
export const RESULT_KINDS: ReadonlyMap<string, Kind> = new Map([
  ...named('number', ['abs', 'ceil', 'count', 'floor', 'indexof', 'round', 'sum', 'to_number']),
  ...named('number', ['time.parse_ns', 'time.parse_rfc3339_ns']),
  ...named('string', ['concat', 'format_int', 'lower', 'replace', 'sprintf', 'strings.reverse', 'substring', 'upper']),
  ...named('string', ['trim', 'trim_left', 'trim_prefix', 'trim_right', 'trim_space', 'trim_suffix']),
  ...named('string', ['json.marshal', 'regex.replace', 'time.format', 'time.weekday', 'type_name']),
  ...named('boolean', ['contains', 'endswith', 'glob.match', 'is_null', 'net.cidr_contains', 'regex.match']),
  ...named('boolean', ['startswith', 'strings.any_prefix_match', 'strings.any_suffix_match']),
  ...named('list', ['array.concat', 'array.reverse', 'array.slice', 'numbers.range', 'regex.split', 'sort', 'split']),
  ...named('list', ['time.clock', 'time.date']),
  ...named('set', ['intersection', 'object.keys', 'union']),
  ...named('object', ['object.filter', 'object.remove', 'object.union']),
]);

function named(kind: Kind, names: readonly string[]): [string, Kind][] {
  return names.map((name) => [name, kind]);
}
