import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { OLDEST_OPA, parseSnapshot, snapshotSchema } from '../../../../server/src/core/account/snapshotSchema.ts';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoAccount } from './demoAccount.ts';

/** The demo account with the value at a path replaced; `undefined` leaves it out. */
function withChange(path: string, value: unknown): string {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const copy = structuredClone(demoAccount) as unknown as Record<string, unknown>;
  const holder = steps.reduce((inner, step) => inner[step] as Record<string, unknown>, copy);
  holder[last] = value;
  return JSON.stringify(copy);
}

it('is the schema of AccountSnapshot, no more and no less', () => {
  expectTypeOf<z.output<typeof snapshotSchema>>().toEqualTypeOf<AccountSnapshot>();
});

describe('parseSnapshot', () => {
  it('reads the demo account as it is', () => {
    expect(parseSnapshot(JSON.stringify(demoAccount))).toEqual(demoAccount);
  });

  it.each([
    ['endpoint', 'https://example.app.spacelift.io'],
    ['authorizationScheme', undefined],
    ['keyLogin', 'name'],
    ['apiKeys.items', []],
    ['apiKeys', { state: 'forbidden', at: '2026-11-02T06:00:00Z', items: [], reason: 'no permission' }],
    ['spaces', { ...demoAccount.spaces, state: 'partial', items: demoAccount.spaces.items.slice(2) }],
    ['spaces.items', []],
    ['opaVersion', '0.17.0'],
    ['opaVersion', 'v1.4.2'],
    ['apiKeys.items.0.expiresAt', '9999-12-31T23:59:59Z'],
  ])('takes %s = %j', (path, value) => {
    expect(parseSnapshot(withChange(path, value)).version).toBe(1);
  });

  it.each([
    ['version', undefined, '"version": 1 is missing'],
    ['version', 2, 'version: this build reads account snapshots of version 1, and not 2'],
    ['version', '1', 'and not "1"'],
    ['name', '', 'name: is empty'],
    ['spaces', undefined, 'spaces: '],
    ['spaces.state', 'done', 'spaces.state: '],
    ['spaces.at', 'yesterday', 'spaces.at: "yesterday" is no instant'],
    ['spaces.items.3.parentSpace', 7, 'spaces.items[3].parentSpace: '],
    ['spaces.items.3.parentSpace', null, 'spaces.items[3].parentSpace: '],
    ['spaces.items.2.parentSpace', demoAccount.spaces.items[3]?.id, 'spaces.items[2].parentSpace: leads back'],
    ['spaces.items.0.parentSpace', 'root', 'spaces.items[0].parentSpace: leads back'],
    ['spaces.items.3.id', 'root', 'spaces.items[3]: "root" is here twice'],
    ['roles.items.1.slug', 'space-admin', 'roles.items[1]: "space-admin" is here twice'],
    ['roles.items.1.action', [], 'action'],
    ['apiKeys.items.0.expiresAt', '2026-11-24', 'apiKeys.items[0].expiresAt: "2026-11-24" is a date without'],
    ['apiKeys.items.0.type', 'secret', 'apiKeys.items[0].type: '],
    ['apiKeys.state', 'failed', 'apiKeys.items: has items, though the state is "failed"'],
    ['endpoint', 'http://example.app.spacelift.io', 'endpoint: is no https address'],
    ['opaVersion', 'latest', 'opaVersion: is no release of OPA'],
    ['opaVersion', '0.16.9', 'opaVersion: is older than 0.17.0'],
    ['opaVersion', 'v0.1.0', 'opaVersion: is older than 0.17.0'],
    [
      'spaces.items.4.parentSpace',
      'not-shown-01JK5GKEM09MTEXGFXG694BX2X',
      'spaces.items[4].parentSpace: no space has the id "not-shown-01JK5GKEM09MTEXGFXG694BX2X": where some spaces may be missing, the state is "partial"',
    ],
    ['spaces.items.4.parentSpace', undefined, 'spaces.items[4].parentSpace: is missing: every space but "root"'],
    ['spaces.items.0.id', 'rot', 'spaces.items: has no space "root"'],
    ['keyLogin', 'slug', 'keyLogin: '],
  ])('refuses %s = %j', (path, value, message) => {
    const text = withChange(path, value);
    expect(() => parseSnapshot(text)).toThrow(BadInput);
    expect(() => parseSnapshot(text)).toThrow(message);
  });

  it("reads OPA's release without the v of its tags", () => {
    expect(parseSnapshot(withChange('opaVersion', 'v1.4.2')).opaVersion).toBe('1.4.2');
  });

  it('counts what else is wrong', () => {
    expect(() => parseSnapshot('{"version": 1, "name": 7}')).toThrow(/^name: .* \(and 5 more\)$/);
  });

  it.each(['', '{', 'null', '[]', '7', '"demo"'])('refuses %s', (text) => {
    expect(() => parseSnapshot(text)).toThrow(BadInput);
  });
});

describe('the oldest release of OPA', () => {
  const engine = startEngine();
  afterAll(() => engine.dispose());

  it('is the first that the engine can imitate', async () => {
    const ask = (opaVersion: string): Promise<unknown> => engine.ask({ op: 'capabilities', opaVersion });
    await expect(ask(OLDEST_OPA)).resolves.toBeDefined();
    await expect(ask('0.16.99')).rejects.toThrow('older than any release');
  });
});
