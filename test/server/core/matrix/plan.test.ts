import { describe, expect, it } from 'vitest';
import { planSessions, type PlanOptions, type SessionPlan } from '../../../../server/src/core/matrix/plan.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { accountOf } from '../access/tree.ts';
import { demoAccount, demoInventory, keyId } from '../account/demoAccount.ts';

/** 2026-03-03T08:30:00Z, a Tuesday. */
const NOW = 1_772_526_600_000_000_000n;

function plan(rules: string, options: Partial<PlanOptions> = {}): SessionPlan {
  return planSessions([buildModel(`package spacelift\n\n${rules}\n`)], { now: NOW, ...options });
}

/** `key ci-cd-dev: {"key":…}` */
function listWho({ candidates }: SessionPlan): string[] {
  return candidates.map(
    ({ kind, name, sessions }) => `${kind} ${name}: ${sessions.map((one) => JSON.stringify(one)).join(' ')}`,
  );
}

const addressesOf = ({ addresses }: SessionPlan): (string | undefined)[] => addresses.map(({ ip }) => ip);
const instantsOf = ({ instants }: SessionPlan): (string | undefined)[] => instants.map(({ at }) => at);

describe('who logs in', () => {
  it('is whom the policy names, where there is no account', () => {
    const id = `api::${keyId('ci-cd-dev')}`;
    const rules = `allow if input.session.login in {"alice@example.com", "${id}", "ci-cd"}
admin if "Platform" in input.session.teams
deny if not input.session.member`;
    expect(listWho(plan(rules))).toEqual([
      'person alice@example.com: {"login":"alice@example.com"}',
      `key ${id}: {"key":"${id}"}`,
      'person ci-cd: {"login":"ci-cd"}',
      'team Platform: {"teams":["Platform"]}',
      'member : {"teams":[]}',
      'outsider : {"teams":[],"member":false}',
      'person alice@example.com as no member: {"login":"alice@example.com","member":false}',
    ]);
  });

  it('is every key that can log in, in both forms where the login is read', () => {
    const read = plan('allow if startswith(input.session.login, "ci-")', { account: demoInventory });
    const id = keyId('ci-cd-dev');
    expect(listWho(read)).toContain(`key ci-cd-dev: {"key":"${id}","loginAs":"id"} {"key":"${id}","loginAs":"name"}`);
    expect(listWho(read)).toContain(`key break-glass: {"key":"${keyId('break-glass')}"}`);
    expect(read.candidates.map(({ name }) => name)).not.toContain('retired-runner');
    expect(read.leftOut).toEqual(["2 API keys of the account can't log in (deleted, or expired by now)"]);
    const unread = plan('allow if input.session.member', { account: demoInventory });
    expect(listWho(unread)).toContain(`key ci-cd-dev: {"key":"${id}"}`);
  });

  it.each([
    ['name', {}, 'name'],
    [undefined, { keyLogin: 'id' }, undefined],
  ] as const)('is a key in one form, where that is settled', (keyLogin, changes, loginAs) => {
    const account = accountOf(demoAccount.spaces.items, changes);
    const { candidates } = plan('allow if input.session.login == "ci"', { account, keyLogin });
    const key = candidates.find(({ name }) => name === 'ci-cd-dev');
    expect(key?.sessions).toEqual([{ key: keyId('ci-cd-dev'), ...(loginAs && { loginAs }) }]);
  });

  it('is a key once, also where the policy names it', () => {
    const id = keyId('ci-cd-dev');
    const named = plan(`allow if input.session.login in {"ci-cd-dev", "api::${id}", "retired-runner", "api::01GONE"}`, {
      account: demoInventory,
    });
    expect(named.candidates.filter(({ name }) => name.includes('ci-cd-dev') || name.includes(id))).toHaveLength(1);
    expect(named.candidates.find(({ name }) => name === 'retired-runner')?.state).toBe('deleted');
    expect(named.candidates.find(({ name }) => name === 'api::01GONE')?.state).toBe('unknown');
  });

  it('is every team that is reported or named, under logins that fit what is asked of them', () => {
    const rules = `admin if {
  endswith(input.session.login, "@example.com")
  "Auditors" in input.session.teams
}`;
    const teams = plan(rules, { account: demoInventory }).candidates.filter(({ kind }) => kind === 'team');
    expect(teams.map(({ name, origin }) => `${origin}: ${name}`)).toEqual([
      ...[...demoAccount.teams.items].sort().map((team) => `account: ${team}`),
      'policy: Auditors',
    ]);
    expect(teams[0]?.sessions).toEqual([
      { teams: ['Contractors'] },
      { teams: ['Contractors'], login: 'somebody@example.com' },
    ]);
  });

  it('has the teams that one clause asks for together', () => {
    const rules = `admin if {
  "A" in input.session.teams
  "B" in input.session.teams
}
allow if {
  input.session.login == "alice"
  "C" in input.session.teams
}`;
    const who = listWho(plan(rules));
    expect(who).toContain('team A + B: {"teams":["A","B"]}');
    expect(who).toContain('person alice + C: {"login":"alice","teams":["C"]}');
  });

  it('has the teams, and the people with teams, that a clause asks for through others', () => {
    const rules = `is_boss if input.session.login == "ada"
is_staff if "Staff" in input.session.teams
is_guest if {
  "Guests" in input.session.teams
  "Away" in input.session.teams
}
allow if {
  is_boss
  "Platform" in input.session.teams
  is_staff
  not is_guest
}`;
    expect(listWho(plan(rules)).filter((one) => one.includes(' + '))).toEqual([
      'person ada + Away + Guests + Platform + Staff: {"login":"ada","teams":["Away","Guests","Platform","Staff"]}',
      'person ada + Platform + Staff: {"login":"ada","teams":["Platform","Staff"]}',
    ]);
  });

  it('is somebody whom one rule lets in and another refuses', () => {
    const rules = `is_staff if "Staff" in input.session.teams
allow if is_staff
allow if input.session.login in {"alice", "bob"}
admin if "Platform" in input.session.teams
deny if "Contractors" in input.session.teams
deny if input.session.login == "mallory"`;
    const who = listWho(plan(rules)).filter((one) => one.includes(' + '));
    expect(who).toEqual([
      'person alice + Contractors: {"login":"alice","teams":["Contractors"]}',
      'person mallory + Platform: {"login":"mallory","teams":["Platform"]}',
      'person mallory + Staff: {"login":"mallory","teams":["Staff"]}',
      'team Contractors + Platform: {"teams":["Contractors","Platform"]}',
      'team Contractors + Staff: {"teams":["Contractors","Staff"]}',
    ]);
  });

  const teams = (count: number, name: string): string =>
    JSON.stringify(Array.from({ length: count }, (_, index) => `${name} ${index}`));

  it('says so where there are too many of these', () => {
    const each = (rule: string, names: string): string =>
      (JSON.parse(names) as string[]).map((name) => `${rule} if "${name}" in input.session.teams`).join('\n');
    const { leftOut } = plan(`${each('allow', teams(10, 'In'))}\n${each('deny', teams(5, 'Out'))}`);
    expect(leftOut).toEqual(['2 mixes of who is let in by one rule and refused, or given roles, by another']);
  });

  it('is one of those who stand in the same lists', () => {
    const { candidates, leftOut } = plan(`allow if ${teams(30, 'In')}[_] in input.session.teams
deny if ${teams(30, 'Out')}[_] in input.session.teams`);
    expect(leftOut).toEqual([]);
    expect(candidates.filter(({ name }) => name === 'In 0 + Out 0')).toHaveLength(1);
  });

  it('is each of those who stand in several lists of a table', () => {
    const rules = `allow if "T" in input.session.teams
groups := {"a": ["ann"], "b": ["bob", "bill"]}
roles["root"] contains group if {
  some group, people in groups
  input.session.login in people
}`;
    const who = listWho(plan(rules)).filter((one) => one.includes(' + '));
    expect(who).toEqual([
      'person ann + T: {"login":"ann","teams":["T"]}',
      'person bill + T: {"login":"bill","teams":["T"]}',
      'person bob + T: {"login":"bob","teams":["T"]}',
    ]);
  });

  it('is written in other letters, where a policy makes them the same', () => {
    const rules = `allow if lower(input.session.login) == "eve@corp.example"
admin if {
  some team in input.session.teams
  lower(team) == "platform"
}
deny if endswith(lower(input.session.login), "@evil.example")`;
    const who = listWho(plan(rules));
    expect(who).toEqual(
      expect.arrayContaining([
        'person EVE@CORP.EXAMPLE: {"login":"EVE@CORP.EXAMPLE"}',
        'person EVE@corp.example: {"login":"EVE@corp.example"}',
      ]),
    );
    const teams = plan(rules).candidates.flatMap(({ kind, name }) => (kind === 'team' ? [name] : []));
    expect(teams).toEqual(expect.arrayContaining(['PLATFORM', 'Platform', 'platform']));
    const [member] = plan(rules).candidates.filter(({ kind }) => kind === 'member');
    expect(member?.sessions.map(({ login }) => login)).toContain('SOMEBODY@EVIL.EXAMPLE');
  });

  it('has what lets in and what gives roles', () => {
    const rules = `allow if "DevOps" in input.session.teams
roles["root"] contains "space-admin" if input.session.login == "bob"
roles["root"] contains "space-reader" if "DevOps" in input.session.teams`;
    const who = listWho(plan(rules)).filter((one) => one.includes(' + '));
    expect(who).toEqual(['person bob + DevOps: {"login":"bob","teams":["DevOps"]}']);
  });

  it('has what meets several parts of teams', () => {
    const rules = `admin if {
  some team in input.session.teams
  startswith(team, "ops-")
  "DevOps" in input.session.teams
}`;
    expect(listWho(plan(rules))).toContain('team DevOps + ops-any: {"teams":["DevOps","ops-any"]}');
  });

  it('is who is let in though another clause makes an exception', () => {
    const rules = `allow if input.session.login != "ann"
allow if "Platform" in input.session.teams`;
    expect(listWho(plan(rules))).toContain('person ann + Platform: {"login":"ann","teams":["Platform"]}');
  });

  it('has logins that fit what is asked of a part of one, and some that do not', () => {
    const rules = `allow if {
  [name, domain] := split(input.session.login, "@")
  name != ""
  domain in {"example.com", "example.org"}
}`;
    const [member] = plan(rules).candidates.filter(({ kind }) => kind === 'member');
    expect(member?.sessions.map(({ login }) => login)).toEqual([
      undefined,
      'somebody@example.com',
      'somebody@example.org',
      '@elsewhere',
      '@example.com',
      '@example.org',
      'somebody@elsewhere',
    ]);
  });

  it('says so where policies ask for more parts of logins than are tried', () => {
    const rules = Array.from({ length: 8 }, (_, n) => `allow if endswith(input.session.login, "@${n}.example")`);
    expect(plan(rules.join('\n')).leftOut).toEqual([
      'Logins such as somebody@6.example: policies ask for more parts of logins than are tried',
    ]);
  });

  it('has teams that begin or end as a policy asks', () => {
    const rules = `allow if {
  some team in input.session.teams
  startswith(team, "ops-")
}`;
    expect(listWho(plan(rules))).toContain('team ops-any: {"teams":["ops-any"]}');
  });
});

