/** What the panel makes of reports that the real core and engine have given. */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showClauses, type ShownClause } from '../../../client/webview/model/clauses.ts';
import { listFields } from '../../../client/webview/model/fields.ts';
import { nameBy } from '../../../client/webview/model/naming.ts';
import { showSpaces, type SpaceNode } from '../../../client/webview/model/spaces.ts';
import { describeVerdict } from '../../../client/webview/model/verdict.ts';
import { nameAccount } from '../../../server/src/core/features/suggestions/accountNames.ts';
import { buildInventory } from '../../../server/src/core/account/inventory.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import { simulate } from '../../../server/src/core/simulation/simulate.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { SessionRequest, SimulationReport } from '../../../server/src/protocol/simulation.ts';
import { demoAccount } from '../../server/core/account/demoAccount.ts';
import { startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

/** A Tuesday, 08:30 UTC. */
const NOW = 1_772_526_600_000_000_000n;
const LOGIN = fs.readFileSync(new URL('../../../examples/login.rego', import.meta.url), 'utf8');
const BY_NAME = fs.readFileSync(new URL('../../../examples/patterns/key-by-name.v1.rego', import.meta.url), 'utf8');
const names = nameAccount(buildInventory(demoAccount), 'demo', NOW);
const naming = nameBy(names);

async function report(
  text: string,
  session: SessionRequest,
  account: AccountSnapshot = demoAccount,
): Promise<SimulationReport> {
  const context = { engine, clock: { now: () => NOW }, account: buildInventory(account) };
  const result = await simulate({ text, engine: 'v1' }, { session, evaluator: 'auto', explain: true }, context);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.report;
}

const COMPANY = { ip: '10.1.2.3' };

describe('the verdict', () => {
  it.each<[string, string, SessionRequest, object]>([
    [
      'allowed, by a clause with its line',
      LOGIN,
      { key: 'production-deploy', ...COMPANY },
      { tone: 'allow', title: 'Allowed', because: [{ rule: 'allow', line: 11 }] },
    ],
    [
      'denied',
      LOGIN,
      { key: 'automation-dev' },
      {
        tone: 'deny',
        title: 'Denied',
        lines: ['No access', 'sampled for the workbench'],
        because: [],
        reason: 'Nothing allows it',
      },
    ],
    [
      'admin',
      LOGIN,
      { login: 'ada@example.com', teams: ['Platform'], member: true, ...COMPANY },
      { tone: 'admin', title: 'Admin', because: [{ rule: 'admin', line: 14 }] },
    ],
    [
      'not asked',
      LOGIN,
      { key: 'break-glass' },
      { tone: 'admin', title: 'Admin: the policy is not asked', because: [] },
    ],
    [
      'both ways in which a login may be written',
      BY_NAME,
      { key: 'terraform-automation' },
      {
        tone: 'deny',
        bothWays: [
          { login: 'api::01K44Q1800G06J1SMARHACGFEH', outcome: 'denied', tone: 'deny' },
          {
            login: 'terraform-automation',
            outcome: 'allowed, Infrastructure provisioner in platform',
            tone: 'allow',
          },
        ],
        deciding: [],
      },
    ],
    [
      'what else decides, and nobody gave',
      LOGIN,
      { login: 'ada@example.com', teams: [], ...COMPANY },
      {
        deciding: [{ field: 'session.member', otherwise: [{ value: 'false', changes: 'allowed → denied, sampled' }] }],
      },
    ],
  ])('%s', async (_name, text, session, expected) => {
    expect(describeVerdict(await report(text, session), naming)).toMatchObject(expected);
  });

  it('inert, where users are managed', async () => {
    const managed = { ...demoAccount, authorizationScheme: 'MANAGED_USERS' as const };
    const verdict = describeVerdict(await report(LOGIN, { key: 'production-deploy' }, managed), naming);
    expect(verdict).toMatchObject({ tone: 'inert', title: 'Inert: the policy would say allowed' });
  });
});

describe('access by space', () => {
  const told = ({ name, own, inherited, readFrom, children }: SpaceNode): unknown => [
    name,
    [
      ...own,
      ...inherited.map(({ roles, from }) => `${roles.join('+')} < ${from}`),
      ...(readFrom ? [`read < ${readFrom}`] : []),
    ],
    ...children.map(told),
  ];

  it('has names, what is inherited from where, and read from below', async () => {
    const { roots, without } = showSpaces(await report(LOGIN, { key: 'production-deploy' }), names);
    expect(roots.map(told)).toEqual([
      [
        'root',
        ['read < production'],
        ['production', ['Space reader'], ['eu', ['Space reader < production']], ['us', ['Space reader < production']]],
      ],
    ]);
    expect(without).toBe(9);
  });

  it('has ids and no tree without an account', async () => {
    const { roots, without } = showSpaces(await report(LOGIN, { key: 'production-deploy' }), null);
    expect(roots.map(({ name }) => name)).toContain('production-01JK5GKEM09MTEXGFXG694BX2X');
    expect(without).toBe(0);
  });

  it('shows spaces that lie in each other once', () => {
    const parents = {
      ...names,
      spaces: [
        { id: 'a', name: 'a', parent: 'b' },
        { id: 'b', name: 'b', parent: 'a' },
      ],
    };
    const access = { a: { roles: [{ slug: 'space-reader', from: 'a' }] } };
    expect(showSpaces({ access }, parents).roots.map(told)).toEqual([['a', ['Space reader'], ['b', []]]]);
  });
});

describe('why', () => {
  it('has heads, what stopped and what was seen, through helper rules', async () => {
    const { explanation = [] } = await report(LOGIN, { key: 'production-deploy', ...COMPANY });
    const clauses = showClauses(explanation, LOGIN, naming);
    const at = (line: number): ShownClause | undefined => clauses.find((clause) => clause.line === line);
    expect(at(9)).toMatchObject({
      mark: 'stopped',
      head: 'allow if is_employee',
      details: [{ lead: 'stopped at', code: 'is_employee' }],
      helpers: [{ head: 'is_employee', details: [{ code: 'endswith(input.session.login, "@example.com")' }, {}] }],
    });
    expect(at(122)).toMatchObject({
      mark: 'fired',
      head: 'roles[space] contains role',
      details: [{ lead: 'gives', code: 'Secure deployer in production' }, { lead: 'saw' }],
    });
  });

  it('a rule that gives false does not count as fired', async () => {
    const text = 'package spacelift\n\nallow if true\n\nadmin := input.session.admin\n';
    const { explanation = [] } = await report(text, { login: 'ada' });
    expect(showClauses(explanation, text, naming)[1]).toMatchObject({ mark: 'idle', markName: 'gives false' });
  });
});

it('all fields are there, what was assumed with why and whether it matters', async () => {
  const fields = listFields(await report(LOGIN, { key: 'production-deploy', ...COMPANY }));
  const byPath = new Map(fields.map((field) => [field.path, field]));
  expect(byPath.get('request.remote_ip')).toEqual({ path: 'request.remote_ip', value: '"10.1.2.3"' });
  expect(byPath.get('request.timestamp_ns')?.value).toBe('Tue, 3 Mar 2026, 08:30 UTC');
  expect(byPath.get('session.login')?.assumed).toMatchObject({ decides: true });
  expect(byPath.get('session.machine')?.assumed).toMatchObject({
    decides: false,
    effect: 'The policy does not read it',
  });
});
