import { afterAll, expect, it } from 'vitest';
import { tellConflict } from '../../../../server/src/core/simulation/conflicts.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

async function messageOf(text: string): Promise<string | undefined> {
  const policy = { text: `package spacelift\n${text}`, engine: 'v1' } as const;
  const { outcome } = await engine.ask({ op: 'evaluate', policy, input: '{}', explain: false, timeLimitMs: 5000 });
  return outcome.kind === 'failed' ? outcome.errors.map(tellConflict)[0]?.message : undefined;
}

it.each([
  [
    'allow := true if 1 == 1\nallow := false if 2 == 2',
    '`allow` comes to several values at once: true at line 2 and false at line 3. A rule has one value',
  ],
  [
    'level := x if some x in ["a at line 7", "b"]\nallow if level == "b"',
    '`level` comes to several values at once: "a at line 7" at line 2 and "b" at line 2. A rule has one value',
  ],
  [
    'f(x) := x if x > 0\nf(x) := x + 1 if x > 0\nallow if f(1) == 1',
    '`f` gives several values for the same arguments: 1 at line 2 and 2 at line 3. A function gives one',
  ],
  ['roles[s] := {"a"} if s := "x"\nroles[s] := {"b"} if s := "x"', 'one key gets two values: a rule with keys, '],
  ['x := {k: v | k := "a"; some v in [1, 2]}\nallow if x.a == 1', 'one key gets two values: '],
])('a conflict is told in plain words: %s', async (text, words) => {
  expect(await messageOf(text)).toContain(words);
});

it('leaves other errors alone', () => {
  const error = { code: 'eval_internal_error', message: 'rule x produced conflicting values: 1 at line 3' };
  expect(tellConflict(error)).toBe(error);
});
