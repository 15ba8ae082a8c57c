/** What the panel makes of matrices and differences that the real core and engine have given. */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countChanged, prepareChanges } from '../../../client/webview/model/changes.ts';
import {
  countSessions,
  describeSize,
  filterLines,
  groupByOutcome,
  groupBySubject,
  prepareMatrix,
  sessionOf,
} from '../../../client/webview/model/matrixRows.ts';
import { nameBy } from '../../../client/webview/model/naming.ts';
import { nameAccount } from '../../../server/src/core/features/suggestions/accountNames.ts';
import { buildInventory } from '../../../server/src/core/account/inventory.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { ShownDifference, ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import type { PanelOverview } from '../../../server/src/protocol/panel.ts';
import { demoAccount } from '../../server/core/account/demoAccount.ts';
import { startEngine } from '../../support/engine.ts';
import { answerChanges, answerMatrix, type OverviewScene } from '../../webview/support/overviews.ts';

/** A Tuesday, 08:30 UTC. */
const NOW = 1_772_526_600_000_000_000n;
const LOGIN = fs.readFileSync(new URL('../../../examples/login.rego', import.meta.url), 'utf8');
const account = buildInventory(demoAccount);
const naming = nameBy(nameAccount(account, 'demo', NOW));
let engine: Engine;
let matrix: ShownMatrix;
beforeAll(async () => {
  engine = startEngine();
  matrix = shown(await answerMatrix(scene(), {}));
});
afterAll(() => engine.dispose());

function scene(head?: string): OverviewScene {
  return { engine, text: LOGIN, rego: 'v1', now: NOW, account, head };
}

function shown<Shown>(overview: PanelOverview<Shown>): Shown {
  if (overview.kind !== 'shown') throw new Error(JSON.stringify(overview));
  return overview.shown;
}

describe('a matrix', () => {
  it('has every session in one group, however it is grouped', () => {
    const { lines } = prepareMatrix(matrix);
    const groups = [groupByOutcome(lines, naming), groupBySubject(lines, matrix.words.subjects)];
    for (const all of groups) {
      expect(all.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(matrix.sessions);
      expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    }
    expect(groups[1]).toHaveLength(matrix.subjects.length);
  });

  it('is grouped by power, with names of spaces', () => {
    const titles = groupByOutcome(prepareMatrix(matrix).lines, naming).map(({ title, tone }) => `${tone}: ${title}`);
    expect(titles.slice(0, 4)).toEqual([
      'admin: Admin, the policy is not asked',
      'admin: Admin',
      'allow: Allowed, with roles in applications, development',
      'allow: Allowed, with roles in sandbox',
    ]);
    expect(titles.slice(-2)).toEqual(['allow: Allowed, no role', 'deny: Denied']);
  });

  /** From the three addresses inside of the company's networks, at every instant. */
  const inside = (): number => 3 * matrix.instants.length;

  it.each<[string, string, () => number]>([
    ['everything by nothing', ' ', () => matrix.sessions],
    ['a key', 'TERRAFORM-automation allowed', inside],
    ['a key by its id', '01K44Q1800G06J1SMARHACGFEH allowed', inside],
    ['a role', 'tf-provisioner', inside],
    ['a space by its id', 'platform-01JN8BG900ZMESZF2KB5JVZY6Q', inside],
    ['nothing', 'nowhere', () => 0],
  ])('finds %s', (_what, query, sessions) => {
    const { lines, subjects } = prepareMatrix(matrix);
    const found = filterLines(lines, subjects, query).reduce((sum, line) => sum + countSessions(line), 0);
    expect(found).toBe(sessions());
  });

  it('of a row with many, finds those that are meant', () => {
    const { lines, subjects } = prepareMatrix(matrix);
    const found = filterLines(lines, subjects, 'denied backup-service');
    expect(found.flatMap((line) => line.subjects.map((place) => matrix.words.subjects[place]))).toEqual([
      'backup-service',
    ]);
  });

  it('a session of a row has its address and instant', () => {
    const { lines, subjects } = prepareMatrix(matrix);
    const [line] = filterLines(lines, subjects, 'window-deployer');
    const session = sessionOf(matrix, line?.boxes ?? [], line?.subjects[0] ?? -1);
    expect(session).toMatchObject({ loginAs: 'id', ip: '10.0.0.1' });
    expect(session?.at).toMatch(/^2026-03-0\dT01:00:00Z$/);
  });

  it('says how large it is, without what no policy reads', async () => {
    const { length: logins } = matrix.subjects;
    expect(logins).toBeGreaterThan(30);
    const all = logins * 5 * matrix.instants.length;
    const size = `${logins} logins × 5 addresses × ${matrix.instants.length} instants`;
    expect(describeSize(matrix)).toBe(`${size} · ${all.toLocaleString('en')} sessions`);
    const [first, ...others] = matrix.subjects;
    const subjects = [...(first ? [{ ...first, origin: 'scenario' as const }] : []), ...others];
    expect(describeSize({ ...matrix, subjects })).toMatch(/^\d+ logins \(1 by scenarios\) × /);
    const text = 'package spacelift\n\nallow if input.session.login == "ada"\n';
    const small = shown(await answerMatrix({ ...scene(), text, account: undefined }, {}));
    expect(describeSize(small)).toMatch(/^\d logins · \d sessions$/);
  });
});

describe('a difference', () => {
  const compare = async (head: string): Promise<ShownDifference> => shown(await answerChanges(scene(head), 'head', {}));

  it('has a direction for each row, and causes on both sides with the other side’s stop', async () => {
    const difference = await compare(LOGIN.replace('\tfrom_company_network\n}\n\nroles[space]', '}\n\nroles[space]'));
    const { lines } = prepareChanges(difference);
    expect(lines).toMatchObject([
      {
        direction: 'less',
        changes: [{ isGain: false, text: 'login' }],
        causes: [
          {
            rule: 'allow',
            does: 'no longer fires',
            place: { side: 'before', line: 11 },
            stop: { lead: 'now it stops at', code: 'is_known_key', place: { side: 'after', line: 11 } },
            through: [{ rule: 'is_known_key', place: { side: 'before' } }],
          },
        ],
      },
    ]);
    // From the two addresses outside of the company's networks.
    expect(countChanged(lines)).toBe(2 * difference.instants.length);
  });

  it('of roles says what is given now, and is both where some are taken', async () => {
    const { lines } = prepareChanges(await compare(LOGIN.replace('{"deployer", "run-reviewer"}', '{"space-admin"}')));
    expect(lines[0]).toMatchObject({ direction: 'both' });
    expect(lines[0]?.causes?.map(({ does }) => does)).toEqual([
      expect.stringMatching(/^no longer gives .*space-admin/),
      expect.stringMatching(/^gives .*run-reviewer.* now$/),
    ]);
  });

  it('tells whom a cause concerns, where that is not everybody', async () => {
    const denied = ['ada', 'eve'].map((login) => `deny if input.session.login == "${login}@example.com"`).join('\n');
    const { lines } = prepareChanges(await compare(`${LOGIN}\n${denied}\n`));
    const causes = lines.flatMap((line) => line.causes ?? []).map(({ rule, does }) => `${rule} ${does}`);
    expect(lines.some(({ hasOtherCauses }) => hasOtherCauses)).toBe(false);
    expect(new Set(causes)).toContain('deny no longer fires for ada@example.com');
  });

  it('teams alone are no more and no less', async () => {
    const { lines } = prepareChanges(await compare(LOGIN.replace('"Approvers"', '"Approver"')));
    expect(new Set(lines.map(({ direction }) => direction))).toEqual(new Set(['other']));
  });
});
