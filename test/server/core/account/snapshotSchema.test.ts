import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { parseSnapshot, snapshotSchema } from '../../../../server/src/core/account/snapshotSchema.ts';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
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
    ['spaces.items.4.parentSpace', 'not-shown-01JK5GKEM09MTEXGFXG694BX2X'],
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
    ['keyLogin', 'slug', 'keyLogin: '],
  ])('refuses %s = %j', (path, value, message) => {
    const text = withChange(path, value);
    expect(() => parseSnapshot(text)).toThrow(BadInput);
    expect(() => parseSnapshot(text)).toThrow(message);
  });

  it('counts what else is wrong', () => {
    expect(() => parseSnapshot('{"version": 1, "name": 7}')).toThrow(/^name: .* \(and 5 more\)$/);
  });

  it.each(['', '{', 'null', '[]', '7', '"demo"'])('refuses %s', (text) => {
    expect(() => parseSnapshot(text)).toThrow(BadInput);
  });
});
