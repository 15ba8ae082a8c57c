/** Policies that are large in one way or the other are judged as well. */
import { expect, test } from 'vitest';
import { findByRules } from '../../../../support/findings.ts';

const COUNT = 1000;
const inTwoZones =
  'time.weekday(input.request.timestamp_ns) == "Monday"; time.clock([input.request.timestamp_ns, "Asia/Tokyo"])[0] > 3';
const numbers = Array.from({ length: COUNT }, (_, index) => index);

test.each([
  ['a chain of helper rules', numbers.map((n) => `h${String(n)} if h${String(n + 1)}`), 'input.session.member'],
  [
    'a chain of helper rules that read times in two zones',
    numbers.map((n) => `h${String(n)} if { h${String(n + 1)}; ${inTwoZones} }`),
    'input.session.member',
  ],
  ['a chain of negated ones', numbers.map((n) => `h${String(n)} if not h${String(n + 1)}`), 'input.session.member'],
  [
    'helper rules that ask two each',
    numbers.slice(0, 60).map((n) => `h${String(n)} if { h${String(n + 1)}; h${String(n + 2)} }`),
    'input.session.login == "ada"',
  ],
])('%s', (_, rules, end) => {
  const last = rules.length;
  const ends = [last, last + 1].map((n) => `h${String(n)} if ${end}`);
  const heads = ['allow', 'admin', 'deny', 'deny_admin', 'sample'].map((name) => `${name} if h0`);
  const found = findByRules(`package spacelift\n${[...heads, ...rules, ...ends].join('\n')}\n`);
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
});