describe('addresses', () => {
  it('are inside, first, last and just outside of each network', () => {
    const found = plan('allow if net.cidr_contains("10.1.0.0/16", input.request.remote_ip)');
    expect(addressesOf(found)).toEqual([
      '10.0.255.255',
      '10.1.0.0',
      '10.1.0.1',
      '10.1.255.255',
      '10.2.0.0',
      '203.0.113.1',
      '2001:db8::1',
    ]);
    expect(found.networks).toEqual([{ network: '10.1.0.0/16', addresses: [1, 2, 3] }]);
  });

  it('are any, where none is read', () => {
    expect(addressesOf(plan('allow if input.session.member'))).toEqual([undefined]);
  });

  it('are told to be more, where the policy reads them otherwise', () => {
    expect(plan('allow if regex.match("^10", input.request.remote_ip)').leftOut.join()).toContain(
      'reads the address as text',
    );
  });
});

describe('instants', () => {
  const window = `allow if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour >= 2
  hour < 4
  DAY
}`;

  it('are both sides of each bound by the clock that is read, over a day', () => {
    const found = plan(window.replace('DAY', 'true'));
    expect(found.zones).toEqual(['Europe/Berlin']);
    const instants = instantsOf(found);
    expect(instants).toEqual(expect.arrayContaining(['2026-03-04T01:00:00Z', '2026-03-04T03:00:00Z']));
    expect(instants).toContain('2026-03-04T02:59:59.999999999Z');
    expect(instants.every((at = '') => at < '2026-03-04T08:30:01Z')).toBe(true);
  });

  it('are over a week, where weekdays are read', () => {
    const weekday = 'time.weekday([input.request.timestamp_ns, "Europe/Berlin"]) == "Sunday"';
    const instants = instantsOf(plan(window.replace('DAY', weekday)));
    expect(instants).toContain('2026-03-08T01:00:00Z');
    expect(instants).toContain('2026-03-08T02:59:59.999999999Z');
    expect(instants).toContain('2026-03-08T03:00:00Z');
  });

  it('are any, where the time is not read', () => {
    expect(instantsOf(plan('allow if input.session.member'))).toEqual([undefined]);
  });
});

