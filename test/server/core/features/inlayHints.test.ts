import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { listInlayHints } from '../../../../server/src/core/features/inlayHints.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import { demoInventory, openPolicy, type Opening } from '../../../support/openPolicy.ts';
import { demoAccount } from '../account/demoAccount.ts';

/** What is written, with the hints where they are shown: `‹name›`. With the demo account, unless told. */
function withHints(text: string, opening: Opening = { account: demoInventory }, part?: string): string {
  const policy = openPolicy(text, opening);
  const from = part === undefined ? 0 : text.indexOf(part);
  const hints = listInlayHints(policy, { from, to: part === undefined ? text.length : from + part.length });
  return hints.reduceRight((shown, { position, label }) => {
    const offset = policy.model.lines.offsetAt(position);
    return `${shown.slice(0, offset)}‹${typeof label === 'string' ? label : ''}›${shown.slice(offset)}`;
  }, text);
}

/** That exactly the hints in the source are shown. */
function check(source: string, opening?: Opening): void {
  const text = source.replaceAll(/‹[^›]*›/g, '');
  expect(withHints(text, opening)).toBe(source);
}

function changed(change: (account: AccountSnapshot) => void): Opening {
  const account = structuredClone(demoAccount);
  change(account);
  return { account: buildInventory(account) };
}

const P = 'package spacelift\n\n';
const KEY = 'api::01K422XK606Y7W2KRBM91DVYBG';
const EU = 'eu-01JK5GWKK0KTGNKQ339ZMJKFEB';
const PRODUCTION = 'production-01JK5GKEM09MTEXGFXG694BX2X';

describe('inlay hints', () => {
  it.each<[string, string]>([
    ['a key behind its login', `allow if input.session.login == "${KEY}"‹ci-cd-production›`],
    ['in v0', `allow { input.session.login == "${KEY}"‹ci-cd-production› }`],
    ['in a set', `allow if input.session.login in {"${KEY}"‹ci-cd-production›, "octocat"}`],
    ['in a set of a rule', `keys := {"${KEY}"‹ci-cd-production›}\nallow if keys[input.session.login]`],
    ['through a local', `allow if {\n\tk := "${KEY}"‹ci-cd-production›\n\tinput.session.login == k\n}`],
    ['in small letters', `allow if lower(input.session.login) == "${KEY.toLowerCase()}"‹ci-cd-production›`],
    [
      'a key that can not log in',
      'allow if input.session.login == "api::01JPAJPNC08Y8MPX9RNTJ8KHBY"‹retired-runner (deleted)›',
    ],
    ['a space below others', `roles["${EU}"‹production/eu›] contains "deployer"`],
    [
      'keys of a map',
      `m := {"${EU}"‹production/eu›: {"tf-provisioner"‹Infrastructure provisioner›}}\nroles[s] contains r if some r in m[s]`,
    ],
    ['a space in v0', `space_read["${EU}"‹production/eu›] { true }`],
    ['a role of another name', 'roles["root"] contains "tf-provisioner"‹Infrastructure provisioner›'],
    ['a role by its ULID', 'roles["root"] contains "01K9PFWPM0QQ8RKSESCNKENY16"‹Infrastructure provisioner›'],
    ['an instant', 'allow if input.request.timestamp_ns > 1767225600000000000‹2026-01-01T00:00:00Z›'],
    ['none where the name is there', `roles["${PRODUCTION}"] contains "deployer"`],
    ['none at root', 'roles["root"] contains "space-admin"'],
    ['none where nothing is known', 'allow if input.session.login == "api::01K422XK606Y7W2KRBM91DVYBX"'],
    ['none at a key by its name', 'allow if input.session.login == "ci-cd-production"'],
    ['none at a team', 'allow if "DevOps" in input.session.teams'],
    ['none at what means nothing', `x := "${KEY}"`],
  ])('%s', (_, line) => {
    check(P + line);
  });

  it('a space that was renamed', () => {
    const opening = changed(({ spaces }) => {
      for (const space of spaces.items) if (space.id === PRODUCTION) space.name = 'live';
    });
    check(`${P}roles["${PRODUCTION}"‹live›] contains "deployer"`, opening);
  });

  it('a name of any length and characters', () => {
    const opening = changed(({ apiKeys }) => {
      for (const key of apiKeys.items) if (KEY.endsWith(key.id)) key.name = `a\n${'😀'.repeat(30)}`;
    });
    check(`${P}allow if input.session.login == "${KEY}"‹a ${'😀'.repeat(18)}…›`, opening);
  });

  it('only in the part that is asked for', () => {
    const line = `allow if input.session.login == "${KEY}"\n`;
    const text = `${P}${line}\nroles["${EU}"] contains "deployer"\n`;
    expect(withHints(text, { account: demoInventory }, line)).toBe(
      text.replace(`"${KEY}"`, `"${KEY}"‹ci-cd-production›`),
    );
  });

  it('without an account, of instants alone', () => {
    check(
      `${P}roles["${EU}"] contains "tf-provisioner" if input.request.timestamp_ns > 1767225600000000000‹2026-01-01T00:00:00Z›`,
      {},
    );
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['BOM', (text: string) => `\uFEFF${text}`],
    ['tabs', (text: string) => text.replaceAll('  ', '\t')],
    ['non-BMP', (text: string) => text.replace('#', '# 😀')],
    ['broken', (text: string) => `${text}\nallow if {`],
  ])('%s', (_, change) => {
    check(change(`${P}# x\nallow if {\n  input.session.login == "${KEY}"‹ci-cd-production›\n}\n`));
  });

  it('nothing in an empty policy', () => {
    check('');
  });
});
