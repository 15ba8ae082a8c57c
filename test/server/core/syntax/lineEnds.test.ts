import { expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';

it.each<[written: string, literal: string, value: string]>([
  ['"ci-cd\r\n', '"ci-cd', 'ci-cd'],
  ['"\r\n', '"', ''],
  ['"ci-cd\\\r\n', '"ci-cd', 'ci-cd'],
  ['"ci-cd"\r\n', '"ci-cd"', 'ci-cd'],
  ['"ci\rcd"\r\n', '"ci\rcd"', 'ci\rcd'],
  ['"ci-cd\r"\r\n', '"ci-cd\r"', 'ci-cd\r'],
  ['`ci\r\ncd`\r\n', '`ci\r\ncd`', 'ci\r\ncd'],
])('a text ends before the end of its line, which is CRLF: %j', (written, literal, value) => {
  const text = `package spacelift\r\n\r\nallow if input.session.login == ${written}\r\ndeny if true\r\n`;
  const { literals, rules } = buildModel(text);
  const [first] = literals;
  expect(first && text.slice(first.from, first.to)).toBe(literal);
  expect(first).toMatchObject({ value });
  expect([...rules.keys()]).toEqual(['allow', 'deny']);
});
