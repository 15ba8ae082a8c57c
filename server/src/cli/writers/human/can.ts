import pc from 'picocolors';
import type { Inventory } from '../../../core/account/inventory.ts';
import { nameSpace } from '../../../core/access/words.ts';
import type { Answer, AskedAction, BindingWay, CanAnswer, MissingRole, WayAnswer } from '../../../protocol/access.ts';
import type { LoginVerdict } from '../../../core/policy/verdict.ts';
import type { Streams } from '../../streams.ts';
import { describeAssumed } from './assumed.ts';
import { describeSession } from './headline.ts';
import { describeNotice } from './notice.ts';
import { printable } from './printable.ts';

/** What the answer alone does not say. */
export interface CanSurroundings {
  policy?: { file: string; verdict: LoginVerdict };
  account?: Inventory;
}

type Colours = ReturnType<typeof pc.createColors>;

const WAYS: Readonly<Record<BindingWay, string>> = {
  loginPolicies: 'login policies',
  direct: 'bound to the key',
  teams: 'bound to its teams',
};

/** The answer in a word, then why, what would be missing, and what was assumed. */
export function writeCan(answer: CanAnswer, about: CanSurroundings, { colour }: Pick<Streams, 'colour'>): string {
  const colours = pc.createColors(colour);
  const { account } = about;
  const told = answer.assumed.map(({ otherwise, ...assumption }) => ({
    ...assumption,
    ...(otherwise && {
      otherwise: otherwise.map(({ value, answer: other }) => ({ value, changes: [other as string] })),
    }),
  }));
  const sections = [
    describeHead(answer, about, colours),
    section('Why', answer.reasons.map(printable), colours),
    section('Missing', describeMissing(answer, account), colours),
    section('Ways to bind roles', describeWays(answer.ways, colours), colours),
    section(
      'Notes',
      answer.notices.map((notice) => describeNotice(notice, colours)),
      colours,
    ),
    section('Assumed', describeAssumed(told, colours), colours),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function describeHead(answer: CanAnswer, about: CanSurroundings, colours: Colours): string {
  const { action, space, input } = answer;
  const name = nameSpace(space.id, about.account);
  const where = name === space.id ? name : `${name} (${space.id})`;
  const lines = [
    `${describeAnswer(answer.answer, colours)}  ${printable(`${action.shown} in ${where}`)}`,
    describeSession(input),
    colours.dim(printable(describeSource(answer, about))),
  ];
  return `${lines.join('\n')}\n`;
}

/** With a mark, so that colour alone never carries it. */
function describeAnswer(answer: Answer, { bold, green, red, yellow }: Colours): string {
  return { yes: green(bold('✓ YES')), no: red(bold('✗ NO')), unknown: yellow(bold('? UNKNOWN')) }[answer];
}

function describeSource({ scheme }: CanAnswer, { policy, account }: CanSurroundings): string {
  const name = account === undefined ? '' : `account ${account.account.name}`;
  const schemes = { LOGIN_POLICIES: 'login policies decide', MANAGED_USERS: 'user management: bindings decide' };
  const decides = scheme === undefined ? 'what decides is not known' : schemes[scheme];
  const file = policy === undefined ? [] : [`${policy.file} · ${policy.verdict.reason}`];
  return [...(name === '' ? [] : [name]), decides, ...file].join(' · ');
}

function describeMissing({ missing, action }: CanAnswer, account: Inventory | undefined): string[] {
  if (missing === undefined) return [];
  const held = missing.elsewhere.map(
    ({ slug, space }) => `${slug} is held in ${nameSpace(space, account)}, and does not reach this space`,
  );
  return [describeGiving(missing, action), ...held].map(printable);
}

function describeGiving({ roles, count, unlisted }: MissingRole, { shown, level }: AskedAction): string {
  if (count === 0) {
    if (unlisted !== undefined) return `a role that gives ${shown}; which do is not known: ${unlisted}`;
    return level === undefined
      ? `a role that names ${shown}: no role of the account does`
      : `a role that gives ${shown}: no role of the account does`;
  }
  const more = count > roles.length ? ` (and ${count - roles.length} more)` : '';
  const which = count === 1 && unlisted === undefined ? 'the role that gives' : 'a role that gives';
  const others = unlisted === undefined ? '' : `; there may be others: ${unlisted}`;
  return `${which} ${shown}: ${roles.join(', ')}${more}${others}`;
}

function describeWays(ways: readonly WayAnswer[], colours: Colours): string[] {
  const widest = Math.max(...ways.map(({ way }) => WAYS[way].length));
  return ways.map(({ way, inForce, answer, reasons }) => {
    const name = WAYS[way].padEnd(widest);
    const force = { true: 'in force', false: 'not in force', undefined: 'may be in force' }[`${inForce}`].padEnd(
      'may be in force'.length,
    );
    const line = `${name}  ${force}  ${answer}: ${printable(reasons[0] ?? '')}`;
    return inForce === false ? colours.dim(line) : line;
  });
}

function section(title: string, lines: string[], colours: Colours): string {
  return lines.length === 0 ? '' : `${colours.bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
