/** A rule that fails costs its own findings, and nothing else. */
import { expect, it, vi } from 'vitest';
import type { AnyRule } from '../../../server/src/core/rules/rule.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, PUSHED, TestClient } from '../../support/lspClient.ts';

vi.mock('../../../server/src/core/rules/all.ts', async (load) => {
  const { RULES } = await load<{ RULES: readonly AnyRule[] }>();
  return { RULES: RULES.map((rule) => (rule.id === 'SL025' || rule.id === 'SL013' ? faulty(rule) : rule)) };
});

function faulty({ id }: AnyRule): AnyRule {
  const check = (): never => {
    throw new TypeError('no such thing');
  };
  return { id, check } as AnyRule;
}

/** SL024. */
const TEXT = 'package spacelift\n\nadmin if input.session.member\n';

it.each([
  ['pulled', FULL],
  ['pushed', PUSHED],
])('%s: what the others find is told, the fault once', async (_, capabilities) => {
  const engine = fakeEngine({
    check: () => ({ errors: [] }),
    capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
  });
  const client = await TestClient.connect({ engine, capabilities });
  for (const uri of ['file:///w/login.rego', 'file:///w/other.rego']) {
    await client.open(uri, TEXT);
    const found =
      capabilities === FULL ? await client.diagnostics(uri) : await client.until(() => client.pushes.get(uri));
    expect(found.map(({ code }) => code)).toEqual(['SL024']);
  }
  expect(client.messages).toEqual([
    'A fault of ours: the rule SL013 failed: no such thing. All other rules are checked.',
  ]);
  expect(client.logged).toEqual([
    expect.stringMatching(
      /^In file:\/\/\/w\/login.rego the rule SL013 failed: no such thing\nTypeError[^]*ruleFaults.test/,
    ),
    expect.stringMatching(/^In file:\/\/\/w\/login.rego the rule SL025 failed: no such thing\n/),
  ]);
  await client.end();
});
