/** Every fix that authors are promised exists, mends its finding, and leaves a policy that OPA accepts. */
import { afterAll, describe, expect, test } from 'vitest';
import { examinePolicy } from '../../../../../server/src/core/features/check.ts';
import { offerActions } from '../../../../../server/src/core/features/codeActions/codeActions.ts';
import type { RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../../support/engine.ts';
import { applyFixes } from '../../../../support/findings.ts';
import { demoInventory as account, openPolicy } from '../../../../support/openPolicy.ts';
import { keyId, spaceId } from '../../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

interface Mistake {
  name: string;
  /** Of the finding. */
  rule: string;
  /** Of the action. */
  title: RegExp;
  v1: string;
  v0: string;
  /** In the text it makes, of both versions. */
  makes: string | RegExp;
}

const PRODUCTION = spaceId('production');
const MEMBER = { v1: 'if input.session.member', v0: '{ input.session.member }' };

/** A grant of the role in the space. */
function grant(space: string, role: string): Pick<Mistake, 'v0' | 'v1'> {
  return {
    v1: `roles["${space}"] contains "${role}" ${MEMBER.v1}`,
    v0: `roles["${space}"]["${role}"] ${MEMBER.v0}`,
  };
}

/** A rule that lets in where the condition holds. */
function allow(condition: string): Pick<Mistake, 'v0' | 'v1'> {
  return { v1: `allow if ${condition}`, v0: `allow { ${condition} }` };
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a role by its name',
    rule: 'SL002',
    title: /deployer/,
    ...grant(PRODUCTION, 'Deployer'),
    makes: '"deployer"',
  },
  { name: 'a misspelt slug', rule: 'SL002', title: /deployer/, ...grant(PRODUCTION, 'deplyer'), makes: '"deployer"' },
  {
    name: 'a role by its ULID',
    rule: 'SL001',
    title: /deployer/,
    ...grant(PRODUCTION, '01K9PFWPM00Y44QPHHEZJN5WBT'),
    makes: '"deployer"',
  },
  {
    name: 'a space by its name',
    rule: 'SL003',
    title: /production/,
    ...grant('production', 'deployer'),
    makes: `"${PRODUCTION}"`,
  },
  {
    name: 'a misspelt space',
    rule: 'SL004',
    title: /production/,
    ...grant(`${PRODUCTION.slice(0, -1)}Z`, 'deployer'),
    makes: `"${PRODUCTION}"`,
  },
  {
    name: 'an API key by its name',
    rule: 'SL005',
    title: /api::/,
    ...allow('input.session.login == "terraform-automation"'),
    makes: `"api::${keyId('terraform-automation')}"`,
  },
  {
    name: 'a misspelt team',
    rule: 'SL027',
    title: /Developers/,
    ...allow('input.session.teams[_] == "Develpers"'),
    makes: '"Developers"',
  },
  {
    name: 'a team in other letters',
    rule: 'SL026',
    title: /DevOps/,
    ...allow('input.session.teams[_] == "devops"'),
    makes: '"DevOps"',
  },
  {
    name: 'a deprecated rule',
    rule: 'SL008',
    title: /space-reader/,
    v1: `space_read contains "${PRODUCTION}" ${MEMBER.v1}`,
    v0: `space_read["${PRODUCTION}"] ${MEMBER.v0}`,
    makes: new RegExp(`roles\\["${PRODUCTION}"\\].*"space-reader"`),
  },
  {
    name: 'teams compared with a text',
    rule: 'SL013',
    title: /in the list/,
    ...allow('input.session.teams == "DevOps"'),
    makes: /"DevOps" in input\.session\.teams|input\.session\.teams\[_\] == "DevOps"/,
  },
  {
    name: 'a default that clashes',
    rule: 'SL011',
    title: /Remove/,
    v1: `default allow := false\n\nallow ${MEMBER.v1}`,
    v0: `default allow = false\n\nallow ${MEMBER.v0}`,
    makes: /^package spacelift\s+allow/,
  },
  {
    name: 'teams that are lost',
    rule: 'SL022',
    title: /team/i,
    v1: `allow ${MEMBER.v1}\n\nteam contains "DevOps" if input.session.admin`,
    v0: `allow ${MEMBER.v0}\n\nteam["DevOps"] { input.session.admin }`,
    makes: 'input.session.teams',
  },
  {
    name: 'a disabled built-in',
    rule: 'SL017',
    title: /time/,
    ...allow('time.weekday(time.now_ns()) == "Monday"'),
    makes: 'time.weekday(input.request.timestamp_ns)',
  },
  {
    name: 'a rule in the body of another',
    rule: 'rego_parse_error',
    title: /rule of its own/,
    v1: `allow if {\n  input.session.member\n  deny if { input.session.admin }\n}`,
    v0: `allow {\n  input.session.member\n  deny { input.session.admin }\n}`,
    makes: /\n}\n\ndeny/,
  },
  {
    name: 'anything that is meant',
    rule: 'SL024',
    title: /^Ignore SL024 here$/,
    v1: `admin ${MEMBER.v1}`,
    v0: `admin ${MEMBER.v0}`,
    makes: '# spacelift: ignore SL024 reason\nadmin',
  },
];

describe.each<RegoVersion>(['v1', 'v0'])('%s', (version) => {
  test.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s', async (_, mistake) => {
    const text = `package spacelift\n\n${mistake[version]}\n`;
    const checked = await examine(text, version);
    const finding = checked.findings.find(({ rule }) => rule === mistake.rule);
    if (!finding) throw new Error(`found: ${checked.findings.map(({ rule, message }) => rule + message).join()}`);
    const range = { start: finding.range.start, end: finding.range.start };
    const query = { range, only: undefined, isAutomatic: false };
    const offered = offerActions(openPolicy(text, { engine: version, account }), checked, query);
    const action = offered.find(({ title, findings }) => mistake.title.test(title) && findings.includes(finding));
    if (!action || 'later' in action.change) throw new Error(offered.map(({ title }) => title).join());
    const mended = applyFixes(text, [{ title: '', edits: [...action.change.edits] }]);
    expect(mended).toMatch(mistake.makes);
    const { findings } = await examine(mended, version);
    expect(findings.filter(({ rule }) => rule === mistake.rule)).toEqual([]);
    const policy = { text: mended, engine: version };
    expect(await engine.ask({ op: 'check', policy })).toEqual({ errors: [] });
  });
});

function examine(text: string, version: RegoVersion): ReturnType<typeof examinePolicy> {
  return examinePolicy({ text, engine: version }, engine, { account });
}
