import { expect, it } from 'vitest';
import demo from '../../../demo/account.json' with { type: 'json' };
import { BadInput } from '../../../server/src/core/badInput.ts';
import { Snapshots } from '../../../server/src/lsp/snapshots.ts';

const textOf = (name: string): string => JSON.stringify({ ...demo, name });

it('are read once, as long as they are in use', () => {
  const snapshots = new Snapshots();
  const [a, b] = ['a', 'b'].map((name) => snapshots.read(textOf(name)));
  expect([a?.account.name, b?.account.name]).toEqual(['a', 'b']);
  expect(snapshots.read(textOf('a'))).toBe(a);
  snapshots.read(textOf('c'));
  expect(snapshots.read(textOf('a'))).toBe(a);
  expect(snapshots.read(textOf('b'))).not.toBe(b);
});

it('are not remembered where there is none', () => {
  const snapshots = new Snapshots();
  expect(() => snapshots.read('{}')).toThrow(BadInput);
  expect(() => snapshots.read('{}')).toThrow(BadInput);
});
