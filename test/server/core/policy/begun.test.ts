import { describe, expect, it } from 'vitest';
import { mayBecomeLogin } from '../../../../server/src/core/policy/begun.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';

describe('what may become a login policy', () => {
  it.each([
    ['', true],
    ['al', true],
    ['# a comment', true],
    ['package spacelift\n\n', true],
    ['package ', true],
    ['package spacelift\n\nhelper if input.session.member\n', true],
    ['package spacelift\n\ndeny if input.', true],
    ['# spacelift: type=login\n', true],
    ['# spacelift: type=plan\npackage spacelift\n', false],
    ['package terraform\n', false],
    ['package spacelift\n\ndeny contains "no" if input.terraform.resource_changes\n', false],
    ['package spacelift\n\napprove if input.reviews\n\nreject if false\n', false],
  ])('%j: %s', (text, expected) => {
    expect(mayBecomeLogin(buildModel(text))).toBe(expected);
  });
});
