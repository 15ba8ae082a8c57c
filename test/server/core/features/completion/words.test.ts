import { describe, expect, it } from 'vitest';
import { CompletionItemTag, InsertTextFormat } from 'vscode-languageserver-types';
import { builtinsNamed } from '../../../../support/openPolicy.ts';
import { complete, labels, take, type Asking } from './check.ts';

const builtins = builtinsNamed('net.cidr_contains', 'time.clock', 'time.weekday', 'startswith', 'count', 'http.send');
const SESSION = ['login', 'name', 'teams', 'member', 'admin', 'creator_ip', 'machine', 'account_name', 'stack_id'];

describe('behind a dot', () => {
  it.each<[string, string[]]>([
    ['allow if input.$0', ['request', 'attachment', 'session', 'spaces', 'roles', 'slack']],
    ['allow if input.session.$0', SESSION],
    ['allow if input.session.te$0', SESSION],
    ['allow if {\n\tinput.session.$0\n\tinput.session.admin\n}', SESSION],
    ['allow {\n\tinput.session.$0\n}', SESSION],
    ['import input.session as who\n\nallow if who.$0', SESSION],
    ['allow if {\n\twho := input.session\n\twho.$0\n}', SESSION],
    ['allow if input.session["$0"]', SESSION],
    ['import input.session.$0', SESSION],
    ['allow if input.spaces[_].$0 == "x"', ['id', 'name', 'labels']],
    ['allow if {\n\tsome space in input.spaces\n\tspace.$0\n}', ['id', 'name', 'labels']],
    ['allow if {\n\tis_open(input.spaces[0])\n}\n\nis_open(space) if space.$0', ['id', 'name', 'labels']],
    ['envs := {"prod": "a", "dev": "b"}\n\nallow if envs.$0', ['prod', 'dev']],
    ['envs := {"prod": "a", "dev": "b"}\n\nallow if envs["$0"]', ['prod', 'dev']],
    ['helper if true\n\nallow if data.spacelift.$0', ['helper', 'allow']],
    ['allow if {\n\tnet.$0\n}', ['net.cidr_contains']],
    ['allow if x == time.cl$0', ['time.clock', 'time.weekday']],
    ['import future.keywords.$0', ['in', 'if', 'contains', 'every']],
    ['import rego.$0', ['v1']],
    ['allow if input.session.login.$0', []],
    ['allow if x.$0', []],
    ['allow if "text".$0', []],
    ['allow if 1.$0', []],
  ])('%s', (fixture, expected) => {
    const found = labels(fixture, { builtins, trigger: '.' });
    expect(found.slice(0, expected.length || undefined)).toEqual(expected);
    expect(labels(fixture.replaceAll('\n', '\r\n'), { builtins, trigger: '.' })).toEqual(found);
  });

  it('takes the dotted name whole, and leaves arguments that are there', () => {
    expect(take('allow if net.ci$0', 'net.cidr_contains', { builtins })).toBe(
      'allow if net.cidr_contains("203.0.113.0/24", input.request.remote_ip)',
    );
    expect(take('allow if net.ci$0("10.0.0.0/8", x)', 'net.cidr_contains', { builtins })).toBe(
      'allow if net.cidr_contains("10.0.0.0/8", x)',
    );
    expect(take('allow if inp$0ot.session.admin', 'input')).toBe('allow if input.session.admin');
    expect(take('allow if input.se$0.login == "x"', 'session')).toBe('allow if input.session.login == "x"');
  });

  it('tells an editor what is before the caret from what is behind it', () => {
    const [field] = complete('allow if input.se$0ssion');
    expect(field?.textEdit).toMatchObject({
      insert: { start: { line: 0, character: 15 }, end: { line: 0, character: 17 } },
      replace: { start: { line: 0, character: 15 }, end: { line: 0, character: 22 } },
    });
  });
});

describe('where a statement starts', () => {
  it('offers the package first, in a file without', () => {
    expect(labels('$0')[0]).toBe('package spacelift');
    expect(labels('pack$0')[0]).toBe('package spacelift');
    expect(labels('\uFEFF$0')[0]).toBe('package spacelift');
    expect(labels('package spacelift\n\n$0')).not.toContain('package spacelift');
    expect(labels('package $0')).toEqual(['spacelift']);
  });

  it.each([
    'package spacelift\n\n$0',
    'package spacelift\n\nal$0',
    'package spacelift\n\nallow if input.session.admin\n\n$0\n\ndeny if false',
    'package spacelift\n\nallow if {\n\tinput.session.admin\n}\n$0',
    'package spacelift\n\nallow if {\n\tinput.session.admin\n\nro$0',
  ])('offers what Spacelift reads, then patterns: %s', (fixture) => {
    const found = labels(fixture);
    expect(found.slice(0, 5)).toEqual(['allow', 'admin', 'deny', 'deny_admin', 'roles']);
    expect(found).toContain('allow a set of API keys');
    expect(found).toContain('import');
    expect(found).not.toContain('input.session.login');
  });

  it('writes rules in the Rego of the policy', () => {
    const fixture = 'package spacelift\n\nro$0';
    const head = 'package spacelift\n\n';
    expect(take(fixture, 'roles')).toBe(`${head}roles["root"] contains "space-reader" if {\n\t\n}`);
    expect(take(fixture, 'roles', { engine: 'v0' })).toBe(`${head}roles["root"]["space-reader"] {\n\t\n}`);
    const imports = 'package spacelift\n\nimport rego.v1\n\n';
    expect(take(`${imports}al$0`, 'allow', { engine: 'v0' })).toBe(`${imports}allow if {\n\t\n}`);
  });

  it('marks the deprecated rules, and offers own ones', () => {
    const found = complete('package spacelift\n\nis_admin if true\n\n$0');
    expect(found.find(({ label }) => label === 'space_admin')?.tags).toEqual([CompletionItemTag.Deprecated]);
    expect(found.some(({ label }) => label === 'is_admin')).toBe(true);
  });

  it('writes the name alone where a rule is there already', () => {
    expect(take('package spacelift\n\nal$0 if input.session.admin', 'allow')).toBe(
      'package spacelift\n\nallow if input.session.admin',
    );
  });
});

