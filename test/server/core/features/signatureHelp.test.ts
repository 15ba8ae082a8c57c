import { describe, expect, it } from 'vitest';
import { helpWithCall } from '../../../../server/src/core/features/signatureHelp.ts';
import type { BuiltinInfo } from '../../../../server/src/protocol/engine.ts';
import { readMarked } from '../../../support/marked.ts';
import { builtinsNamed, openPolicy } from '../../../support/openPolicy.ts';

function takes(name: string, args: readonly string[]): [string, BuiltinInfo] {
  const [info] = builtinsNamed(name).values();
  if (!info) throw new Error('no such built-in');
  const described = args.map((arg) => ({ name: arg, description: `the ${arg}`, type: 'string' }));
  return [name, { ...info, description: `What ${name} does.`, args: described }];
}

const builtins = new Map([
  takes('net.cidr_contains', ['cidr', 'ip']),
  takes('lower', ['x']),
  takes('startswith', ['search', 'base']),
  takes('opa.runtime', []),
]);

/** The signatures at `$0`, the argument that is being typed in angle brackets; the active signature first. */
function help(source: string): string[] {
  const { text, carets } = readMarked(source);
  const {
    signatures = [],
    activeSignature = 0,
    activeParameter,
  } = helpWithCall(openPolicy(text, { builtins }), carets[0] ?? 0) ?? {};
  const shown = signatures.map(({ label, parameters = [] }) => {
    const active = parameters[activeParameter ?? -1]?.label;
    if (typeof active !== 'object') return label;
    const [from, to] = active;
    return `${label.slice(0, from)}‹${label.slice(from, to)}›${label.slice(to)}`;
  });
  return [...shown.slice(activeSignature), ...shown.slice(0, activeSignature)];
}

const P = 'package spacelift\n\n';
const FIRST = 'net.cidr_contains(‹cidr: string›, ip: string) → any';
const SECOND = 'net.cidr_contains(cidr: string, ‹ip: string›) → any';
const LOWER = 'lower(‹x: string›) → any';

describe('signature help', () => {
  it.each<[string, string, string[]]>([
    ['a built-in', 'allow if net.cidr_contains($0"10.0.0.0/8", input.request.remote_ip)', [FIRST]],
    ['its second argument', 'allow if net.cidr_contains("10.0.0.0/8", in$0put.request.remote_ip)', [SECOND]],
    ['right behind the comma', 'allow if net.cidr_contains("10.0.0.0/8",$0)', [SECOND]],
    ['in v0', 'allow { net.cidr_contains("10.0.0.0/8", $0) }', [SECOND]],
    ['half-typed', 'allow if net.cidr_contains($0', [FIRST]],
    ['half-typed, with more below', 'allow if {\n\tnet.cidr_contains("10.0.0.0/8", $0\n}\n\nadmin if true', [SECOND]],
    ['in an open string', 'allow if net.cidr_contains("10.0,0.$0', [FIRST]],
    ['a comma in a string', 'allow if net.cidr_contains("a,b", $0)', [SECOND]],
    ['nested', 'allow if startswith(lower($0', [LOWER]],
    [
      'behind a nested call',
      'allow if startswith(lower(input.session.login), $0',
      ['startswith(search: string, ‹base: string›) → any'],
    ],
    ['within an array', 'allow if net.cidr_contains({"a", "b"}, ["c", $0', [SECOND]],
    ['within parentheses', 'allow if lower((1 + $0', [LOWER]],
    ['over several lines', 'allow if net.cidr_contains(\n\t\t"10.0.0.0/8", # office, home\n\t\t$0\n\t)', [SECOND]],
    ['in a comprehension', 'x := {y | y := lower($0', [LOWER]],
    ['in an argument of a head', 'roles[lower($0', [LOWER]],
    ['too many arguments', 'allow if lower("a", $0)', [LOWER]],
    ['an odd bracket', 'allow if lower(]$0', [LOWER]],
    ['without arguments', 'allow if opa.runtime($0', ['opa.runtime() → any']],
    ['a function of the policy', 'office(ip, zone) if true\nallow if office("a", $0)', ['office(ip, ‹zone›)']],
    [
      'each of its heads once',
      'f("a", x) := 1\nf("b", x) := 2\nf("b", x) := 3\nallow if f($0',
      ['f(‹"a"›, x)', 'f(‹"b"›, x)'],
    ],
    ['by its whole path', 'f(x) := 1\nallow if data.spacelift.f($0)', ['f(‹x›)']],
    ['before its definition', 'allow if f($0)\n\nf(x) := 1', ['f(‹x›)']],
    ['of its own', 'lower(text) := 1\nallow if lower($0', ['lower(‹text›)']],
    ['with non-BMP text before', '# 😀\nallow if lower("😀", $0', [LOWER]],
    ['none behind the call', 'allow if lower("a")$0', []],
    ['none in a head', 'f($0x) := 1', []],
    ['none in a comment', 'allow if lower( # $0', []],
    ['none in parentheses', 'allow if ($0', []],
    ['none behind a keyword', 'allow if not ($0', []],
    ['none of what nobody knows', 'allow if nobody($0', []],
    ['none in the next rule', 'allow if lower("a"\n\nadmin if $0', []],
  ])('%s', (_, source, expected) => {
    expect(help(P + source)).toEqual(expected);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['BOM', (text: string) => `\uFEFF${text}`],
    ['tabs', (text: string) => text.replaceAll('  ', '\t')],
  ])('%s', (_, change) => {
    expect(help(change(`${P}allow if {\n  net.cidr_contains("10.0.0.0/8",\n    $0)\n}\n`))).toEqual([SECOND]);
  });

  it('tells what the function and its arguments are', () => {
    const { text, carets } = readMarked(`${P}# Who is at home.\nhome(ip) if lower(ip)\nallow if home($0`);
    const policy = openPolicy(text, { builtins });
    const [own] = helpWithCall(policy, carets[0] ?? 0)?.signatures ?? [];
    expect(own?.documentation).toEqual({ kind: 'markdown', value: 'Who is at home.' });
    const [builtin] = helpWithCall(policy, text.indexOf('lower(') + 6)?.signatures ?? [];
    expect(builtin?.documentation).toEqual({ kind: 'markdown', value: 'What lower does.' });
    expect(builtin?.parameters?.[0]?.documentation).toBe('the x');
  });

  it('nothing in an empty policy, and nothing that throws in a broken one', () => {
    expect(help('$0')).toEqual([]);
    const whole = `${P}allow if {\n\tlower(startswith("a", [input.x, {"b": f(\`c\`)}]))\n}`;
    for (let length = 0; length <= whole.length; length++) {
      helpWithCall(openPolicy(whole.slice(0, length), { builtins }), length);
    }
  });
});