describe('what is chosen', () => {
  const rules = `allow if net.cidr_contains("10.1.0.0/16", input.request.remote_ip)
admin if "Platform" in input.session.teams`;
  const chosen = {
    keys: ['ci-cd-dev'],
    teams: ['Guests'],
    logins: ['bob'],
    addresses: ['192.0.2.7'],
    instants: ['2026-01-01T00:00:00Z'],
  };

  it('comes beside what the policy brings', () => {
    const found = plan(rules, { chosen });
    expect(found.candidates.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'key ci-cd-dev',
      'person bob',
      'team Guests',
      'team Platform',
      'member ',
    ]);
    expect(addressesOf(found)).toContain('192.0.2.7');
    expect(addressesOf(found)).toContain('10.1.0.0');
    expect(found.instants).toEqual([{ at: '2026-01-01T00:00:00Z', isChosen: true }]);
  });

  it('is all there is, where nothing else is wanted', () => {
    const found = plan(rules, { chosen: { teams: ['Guests'], addresses: ['192.0.2.7'], only: true } });
    expect(found.candidates.map(({ name }) => name)).toEqual(['Guests']);
    expect(found.addresses).toEqual([{ ip: '192.0.2.7', isChosen: true }]);
  });

  it.each([
    [{ keys: ['ci-cd-deve'] }, 'did you mean "ci-cd-dev"'],
    [{ addresses: ['10.0.0.0/8'] }, 'is a network'],
    [{ instants: ['tomorrow'] }, 'is no instant'],
  ])('is refused where it is none: %o', (wrong, message) => {
    expect(() => plan(rules, { account: demoInventory, chosen: wrong })).toThrow(message);
  });
});