describe('in bodies', () => {
  const names = (fixture: string, asking?: Asking): string[] => labels(fixture, { builtins, ...asking });

  it('offers what is in scope, the nearest first', () => {
    const found = names(
      'allow if {\n\tx := 1\n\tsome team in input.session.teams\n\t$0\n}\n\nis_open if true\n\nf(a) := a',
    );
    expect(found.slice(0, 3)).toEqual(['x', 'team', 'input.session.login']);
    expect(found).toEqual(expect.arrayContaining(['is_open', 'f', 'time.clock', 'not', 'some', 'every']));
    expect(names('f(login, $0) if true')).toEqual([]);
    expect(names('f(login) if $0')[0]).toBe('login');
    expect(names('allow if {\n\tx := [y | y := 1; $0]\n}').slice(0, 2)).toEqual(['y', 'x']);
    expect(names('allow if {\n\tevery team in input.session.teams {\n\t\t$0\n\t}\n}')[0]).toBe('team');
    expect(names('import input.session as who\n\nallow if $0')[0]).toBe('who');
    expect(names('roles[$0] contains "x" if some s in input.spaces').at(-1)).toBe('s');
  });

  it('calls functions with their arguments', () => {
    expect(take('allow if is_$0\n\nis_key(login, keys) if login in keys', 'is_key')).toBe(
      'allow if is_key(login, keys)\n\nis_key(login, keys) if login in keys',
    );
    const [call] = complete('allow if is_$0\n\nis_key(login) if true').filter(({ label }) => label === 'is_key');
    expect(call?.insertTextFormat).toBe(InsertTextFormat.Snippet);
    expect(take('allow if co$0', 'startswith', { builtins })).toBe('allow if startswith(input.session.login, "api::")');
  });

  it('sends some of many built-ins, and all that is nearer', () => {
    const many = builtinsNamed(...Array.from({ length: 300 }, (_, n) => `bits.f${String(n)}`));
    const found = names('allow if $0', { builtins: many });
    expect(found).toHaveLength(200);
    expect(found).toEqual(expect.arrayContaining(['input.session.login', 'not', 'some', 'every']));
    expect(names('allow if f299$0', { builtins: many })).toContain('bits.f299');
  });

  it('leaves out built-ins that Spacelift refuses', () => {
    const some = new Map([...builtins].map(([name, info]) => [name, { ...info, disabled: name === 'http.send' }]));
    expect(names('allow if $0', { builtins: some })).not.toContain('http.send');
    expect(names('allow if $0', { builtins: some })).toContain('count');
  });

  it.each<[string, string[], Asking?]>([
    ['allow $0', ['if', 'contains']],
    ['allow $0', [], { engine: 'v0' }],
    ['import future.keywords.if\n\nallow $0', ['if'], { engine: 'v0' }],
    ['team contains "x" $0', ['if']],
    ['allow if { true } $0', ['else']],
    ['allow if {\n\t"x" $0\n}', ['in', 'with']],
    ['allow if input.session.login $0', ['in', 'with']],
    ['allow {\n\tinput.session.login $0\n}', ['with'], { engine: 'v0' }],
    ['allow if some team $0', ['in']],
    ['allow if some $0', []],
    ['allow if every $0', []],
    ['allow if input.session.admin with input.session.admin $0', ['as']],
    ['import input.session $0', ['as']],
    ['import input.session as $0', []],
  ])('offers the keywords that fit: %s', (fixture, expected, asking) => {
    expect(labels(fixture, asking)).toEqual(expected);
  });

  it('offers imports, and those of v0 only there', () => {
    expect(labels('import $0', { engine: 'v0' })).toContain('future.keywords.in');
    expect(labels('import $0')).toEqual(['input', 'rego.v1']);
  });
});

describe('says nothing', () => {
  it.each<[string, string?]>([
    ['# al$0'],
    ['allow if input.session.admin # $0'],
    ['allow if x :$0', ':'],
    ['allow if x == "a"$0', '"'],
    ['allow if x == 12$0'],
    ['allow if (x)$0'],
    ['allow if f(x)$0'],
    ['allow if x == $0', ':'],
    ['allow if $"{$0}"'],
  ])('at %s', (fixture, trigger) => {
    expect(labels(fixture, { builtins, ...(trigger !== undefined && { trigger }) })).toEqual([]);
  });
});
