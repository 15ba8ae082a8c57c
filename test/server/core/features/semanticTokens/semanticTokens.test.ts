import { describe, expect, it } from 'vitest';
import { listTokens } from '../../../../../server/src/core/features/semanticTokens/semanticTokens.ts';
import { keyId, spaceId } from '../../account/demoAccount.ts';
import { builtinsNamed, demoInventory, openPolicy, type Opening } from '../../../../support/openPolicy.ts';

/** `text:type.modifier…` of every token, in order; none reaches over a line or another token. */
function tokens(text: string, opening: Opening = {}): string[] {
  const policy = openPolicy(text, opening);
  const lines = text.split(/\r\n|\r|\n/);
  let end = { line: -1, character: 0 };
  return listTokens(policy).map(({ line, character, length, kind }) => {
    expect(line > end.line || character >= end.character).toBe(true);
    end = { line, character: character + length };
    const covered = lines[line]?.slice(character, character + length) ?? '';
    expect(covered).toHaveLength(length);
    return [`${covered}:${kind.type}`, ...kind.modifiers].join('.');
  });
}

const P = 'package spacelift\n';
const HEAD = ['spacelift:namespace.declaration'];

describe('semantic tokens', () => {
  it.each<[string, string, string[]]>([
    [
      'rules that Spacelift reads, and others',
      'allow if helper\nhelper := true\nspace_read["a"] { true }',
      [
        'allow:interface.declaration.defaultLibrary',
        'helper:variable.readonly',
        'helper:variable.declaration.readonly',
        'space_read:interface.declaration.defaultLibrary.deprecated',
      ],
    ],
    [
      'a rule that Spacelift has written',
      'deny if not allow',
      ['deny:interface.declaration.defaultLibrary', 'allow:interface.defaultLibrary'],
    ],
    [
      'functions, arguments and locals',
      'f(x) := y if { y := x; z }',
      [
        'f:function.declaration',
        'x:parameter.declaration',
        'y:variable',
        'y:variable.declaration',
        'x:parameter',
        'z:variable.declaration',
      ],
    ],
    [
      'fields of the input',
      'h if input.session.teams[_] == input["a"].b',
      [
        'h:variable.declaration.readonly',
        'input:variable.readonly.defaultLibrary',
        'session:property',
        'teams:property',
        'input:variable.readonly.defaultLibrary',
        'b:property',
      ],
    ],
    [
      'built-ins',
      'h := time.clock(1) == nope(old(2))',
      [
        'h:variable.declaration.readonly',
        'time:namespace.defaultLibrary',
        'clock:function.defaultLibrary',
        'nope:function',
        'old:function.defaultLibrary.deprecated',
      ],
    ],
    [
      'imports',
      'import rego.v1\nimport input.session as s\nimport data.spacelift.g\nh if s.member == g',
      [
        'rego:namespace',
        'v1:namespace',
        'input:variable.readonly.defaultLibrary',
        'session:property',
        's:namespace.declaration',
        'data:variable.readonly.defaultLibrary',
        'spacelift:namespace',
        'g:namespace',
        'h:variable.declaration.readonly',
        's:namespace',
        'member:property',
        'g:namespace',
      ],
    ],
    [
      'a rule by its whole path',
      'g := 1\nh := data.spacelift.g',
      [
        'g:variable.declaration.readonly',
        'h:variable.declaration.readonly',
        'data:variable.readonly.defaultLibrary',
        'spacelift:namespace',
        'g:variable.readonly',
      ],
    ],
    ['a head with a path', 'limit.low := 1', ['limit:variable.declaration.readonly', 'low:property']],
    ['templates', 'h(x) := $"a {x}"', ['h:function.declaration', 'x:parameter.declaration', 'x:parameter']],
    [
      'a v0 head with two bodies, once',
      'h { a } { b }',
      ['h:variable.declaration.readonly', 'a:variable.declaration', 'b:variable.declaration'],
    ],
    [
      'broken text',
      'allow if {\n\tinput.\n\tx :=\n',
      [
        'allow:interface.declaration.defaultLibrary',
        'input:variable.readonly.defaultLibrary',
        'x:variable.declaration',
      ],
    ],
    [
      'CRLF, tabs and an emoji',
      'h := "🦀"\r\n\tg := h\r\n',
      ['h:variable.declaration.readonly', 'g:variable.declaration.readonly', 'h:variable.readonly'],
    ],
  ])('of %s', (_, text, expected) => {
    const old = builtinsNamed('old').get('old');
    const builtins = new Map([
      ...builtinsNamed('time.clock'),
      ...(old ? [['old', { ...old, deprecated: true }] as const] : []),
    ]);
    expect(tokens(P + text, { builtins })).toEqual([...HEAD, ...expected]);
  });

  it.each([
    ['', []],
    ['\uFEFFpackage spacelift', HEAD],
    ['package "', []],
    ['# only\n', []],
  ])('of a text without rules: %j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  describe('of what an account has', () => {
    const space = spaceId('production');
    const texts = (text: string, opening: Opening = {}): string[] =>
      tokens(P + text, { account: demoInventory, ...opening }).filter((token) => /:(?:enumMember|string)/.test(token));

    it('roles, spaces and teams', () => {
      const text = `roles["${space}"] contains "deployer" if "DevOps" in input.session.teams
roles["production"] contains r if {
	some r in ["nobody", \`deployer\`]
	input.session.teams[_] == "Nobody"
}`;
      expect(texts(text)).toEqual([
        `${space}:enumMember.known`,
        'deployer:enumMember.known',
        'DevOps:enumMember.known',
        'production:string.unknown',
        'nobody:string.unknown',
        'deployer:enumMember.known',
        'Nobody:string.unknown',
      ]);
      expect(tokens(P + text).some((token) => token.includes('known'))).toBe(false);
    });

    it('API keys, and no people', () => {
      const id = keyId('scheduled-deployment');
      const ci = `logins := {"api::${id}", "api::01KFCZT4R0H2D8J2EK59602HRA", "jane", "scheduled-deployment"}
allow if input.session.login in logins`;
      expect(texts(ci)).toEqual([`api::${id}:enumMember.known`, 'api::01KFCZT4R0H2D8J2EK59602HRA:string.unknown']);
      expect(texts(ci, { keyLogin: 'name' })).toEqual(['scheduled-deployment:enumMember.known']);
      expect(texts(ci, { now: 99_000_000_000_000_000_000n })[0]).toMatch(/:enumMember(?:\.deprecated)?\.known$/);
    });
  });

  it('of a range are those of the whole that touch it', () => {
    const text = `${P}a := 1\nb := a\nc := b\n`;
    const policy = openPolicy(text);
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const all = listTokens(policy);
    expect(listTokens(policy, range)).toEqual(
      all.filter(({ line, character }) => line === 2 || (line === 3 && character === 0)),
    );
  });
});
