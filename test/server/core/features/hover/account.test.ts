import { describe, expect, it } from 'vitest';
import type { PartState } from '../../../../../server/src/protocol/account.ts';
import { changed, check, EU, hover, NO_ACCOUNT, P, PRODUCTION } from './told.ts';

describe('a role', () => {
  it.each<[string, string, string, string[]]>([
    [
      'custom, in v1',
      'roles["root"] contains "deploye$0r" if true',
      '"deployer"',
      ['**Deployer** · role `deployer` · custom', '- run: comment, confirm, discard, retry, trigger\n- space: read'],
    ],
    ['custom, in v0', 'roles["root"]["deploye$0r"] { true }', '"deployer"', ['**Deployer**']],
    ['at its first quote', 'roles["root"] contains $0"deployer" if true', '"deployer"', ['**Deployer**']],
    ['behind its last quote', 'roles["root"] contains "deployer"$0 if true', '"deployer"', ['**Deployer**']],
    ['of the system', 'roles["root"] contains "space-adm$0in"', '"space-admin"', ['· system', 'the whole account']],
    ['that shows nothing', 'roles["root"] contains "state-op$0erator"', '"state-operator"', ['**Lacks Space Read**']],
    [
      'by its name',
      'roles["root"] contains "State oper$0ator"',
      '"State operator"',
      ['is the name of a role: a login policy names it by its slug, `state-operator`.'],
    ],
    [
      'by its ULID, in a set behind a local',
      'roles["root"] contains r if some r in {"01K9PFWPM0QQ8RKSES$0CNKENY16"}',
      '"01K9PFWPM0QQ8RKSESCNKENY16"',
      ['is the ULID of a role: a login policy names it by its slug, `tf-provisioner`.', 'Infrastructure provisioner'],
    ],
    [
      'that is unknown',
      'roles["root"] contains "depolyer$0"',
      '"depolyer"',
      [
        'The account demo has no role with the slug `depolyer` (roles read 2026-11-02 06:00 UTC, 3 days ago). Nearest: `deployer` (Deployer).',
      ],
    ],
    [
      'that is asked for',
      'allow if input.roles[_].ulid == "01K9PFWPM0QQ8RKSESCNKENY$016"',
      '"01K9PFWPM0QQ8RKSESCNKENY16"',
      ['Infrastructure'],
    ],
  ])('%s', (_, line, range, parts) => {
    check(P + line, range, parts);
  });

  it('says where it is known from', () => {
    check(`${P}roles["root"] contains "plan-$0only"`, '"plan-only"', [
      '*Account demo · roles read 2026-11-02 06:00 UTC, 3 days ago*',
    ]);
  });

  it.each<[PartState, string]>([
    ['partial', '`depolyer` is not among the roles that the account demo shows (not all of them;'],
    ['forbidden', 'Which roles the account demo has is not known here (not all of them).'],
    ['failed', 'Which roles the account demo has is not known here (not all of them).'],
  ])('is not said to be missing where the account is %s', (state, words) => {
    const opening = changed(({ roles }) => {
      roles.state = state;
      roles.reason = 'not all of them';
      if (state !== 'partial') roles.items = [];
    });
    check(`${P}roles["root"] contains "depolye$0r"`, '"depolyer"', [words], opening);
    expect(hover(`${P}roles["root"] contains "depolye$0r"`, opening)?.text).not.toContain('has no role');
  });

  it.each([
    ['space-reader', '· system'],
    ['deployer', 'slug of a role'],
    ['01K9PFWPM0QQ8RKSESCNKENY16', 'is a ULID'],
  ])('without an account: %s', (slug, words) => {
    check(`${P}roles["root"] contains "${slug}$0"`, `"${slug}"`, [words], NO_ACCOUNT);
  });
});

describe('a space', () => {
  it.each<[string, string, string, string[]]>([
    [
      'by its id',
      `roles["eu$0${EU.slice(2)}"] contains "deployer"`,
      `"${EU}"`,
      [
        `**eu** · space \`${EU}\`\n\nroot / production / eu`,
        'Labels: `env:production`, `region:eu`',
        'Inherits from production: any role here gives Read in production, root',
      ],
    ],
    [
      'with others below',
      `roles["${PRODUCTION}$0"] contains "deployer"`,
      `"${PRODUCTION}"`,
      ['A role here counts in the 2 spaces below too: eu, us', 'Inherited by eu'],
    ],
    [
      'that inherits nothing',
      'space_read["us-01JK5GYE60250G680PXCQRJ92T$0"] { true }',
      '"us-01JK5GYE60250G680PXCQRJ92T"',
      ['Does not inherit from production'],
    ],
    ['root', 'roles["roo$0t"] contains "deployer"', '"root"', ['A role here counts in every space of the account']],
    ['by its name', 'roles["product$0ion"] contains "deployer"', '"production"', [`needs its id, \`${PRODUCTION}\``]],
    [
      'that is unknown',
      `roles["${PRODUCTION.slice(0, -1)}$0"] contains "deployer"`,
      `"${PRODUCTION.slice(0, -1)}"`,
      ['has no space with the id', `Nearest: \`${PRODUCTION}\` (root / production).`],
    ],
    ['in a map of a helper rule', `m := {"${EU}$0": 1}\nroles[s] contains "deployer" if m[s]`, `"${EU}"`, ['**eu**']],
    ['not used yet', `later := {"${EU}$0"}`, `"${EU}"`, ['**eu**']],
    ['by its name, where that is asked for', 'allow if input.spaces[_].name == "e$0u"', '"eu"', ['**eu**']],
    ['by a label', 'allow if input.spaces[_].labels[_] == "region:e$0u"', '"region:eu"', ['label of production / eu']],
  ])('%s', (_, line, range, parts) => {
    check(P + line, range, parts);
  });

  it.each([
    ['root', 'the space above all others'],
    ['legacy', 'before there were spaces'],
    [EU, 'id of a space, named eu when it was made'],
    ['production', 'not shaped like the id of a space'],
  ])('without an account: %s', (id, words) => {
    check(`${P}roles["${id}$0"] contains "x"`, `"${id}"`, [words], NO_ACCOUNT);
  });
});
