import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../../server/src/core/account/inventory.ts';
import { suggest } from '../../../../../server/src/core/features/suggestions/suggest.ts';
import { parseInstant } from '../../../../../server/src/core/simulation/instant.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import { demoAccount } from '../../account/demoAccount.ts';

/** A Tuesday. */
const NOW = parseInstant('2026-03-03T08:30:00Z');

/** Of rules that stand from line 2 on. */
function suggestFor(rules: string): ReturnType<typeof suggest> {
  return suggest({ model: buildModel(`package spacelift\n\n${rules}\n`), now: NOW, account: undefined });
}

describe('addresses', () => {
  const nets = (...networks: string[]): string =>
    `nets := ${JSON.stringify(networks)}\nallow if net.cidr_contains(nets[_], input.request.remote_ip)`;

  it.each<[string, string[], object[]]>([
    [
      'inside, last inside and outside of a network',
      ['10.0.0.0/8'],
      [{ inside: '10.0.0.1', lastInside: '10.255.255.255', outside: '11.0.0.0' }],
    ],
    ['one address', ['192.0.2.7/32'], [{ inside: '192.0.2.7', outside: '192.0.2.8' }]],
    ['two addresses', ['192.0.2.6/31'], [{ inside: '192.0.2.6', lastInside: '192.0.2.7', outside: '192.0.2.8' }]],
    [
      'IPv6',
      ['2001:db8:50::/48'],
      [
        {
          inside: '2001:db8:50::1',
          lastInside: '2001:db8:50:ffff:ffff:ffff:ffff:ffff',
          outside: '2001:db8:51::',
        },
      ],
    ],
    [
      'outside of its neighbours too',
      ['10.1.0.0/16', '10.0.0.0/16', '10.2.0.0/16'],
      [{ outside: '10.3.0.0' }, { outside: '10.3.0.0' }, { outside: '10.3.0.0' }],
    ],
  ])('%s', (_name, networks, expected) => {
    const { addresses } = suggestFor(nets(...networks));
    expect(addresses).toMatchObject(expected);
    expect(addresses.map(({ network }) => network)).toEqual(networks);
    expect(addresses.every(({ line }) => line === 2)).toBe(true);
  });

  it('nothing beyond the last address', () => {
    expect(suggestFor(nets('255.255.255.0/24')).addresses[0]).not.toHaveProperty('outside');
  });
});

describe('instants', () => {
  const window = (conditions: string, zone = 'UTC'): string => `allow if {
  now := [input.request.timestamp_ns, "${zone}"]
  weekday := time.weekday(now)
  [hour, minute, _] := time.clock(now)
  ${conditions}
}`;

  it.each<[string, string, string, string, string]>([
    ['hours', window('hour >= 9; hour < 17'), '2026-03-03T09:00:00Z', '2026-03-03T16:59:59.999999999Z', 'UTC'],
    ['hours up to one', window('hour <= 4'), '2026-03-04T00:00:00Z', '2026-03-04T04:59:59.999999999Z', 'UTC'],
    [
      'a weekday and hours of another zone',
      window('weekday in {"Tuesday", "Thursday"}; hour >= 2; hour < 4', 'Europe/Berlin'),
      '2026-03-05T01:00:00Z',
      '2026-03-05T02:59:59.999999999Z',
      'Europe/Berlin',
    ],
    ['not', window('not hour < 9'), '2026-03-03T09:00:00Z', '2026-03-03T23:59:59.999999999Z', 'UTC'],
    [
      'two days that are left out',
      window('not weekday in {"Saturday", "Sunday"}'),
      '2026-03-09T00:00:00Z',
      '2026-03-06T23:59:59.999999999Z',
      'UTC',
    ],
  ])('%s', (_name, rules, first, last, zone) => {
    const { instants } = suggestFor(rules);
    expect(instants).toMatchObject([
      { side: 'firstInside', at: first, zone },
      { side: 'lastInside', at: last, zone },
      { side: 'firstOutside', zone },
    ]);
  });

  it('are at the line of the first condition', () => {
    expect(suggestFor(window('hour >= 9; hour < 17')).instants.map(({ line }) => line)).toEqual([6, 6, 6]);
  });

  it.each<[string, string, [string, string][]]>([
    [
      'an end that has gone by',
      'allow if input.request.timestamp_ns < 1735689600000000000',
      [
        ['lastInside', '2024-12-31T23:59:59.999999999Z'],
        ['firstOutside', '2025-01-01T00:00:00Z'],
      ],
    ],
    [
      'an instant as text',
      'allow if input.request.timestamp_ns >= time.parse_rfc3339_ns("2030-01-01T00:00:00+01:00")',
      [
        ['from', '2029-12-31T23:00:00Z'],
        ['before', '2029-12-31T22:59:59.999999999Z'],
      ],
    ],
  ])('%s', (_name, rules, expected) => {
    expect(suggestFor(rules).instants.map(({ side, at }) => [side, at])).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a window that never is', window('hour < 2; hour > 4')],
    ['what is computed', window('hour + minute > 9')],
    ['a zone that nobody knows', window('hour > 9', 'Mars/Olympus')],
  ])('none for %s', (_name, rules) => {
    expect(suggestFor(rules).instants).toEqual([]);
  });
});

it('zones, logins and teams', () => {
  const rules = `allow if input.session.login == "api::01K44Q1800G06J1SMARHACGFEH"
allow if "DevOps" in input.session.teams
deny if time.weekday([input.request.timestamp_ns, "Europe/Berlin"]) == "Sunday"`;
  expect(suggestFor(rules)).toMatchObject({
    zones: ['Europe/Berlin'],
    logins: ['api::01K44Q1800G06J1SMARHACGFEH'],
    teams: ['DevOps'],
  });
});

it('actions, those of the account too', () => {
  const model = buildModel('package spacelift');
  const [role] = demoAccount.roles.items;
  const roles = { ...demoAccount.roles, items: role ? [{ ...role, actions: ['RUN_TRIGGER', 'MODULE_POLISH'] }] : [] };
  const account = buildInventory({ ...demoAccount, roles });
  const { actions } = suggest({ model, now: NOW, account });
  expect(actions).toContain('module:polish');
  expect(actions.filter((action) => action === 'run:trigger')).toHaveLength(1);
});
