import { afterAll, expect, test } from 'vitest';
import { RESULT_KINDS, type Kind } from '../../../../server/src/core/policy/resultKinds.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** How the engine's types begin. */
const TYPES: Readonly<Record<Kind, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  list: 'array',
  set: 'set',
  object: 'object',
};

test('they are what the engine says', async () => {
  const { builtins } = await engine.ask({ op: 'capabilities' });
  const told = new Map(builtins.map(({ name, result }) => [name, /^\w+/.exec(result.type)?.[0]]));
  const ours = [...RESULT_KINDS].map(([name, kind]) => [name, TYPES[kind]]);
  expect(ours).toEqual(ours.map(([name]) => [name, told.get(name ?? '')]));
});
