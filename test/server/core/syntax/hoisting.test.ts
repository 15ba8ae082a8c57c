import { afterAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { hoistedFrom } from '../../../../server/src/core/syntax/hoisting.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** What is under `not`, and what of it needs a value all the same. None: `not` holds where there is no `input.x`. */
const conditions: [term: string, ...hoisted: string[]][] = [
  ['input.x'],
  ['input.x.y[0]'],
  ['input.x == 1'],
  ['1 = input.x'],
  ['input.x == input.y'],
  ['input.x[0] == "a"'],
  ['is_one'],
  ['input.x != 1', 'input.x'],
  ['input.x > 1', 'input.x'],
  ['1 in input.x', 'input.x'],
  ['input.x in {1, 2}', 'input.x'],
  ['startswith(input.x, "a")', 'input.x'],
  ['startswith(lower(input.x), "a")', 'lower(input.x)', 'input.x'],
  ['lower(input.x) == "a"', 'lower(input.x)', 'input.x'],
  ['net.cidr_contains("10.0.0.0/8", address)', 'address'],
  ['f(input.x)', 'input.x'],
  ['known[input.x]', 'input.x'],
  ['{"a": true}[input.x]', 'input.x'],
  ['[input.x] == [1]', 'input.x'],
  ['{"a": [input.x]}', 'input.x'],
  ['count([1 | input.x]) == 1', 'count([1 | input.x])'],
];

const REST = {
  v1: 'is_one if input.x == 1\nf(x) if x == 1\nknown := {1}\naddress := input.x\n',
  v0: 'import future.keywords.in\nis_one { input.x == 1 }\nf(x) { x == 1 }\nknown := {1}\naddress := input.x\n',
};

describe.each(['v0', 'v1'] as const)('%s', (version) => {
  it.each(conditions)('not %s', async (condition, ...hoisted) => {
    const body = version === 'v0' ? `{ not ${condition} }` : `if { not ${condition} }`;
    const text = `package spacelift\n${REST[version]}deny ${body}\n`;
    const model = buildModel(text);
    const expression = model.rulesNamed('deny')[0]?.body?.expressions[0];
    const terms = expression?.kind === 'term' ? hoistedFrom(expression.term) : [];
    expect(terms.map(({ from, to }) => text.slice(from, to))).toEqual(hoisted);

    const policy = { text, engine: version };
    const { outcome } = await engine.ask({
      op: 'evaluate',
      policy,
      input: '{"y": 1}',
      explain: false,
      timeLimitMs: 5000,
    });
    const needsInput = hoisted.some((term) => /^(?:input|address)/.test(term));
    expect(outcome).toMatchObject({ kind: 'decided', result: { deny: !needsInput } });
  });
});