describe('how many sessions', () => {
  const rules = `allow if net.cidr_contains(["10.1.0.0/16", "10.3.0.0/16"][_], input.request.remote_ip)
deny if time.weekday(input.request.timestamp_ns) == "Sunday"
admin if input.session.login == "alice"`;

  it.each([1, 30, 200])('at most %i, and what is left out is told', (most) => {
    const found = plan(rules, { account: demoInventory, most });
    const who = found.candidates.flatMap(({ sessions, classes }) =>
      sessions.map((session, form) => classes?.[form] ?? JSON.stringify(session)),
    );
    expect(new Set(who).size * found.addresses.length * found.instants.length).toBeLessThanOrEqual(most);
    expect(found.leftOut.join()).toContain(`there would be more than ${most} sessions`);
  });

  it('leaves out first what no policy can tell from the rest', () => {
    const { leftOut, addresses } = plan(rules, { most: 100 });
    expect(addresses.map(({ ip }) => ip)).toEqual(['10.1.0.1', '10.3.0.1', '203.0.113.1', '2001:db8::1']);
    expect(leftOut).toEqual([]);
  });

  it('says that instants between those that are kept may be decided otherwise', () => {
    expect(plan(rules, { most: 5 }).areInstantsCut).toBe(true);
    expect(plan(rules).areInstantsCut).toBe(false);
  });
});

it('is the same whichever policy comes first', () => {
  const one = buildModel(
    'package spacelift\nallow if input.session.login in {"b", "a"}\nadmin if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)',
  );
  const other = buildModel(
    'package spacelift\nallow if "T" in input.session.teams\nadmin if net.cidr_contains("9.0.0.0/8", input.request.remote_ip)\ndeny if time.weekday(input.request.timestamp_ns) == "Sunday"',
  );
  const options = { now: NOW, account: demoInventory, most: 500 };
  expect(planSessions([other, one], options)).toEqual(planSessions([one, other], options));
});
