import { describe, expect, test } from 'vitest';
import { loosenessOf } from '../../../../../server/src/core/rules/patterns/looseness.ts';
import type { Test } from '../../../../../server/src/core/syntax/values/conditions.ts';

const passes: Readonly<Partial<Record<Test, (text: string, login: string) => boolean>>> = {
  prefix: (text, login) => login.startsWith(text),
  suffix: (text, login) => login.endsWith(text),
  part: (text, login) => login.includes(text),
  regex: (text, login) => new RegExp(text.replace('(?i)', '')).test(login),
};

test.each<[Test, string, string, (string | undefined)?]>([
  ['part', '@example.com', 'anywhere', 'me@example.com.attacker.net'],
  ['part', 'example.com', 'anywhere', 'me@example.com.attacker.net'],
  ['part', 'ada@example.com', 'anywhere', 'ada@example.com.attacker.net'],
  ['part', 'ada@', 'anywhere', 'ada@attacker.net'],
  ['part', 'admin', 'anywhere', 'not-admin'],
  ['prefix', 'ada@', 'goesOn', 'ada@attacker.net'],
  ['prefix', 'ada@example.com', 'goesOn', 'ada@example.com.attacker.net'],
  ['suffix', 'example.com', 'domain', 'me@not-example.com'],
  ['suffix', 'mail.example.co.uk', 'domain', 'me@not-mail.example.co.uk'],
  ['prefix', 'admin', 'begins', 'admin-mallory'],
  ['suffix', 'prod', 'ends', 'not-prod'],
  ['regex', '^admin', 'begins', 'admin-mallory'],
  ['regex', 'prod$', 'ends', 'not-prod'],
  ['glob', 'admin*', 'begins', 'admin-mallory'],
  ['regex', 'example.com', 'anywhere'],
  ['regex', String.raw`example\.com`, 'anywhere', 'me@example.com.attacker.net'],
  ['regex', String.raw`@example\.com`, 'anywhere', 'me@example.com.attacker.net'],
  ['regex', String.raw`.*@example\.com.*`, 'anywhere', 'me@example.com.attacker.net'],
  ['regex', String.raw`^ada@example\.com`, 'goesOn', 'ada@example.com.attacker.net'],
  ['regex', String.raw`^[^@]+@example\.com`, 'goesOn'],
  ['regex', String.raw`^.+@(example|other)\.com`, 'anywhere'],
  ['regex', String.raw`example\.com$`, 'domain', 'me@not-example.com'],
  ['regex', String.raw`(?i)^.*example\.com$`, 'domain', 'me@not-example.com'],
  ['regex', String.raw`ada|grace`, 'anywhere', 'not-ada'],
  ['regex', String.raw`^ada@example\.com$|grace@`, 'anywhere', 'grace@attacker.net'],
  ['regex', String.raw`^ada@example\.com|grace@example\.com$`, 'alternatives'],
  ['regex', String.raw`^ada@a\.com|bob@a\.com|eve@a\.com$`, 'alternatives'],
  ['regex', '^[^@]+@example.com$', 'dot', 'me@examplexcom'],
  ['glob', '*example.com', 'domain', 'me@not-example.com'],
  ['glob', '*@example.com*', 'anywhere', 'me@example.com.attacker.net'],
  ['glob', 'ada@*', 'goesOn', 'ada@attacker.net'],
])('%s %s: %s, %s', (kind, text, expected, example) => {
  expect(loosenessOf(kind, text)).toEqual({ kind: expected, example });
  if (example !== undefined && passes[kind]) expect(passes[kind](text, example)).toBe(true);
});

describe('tight enough', () => {
  test.each<[Test, string]>([
    ['prefix', 'ci-'],
    ['prefix', 'api::'],
    ['prefix', 'api::01K44Q1800G06J1SMARHACGFEH'],
    ['part', 'api::01K44Q1800G06J1SMARHACGFEH'],
    ['part', '@'],
    ['part', '::'],
    ['suffix', '-dev'],
    ['suffix', '@example.com'],
    ['suffix', '-admin@example.com'],
    ['suffix', '.example.com'],
    ['suffix', 'admin@example.com'],
    ['regex', '^[a-z]+prod$'],
    ['regex', '^ci-'],
    ['regex', '-dev$'],
    ['regex', '^api::'],
    ['regex', '^ada$'],
    ['regex', '@'],
    ['regex', '.*'],
    ['regex', String.raw`@example\.com$`],
    ['regex', String.raw`(?i)^[^@]+@example\.com$`],
    ['regex', String.raw`^(ada|grace)@example\.com$`],
    ['regex', String.raw`^ada@example\.com$|^grace@example\.com$`],
    ['regex', String.raw`^[a-z.|]+@example\.com$`],
    ['regex', '^ci-.*$'],
    ['glob', '*@example.com'],
    ['glob', 'ci-*'],
    ['glob', '*'],
    ['==', 'example.com'],
  ])('%s %s', (kind, text) => {
    expect(loosenessOf(kind, text)).toBeUndefined();
  });
});
