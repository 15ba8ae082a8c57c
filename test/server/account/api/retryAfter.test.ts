import { describe, expect, test } from 'vitest';
import { RolesDocument, SpacesDocument } from '../../../../server/src/account/generated/documents.ts';
import { data, failure, HOUR, openApi, startSpacelift, type Answering, type Reply } from './fakeSpacelift.ts';

const ROLES_ONCE = ['ApiKeyUser', 'Roles'];

/** Answers the question about roles, the last of these for ever. */
function onRoles(...replies: Reply[]): Answering {
  return ({ operation }, nth) => (operation === 'Roles' ? replies[Math.min(nth, replies.length) - 1] : undefined);
}

describe('Retry-After holds for every question', () => {
  const limited = (seconds: number): Reply => ({
    status: 429,
    headers: { 'retry-after': String(seconds) },
    text: '',
  });

  test('for long: nothing more is sent until then', async () => {
    const server = await startSpacelift({ answer: onRoles(limited(3600), data({ roles: [] })) });
    const { api, clock, time } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toMatch(/^limited: /);
    clock.ms += HOUR / 2;
    expect(await failure(api.request(SpacesDocument, {}))).toBe(
      `limited: ${server.host} was asked too often (429). Try again in 30 minutes.`,
    );
    expect(server.operations()).toEqual(ROLES_ONCE);
    expect(time.pauses).toEqual([]);
    clock.ms += HOUR / 2;
    await api.request(SpacesDocument, {});
    await api.request(RolesDocument, {});
  });

  test('for a while: what is left of it is waited for', async () => {
    const server = await startSpacelift({ answer: onRoles(limited(12)) });
    const { api, clock, time } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toMatch(/^limited: /);
    expect(time.pauses.splice(0)).toEqual([12_000, 12_000]);
    clock.ms += 5_000;
    await api.request(SpacesDocument, {});
    expect(time.pauses).toEqual([7_000]);
  });

  test("not once this computer's clock has been set back", async () => {
    const server = await startSpacelift({ answer: onRoles(limited(3600)) });
    const { api, clock } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toMatch(/^limited: /);
    clock.ms -= 5 * HOUR;
    await api.request(SpacesDocument, {});
    expect(server.operations()).toEqual([...ROLES_ONCE, 'Spaces']);
  });
});
