import { expect, it } from 'vitest';
import { printAsked } from '../../../../server/src/core/simulation/variants.ts';
import { readLogin } from '../../../../server/src/core/simulation/login.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { demoInventory } from '../account/demoAccount.ts';

interface Lists {
  spaces: unknown[];
  roles: unknown[];
}

function listsFor(text: string): string[] {
  const login = readLogin({ key: 'terraform-prod' }, demoInventory, 0n);
  const asked = JSON.parse(printAsked(login, buildModel(`package spacelift\n\n${text}\n`))) as Lists;
  const whole = JSON.parse(login.input) as Lists;
  expect(whole.spaces.length * whole.roles.length).toBeGreaterThan(0);
  expect({ ...asked, spaces: whole.spaces, roles: whole.roles }).toEqual(whole);
  return (['spaces', 'roles'] as const).filter((list) => asked[list].length === whole[list].length);
}

it.each<[string, string[]]>([
  ['allow { input.session.member }', []],
  ['allow if input.session.login == "spaces"', []],
  ['allow { input.spaces[_].name == "production" }', ['spaces']],
  ['allow if some role in input.roles', ['roles']],
  ['allow if count(input["roles"]) > count(input["spaces"])', ['spaces', 'roles']],
  ['import input.spaces\n\nallow { spaces[_].name == "x" }', ['spaces']],
  ['import input as request\n\nallow { request.roles[_] }', ['roles']],
  ['allow { given := input; given.spaces[_] }', ['spaces', 'roles']],
  ['allow { {"spaces": [_, _]} = input }', ['spaces', 'roles']],
  ['allow { name := "spaces"; input[name][_] }', ['spaces', 'roles']],
  ['allow { list(input) }\n\nlist(given) { given.spaces[_] }', ['spaces', 'roles']],
  ['allow { walk(input, [path, value]) }', ['spaces', 'roles']],
  ['allow { object.get(input, "spaces", [])[_] }', ['spaces', 'roles']],
  ['allow { input.session.member; ', ['spaces', 'roles']],
  ['all := [list | list := input[_]]', ['spaces', 'roles']],
  ['allow { sprintf("%v", [input]) != "" }', ['spaces', 'roles']],
])('a policy is given at least the lists that it can read: %s', (text, lists) => {
  expect(listsFor(text)).toEqual(expect.arrayContaining(lists));
});

it('a policy that reads neither is given neither', () => {
  expect(listsFor('allow { input.session.member; input.request.remote_ip }')).toEqual([]);
});

it('what was given whole stays as it is', () => {
  const input = '{"session":{"login":"a"},  "spaces":[1]}';
  const login = readLogin({ input }, demoInventory, 0n);
  expect(printAsked(login, buildModel('package spacelift\n\nallow { true }\n'))).toBe(input);
});
