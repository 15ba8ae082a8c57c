import { describe, expect, it } from 'vitest';
import { listLenses } from '../../../../server/src/core/features/codeLens.ts';
import { keyId } from '../account/demoAccount.ts';
import { demoInventory, openPolicy, type Opening } from '../../../support/openPolicy.ts';

/** `line rule: title`, and the key. */
function lenses(text: string, opening: Opening = {}): string[] {
  return listLenses(openPolicy(text, opening)).map(({ range, title, start: { rule, key } }) =>
    [`${String(range.start.line + 1)} ${rule}: ${title}`, ...(key === undefined ? [] : [key])].join(' → '),
  );
}

const P = 'package spacelift\n';
const CI = keyId('scheduled-deployment');
const OTHER = '01KFCZT4R0H2D8J2EK59602HRA';
const is = (id: string) => `input.session.login == "api::${id}"`;

describe('lenses', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    [
      'rules that decide, once each',
      'allow if input.a\ndeny if input.b\nallow if input.c\nhelper := 1',
      ['2 allow: Simulate', '3 deny: Simulate'],
    ],
    ['defaults and what comes along: none', 'default allow := false\nsample := true\nflag contains "a"', []],
    ['the first clause after a default', 'default allow := false\nallow if input.a', ['3 allow: Simulate']],
    ['a v0 head with two bodies', 'allow { input.a } { input.b }', ['2 allow: Simulate']],
    ['the one key', `allow if ${is(CI)}`, [`2 allow: Simulate as scheduled-deployment → ${CI}`]],
    [
      'one key, several times',
      `allow if ${is(CI)}\nallow if { ${is(CI)}; input.a }`,
      [`2 allow: Simulate as scheduled-deployment → ${CI}`],
    ],
    ['a key that is not known', `allow if ${is(OTHER)}`, [`2 allow: Simulate as api::${OTHER} → ${OTHER}`]],
    [
      'different keys',
      `roles["a"] contains "b" if ${is(CI)}\nroles["a"] contains "b" if ${is(OTHER)}\nroles["a"] contains "c" if input.x`,
      [`2 roles: Simulate as scheduled-deployment → ${CI}`, `3 roles: Simulate as api::${OTHER} → ${OTHER}`],
    ],
    [
      'two keys in one clause',
      `allow if input.session.login in {"api::${CI}", "api::${OTHER}"}`,
      ['2 allow: Simulate'],
    ],
    [
      'a key through a helper and a local',
      `is_ci if {\n\tlogin := input.session.login\n\tlogin == "api::${CI}"\n}\nallow if is_ci`,
      [`6 allow: Simulate as scheduled-deployment → ${CI}`],
    ],
    [
      'a key that is shut out',
      `allow if input.session.login != "api::${CI}"\ndeny if not is_ci\nis_ci if ${is(CI)}`,
      ['2 allow: Simulate', '3 deny: Simulate'],
    ],
    [
      'in small letters',
      `allow if lower(input.session.login) == "api::${CI.toLowerCase()}"`,
      [`2 allow: Simulate as scheduled-deployment → ${CI}`],
    ],
    ['people', 'allow if input.session.login == "jane"', ['2 allow: Simulate']],
    ['broken text', `allow if {\n\t${is(CI)}\n`, [`2 allow: Simulate as scheduled-deployment → ${CI}`]],
  ])('of %s', (_, text, expected) => {
    expect(lenses(P + text, { account: demoInventory })).toEqual(expected);
  });

  it('name a key without an account, and by its name where that is its login', () => {
    expect(lenses(`${P}allow if ${is(CI)}`)).toEqual([`2 allow: Simulate as api::${CI} → ${CI}`]);
    const text = `${P}allow if input.session.login == "scheduled-deployment"`;
    expect(lenses(text, { account: demoInventory, keyLogin: 'name' })).toEqual([
      `2 allow: Simulate as scheduled-deployment → ${CI}`,
    ]);
    expect(lenses(text, { account: demoInventory })).toEqual(['2 allow: Simulate']);
  });
});

it('are about all of a rule, or about the clauses that have none of their own', () => {
  const about = (text: string): (readonly number[] | undefined)[] =>
    listLenses(openPolicy(text)).map(({ clauses }) => clauses);
  expect(about(`${P}allow if ${is(CI)}\nallow if input.a`)).toEqual([undefined]);
  const two = `${P}allow if ${is(CI)}\nallow if ${is(OTHER)}`;
  expect(about(two)).toEqual([[P.length], [two.lastIndexOf('allow')]]);
  const three = `${two}\nallow if input.a`;
  expect(about(three)).toEqual([[P.length, three.lastIndexOf('allow')], [two.lastIndexOf('allow')]]);
});
