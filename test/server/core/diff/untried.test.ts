/** Nothing is claimed of sessions that were not tried: what is not found is told. */
import { afterAll, describe, expect, it } from 'vitest';
import { isVerdictSure } from '../../../../server/src/core/diff/verdict.ts';
import { describeVerdict, nameLockOut } from '../../../../server/src/core/diff/words/change.ts';
import type { AccessDifference } from '../../../../server/src/protocol/matrix.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { policyOf } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const MEMBERS = 'allow if input.session.member';
const ADMINS = `${MEMBERS}\nadmin if "Platform" in input.session.teams`;

const diff = (before: string, after: string): Promise<AccessDifference> =>
  differenceOf(engine, [policyOf(before)], [policyOf(after)], demoInventory, 10_000);

/** Rules that give admin to somebody, in ways that are hard to come by. */
const GIVING: readonly [string, string][] = [
  ['a regular expression on the login', 'admin if regex.match(`^[a-z]+@acme\\.example$`, input.session.login)'],
  ['a glob on the teams', 'admin if {\n  some t in input.session.teams\n  glob.match("ops-*", [], t)\n}'],
  ['a name', 'admin if input.session.name == "Zed"'],
  ['a subject', 'admin if input.session.idp_subject == "x"'],
  ['an admin', 'admin if input.session.admin'],
  ['a machine', 'admin if input.session.machine'],
  ['a number of teams', 'admin if count(input.session.teams) > 3'],
  [
    'every of some teams',
    'admin if {\n  every t in {"Platform", "Security", "DevOps"} {\n    t in input.session.teams\n  }\n}',
  ],
  [
    'a function of the teams',
    'has(t) if t in input.session.teams\nadmin if {\n  has("Platform")\n  has("Security")\n  has("DevOps")\n}',
  ],
  [
    'a number of matching teams',
    'admin if {\n  mine := {t | some t in {"Platform", "Security"}; t in input.session.teams}\n  count(mine) >= 2\n}',
  ],
  [
    'a set rule of matching teams',
    'mine contains t if {\n  some t in {"Platform", "Security"}\n  t in input.session.teams\n}\nadmin if count(mine) == 2',
  ],
  [
    'what is left of wanted teams',
    'admin if {\n  have := {t | some t in input.session.teams}\n  {"Platform", "Security"} - have == set()\n}',
  ],
  [
    'what wanted teams have in common',
    'admin if {\n  have := {t | some t in input.session.teams}\n  need := {"Platform", "Security"}\n  need & have == need\n}',
  ],
  ['a login that is rewritten', 'admin if replace(input.session.login, ".", "-") == "ada-lovelace"'],
  ['a number of parts of the login', 'admin if {\n  parts := split(input.session.login, ".")\n  count(parts) == 3\n}'],
  ['teams by place', 'admin if {\n  input.session.teams[0] == "Platform"\n  input.session.teams[1] == "Security"\n}'],
];

const OUTSIDERS: readonly [string, string][] = [
  ['an outsider with a team', 'allow if {\n  not input.session.member\n  "Ext" in input.session.teams\n}'],
  [
    'an outsider with a team and a login',
    'allow if {\n  not input.session.member\n  "Ext" in input.session.teams\n  input.session.login == "ada"\n}',
  ],
];

describe('access that is handed out', () => {
  it.each([...GIVING, ...OUTSIDERS])('by %s is found, or told not to be tried', async (_, rule) => {
    const difference = await diff(MEMBERS, `${MEMBERS}\n${rule}`);
    const isFound = difference.verdict === 'wider';
    const isTold =
      !isVerdictSure(difference) &&
      !difference.isWhole &&
      difference.leftOut.length > 0 &&
      difference.verdict === 'same';
    expect(isFound || isTold).toBe(true);
    if (isTold) expect(describeVerdict(difference)).toBe('No difference found, but not everything was tried');
  });

  it('by a glob beside what was there is no certain "Same"', async () => {
    const added = 'admin if {\n  some t in input.session.teams\n  glob.match("Plat*", [], t)\n}';
    const difference = await diff(ADMINS, `${ADMINS}\n${added}`);
    expect(isVerdictSure(difference) && difference.verdict === 'same').toBe(false);
  });
});

describe('a lock-out', () => {
  it.each(GIVING)('is none, or not certain, with an admin by %s', async (_, rule) => {
    const difference = await diff(ADMINS, `${MEMBERS}\n${rule}`);
    expect(nameLockOut(difference)).not.toBe('LOCKED OUT');
  });

  it('is none, or not certain, where IPv6 gets through', async () => {
    const denied = 'deny if net.cidr_contains("0.0.0.0/0", input.request.remote_ip)';
    expect(nameLockOut(await diff(ADMINS, `${ADMINS}\n${denied}`))).not.toBe('LOCKED OUT');
  });

  it('is certain where all was tried', async () => {
    expect(nameLockOut(await diff(ADMINS, MEMBERS))).toBe('LOCKED OUT');
  });
});

describe('versions that are the same', () => {
  const odd = 'admin if {\n  regex.match(`^ops`, input.session.login) # who is on call\n}';

  it.each<[string, string, boolean]>([
    [
      'comments and layout',
      `# all of us\n${MEMBERS}\n\n\nadmin if {\n   regex.match(\`^ops\`,input.session.login)\n}`,
      true,
    ],
    ['nothing', `${MEMBERS}\n${odd}`, true],
    ['a pattern', `${MEMBERS}\n${odd.replace('^ops', '^dev')}`, false],
  ])('but for %s', async (_, after, isSame) => {
    const difference = await diff(`${MEMBERS}\n${odd}`, after);
    expect({ isSure: isVerdictSure(difference), isSameText: difference.isSameText }).toEqual(
      isSame ? { isSure: true, isSameText: true } : { isSure: false },
    );
    expect(describeVerdict(difference)).toBe(
      isSame ? 'Same: nothing but comments and layout changes' : 'No difference found, but not everything was tried',
    );
  });
});

describe('the headline', () => {
  it('tells that teams change', async () => {
    const difference = await diff(MEMBERS, `${MEMBERS}\nteam contains "Platform"`);
    expect(describeVerdict(difference)).toBe('Same access; teams change');
  });

  it('tells that a narrower policy may be wider elsewhere', async () => {
    const pattern = 'roles["root"] contains "space-reader" if regex.match(`^ops`, input.session.login)';
    const difference = await diff(ADMINS, `${ADMINS}\n${pattern}\ndeny if "Platform" in input.session.teams`);
    expect({ verdict: difference.verdict, isSure: isVerdictSure(difference) }).toEqual({
      verdict: 'narrower',
      isSure: false,
    });
    expect(describeVerdict(difference)).toMatch(/^Narrower, as far as tried/);
  });
});
