/** Whether a login has come to what is expected of it, and what is different where it has not. */
import { answerOfPolicies } from '../access/ways.ts';
import { nameSpace } from '../access/words.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Range } from '../../protocol/findings.ts';
import type { Held } from './held.ts';
import type { Resolved } from './resolveExpectations.ts';

/** One expectation that is not met; `unknown`: what would be needed to tell is not known. */
export interface Miss {
  readonly range: Range;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly isUnknown?: true;
  /** What a clause that makes the difference gives, where there may be one. */
  readonly cause?: Cause;
}

export type Cause =
  | { readonly kind: 'level' }
  /** A role that is granted and should not be. */
  | { readonly kind: 'role'; readonly space: string; readonly slug: string };

export function compareHeld(held: Held, expected: readonly Resolved[], account: Inventory | undefined): Miss[] {
  return expected.flatMap((one) => {
    switch (one.kind) {
      case 'access':
        return compareLevel(held, one);
      case 'roles':
        return compareRoles(held, one, expected, account);
      case 'nothingElse':
        return compareRest(held, expected, one.range);
      default:
        return compareAction(held, one, account);
    }
  });
}

type Of<Kind extends Resolved['kind']> = Extract<Resolved, { kind: Kind }>;

function compareLevel({ level }: Held, { level: wanted, range }: Of<'access'>): Miss[] {
  if (level === wanted) return [];
  const message = `The access level is ${level}, not ${wanted}`;
  return [{ range, message, expected: `access: ${wanted}`, actual: `access: ${level}`, cause: { kind: 'level' } }];
}

function compareRoles(
  held: Held,
  { space, slugs, range }: Of<'roles'>,
  expected: readonly Resolved[],
  account: Inventory | undefined,
): Miss[] {
  if (held.level === 'admin' && slugs.length === 0) return isAdminWanted(expected) ? [] : [tellAdmin(range)];
  const granted = held.roles[space.id] ?? [];
  const missing = slugs.filter((slug) => !granted.includes(slug));
  const [surplus, ...others] = granted.filter((slug) => !slugs.includes(slug));
  if (missing.length === 0 && surplus === undefined) return [];
  const where = nameSpace(space.id, account);
  const parts = [
    ...(missing.length > 0 ? [`${list(missing)} ${isOrAre(missing)} not granted${whyNone(held)}`] : []),
    ...(surplus === undefined ? [] : [`${list([surplus, ...others])} ${isOrAre([surplus, ...others])} granted too`]),
  ];
  const cause: Cause = surplus === undefined ? { kind: 'level' } : { kind: 'role', space: space.id, slug: surplus };
  const hasCause = surplus !== undefined || held.level !== 'allow';
  const shown = { expected: showSpace(space.id, slugs), actual: showSpace(space.id, granted) };
  return [{ range, message: `In ${where}, ${parts.join(', and ')}`, ...shown, ...(hasCause && { cause }) }];
}

/** Beyond what the other expectations list. */
function compareRest(held: Held, expected: readonly Resolved[], range: Range): Miss[] {
  const listed = new Map(expected.flatMap((one) => (one.kind === 'roles' ? [[one.space.id, one.slugs] as const] : [])));
  if (held.level === 'admin') return isAdminWanted(expected) ? [] : [tellAdmin(range)];
  const surplus = Object.entries(held.roles).flatMap(([space, slugs]) =>
    slugs.filter((slug) => listed.get(space)?.includes(slug) !== true).map((slug) => ({ space, slug })),
  );
  const [first] = surplus;
  if (first === undefined) return [];
  const extra = list(surplus.map(({ space, slug }) => `${slug} in ${space}`));
  return [
    {
      range,
      message: `There is something else: ${extra}`,
      expected: showRoles(Object.fromEntries(listed)),
      actual: showRoles(held.roles),
      cause: { kind: 'role', ...first },
    },
  ];
}

function isAdminWanted(expected: readonly Resolved[]): boolean {
  return expected.some((one) => one.kind === 'access' && one.level === 'admin');
}

/** Where few rights are expected, or none. */
function tellAdmin(range: Range): Miss {
  const message = 'The login is admin of the account: it may do everything';
  return { range, message, expected: 'no admin', actual: 'admin', cause: { kind: 'level' } };
}

function compareAction(
  held: Held,
  { kind, action, space, range }: Of<'can' | 'cannot'>,
  account: Inventory | undefined,
): Miss[] {
  const { answer, reasons } = answerOfPolicies(held.decided, { action, space }, account);
  const wanted = kind === 'can' ? 'yes' : 'no';
  if (answer === wanted) return [];
  const where = nameSpace(space.id, account);
  const why = tellWhy(reasons);
  if (answer === 'unknown') {
    return [{ range, message: `Whether it has ${action.shown} in ${where} is not known${why}`, isUnknown: true }];
  }
  const message = `It ${answer === 'yes' ? 'has' : 'does not have'} ${action.shown} in ${where}${why}`;
  const shown = {
    expected: `${action.shown} in ${space.id}: ${wanted}`,
    actual: `${action.shown} in ${space.id}: ${answer}`,
  };
  return [{ range, message, ...shown, ...(held.level !== 'allow' && { cause: { kind: 'level' as const } }) }];
}

function tellWhy([reason]: readonly string[]): string {
  return reason === undefined ? '' : `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

function whyNone({ level }: Held): string {
  if (level === 'allow') return '';
  return level === 'deny' ? ' (the login is denied)' : ' (the login is admin: roles add nothing to that)';
}

function showRoles(roles: Readonly<Record<string, readonly string[]>>): string {
  const spaces = Object.entries(roles).filter(([, slugs]) => slugs.length > 0);
  if (spaces.length === 0) return 'no roles';
  return spaces
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([space, slugs]) => showSpace(space, slugs))
    .join('\n');
}

/** A line for each role. */
function showSpace(space: string, slugs: readonly string[]): string {
  return slugs.length === 0 ? `${space}: no roles` : slugs.map((slug) => `${space}: ${slug}`).join('\n');
}

function isOrAre(all: readonly string[]): string {
  return all.length === 1 ? 'is' : 'are';
}

function list(all: readonly string[]): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
