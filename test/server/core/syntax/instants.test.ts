import { expect, test } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { listInstants } from '../../../../server/src/core/syntax/values/instants.ts';

const NS = 'input.request.timestamp_ns';

test.each<[string, string, string[]]>([
  ['compared', `${NS} > 1767225600000000000`, ['1767225600000000000']],
  ['compared, to the last nanosecond', `${NS} <= 1767225599999999999`, ['1767225599999999999']],
  ['given to a built-in', 'time.weekday(5) == "Monday"', ['5']],
  ['given with a zone', 'time.clock([5, "Europe/Berlin"])[0] == 9', ['5 Europe/Berlin']],
  ['by a local', 'at := [5, zone]\n\tzone := "Asia/Tokyo"\n\ttime.date(at)[0] == 2026', ['5 Asia/Tokyo']],
  ['both of a difference', 'time.diff(5, [6, "Asia/Tokyo"])[0] == 1', ['5', '6']],
  ['compared, where a zone is read', `${NS} > 7\n\ttime.clock([${NS}, "Asia/Tokyo"])[0] == 9`, ['7 Asia/Tokyo']],
  ['no whole number', `${NS} > 1.5e18`, []],
  ['an hour', `time.clock(${NS})[0] == 9`, []],
  ['given to a function of the same name', 'f(9)\n}\n\nf(x) if {\n\tx == 1', []],
])('instants: %s', (_, condition, expected) => {
  const model = buildModel(`package spacelift\n\nallow if {\n\t${condition}\n}\n`);
  const found = listInstants(model).map(({ nanoseconds, zones }) => [String(nanoseconds), ...zones].join(' '));
  expect(found).toEqual(expected);
});
