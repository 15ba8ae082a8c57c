import { describe, expect, it } from 'vitest';
import { findRule, listAsked, listAskers, type RuleCalls } from '../../../../server/src/core/features/callHierarchy.ts';
import { openPolicy } from '../../../support/openPolicy.ts';
import { readMarked } from '../../../support/marked.ts';

/** The rule at `$0`, who asks it and whom it asks, with the lines where that is. */
function hierarchy(source: string): { rule: string | undefined; askers: string[]; asked: string[] } {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text);
  const rule = findRule(policy, carets[0] ?? 0);
  const show = ({ rule: { name }, ranges }: RuleCalls): string =>
    [name, ...ranges.map(({ start }) => start.line + 1)].join(' ');
  const name = rule?.name ?? '';
  return { rule: rule?.name, askers: listAskers(policy, name).map(show), asked: listAsked(policy, name).map(show) };
}

const P = 'package spacelift\n';

describe('the hierarchy of rules', () => {
  it.each<[string, string, ReturnType<typeof hierarchy>]>([
    [
      'a helper',
      `${P}allow if { $0h; h }\nadmin if h\nh if f(1)\nf(x) := g if x\ng := 1`,
      {
        rule: 'h',
        askers: ['allow 2 2', 'admin 3'],
        asked: ['f 4'],
      },
    ],
    [
      'through data and an import',
      `${P}import data.spacelift.h as g\n$0h := 1\na := data.spacelift.h\nb := g`,
      {
        rule: 'h',
        askers: ['a 4', 'b 5'],
        asked: [],
      },
    ],
    [
      'at the name of an import',
      `${P}import data.spacelift.h as g\nh := 1\nb := $0g`,
      { rule: 'h', askers: ['b 4'], asked: [] },
    ],
    ['what asks itself', `${P}$0f(x) := f(x)`, { rule: 'f', askers: ['f 2'], asked: ['f 2'] }],
    ['broken text', `${P}$0h if {\n\tg ==\n\ng := 1`, { rule: 'h', askers: [], asked: ['g 3'] }],
    ['no rule', `${P}allow if input.$0a`, { rule: undefined, askers: [], asked: [] }],
    ['nothing', '$0', { rule: undefined, askers: [], asked: [] }],
  ])('of %s', (_, source, expected) => {
    expect(hierarchy(source)).toEqual(expected);
  });
});
