/** Policies as an editor has them open, for tests of the features. */
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import type { OpenPolicy } from '../../server/src/core/features/openPolicy.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import type { BuiltinInfo } from '../../server/src/protocol/engine.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';

export interface Opening extends Partial<Omit<OpenPolicy, 'model' | 'account'>> {
  /** Beside the demo account. */
  account?: OpenPolicy['account'];
}

/** 2026-03-01T12:00:00Z. */
const NOON = 1_772_366_400_000_000_000n;

export const demoInventory = buildInventory(demoAccount);

/** Without an account, of v1, unless told. */
export function openPolicy(text: string, opening: Opening = {}): OpenPolicy {
  const { account, ...rest } = opening;
  return { model: buildModel(text), engine: 'v1', account, keyLogin: 'id', builtins: new Map(), now: NOON, ...rest };
}

/** Built-ins of these names, of which nothing else is known. */
export function builtinsNamed(...names: string[]): ReadonlyMap<string, BuiltinInfo> {
  return new Map(
    names.map((name) => [
      name,
      {
        name,
        description: '',
        categories: [],
        args: [],
        result: { name: '', description: '', type: 'any' },
        deprecated: false,
        disabled: false,
        spaceliftOnly: false,
      },
    ]),
  );
}
