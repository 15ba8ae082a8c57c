/** What somebody gains and loses, in words. */
import type {
  AccessDifference,
  AccessPart,
  DifferenceRow,
  LockOut,
  MatrixOutcome,
  Verdict,
} from '../../../protocol/matrix.ts';
import { nameSpace } from '../../access/words.ts';
import type { Inventory } from '../../account/inventory.ts';
import { counted } from '../../counted.ts';
import { describeSubjects, listFew } from '../../matrix/words/names.ts';
import { isVerdictSure } from '../verdict.ts';

/** Of roles: more are for a program. */
const MOST_ROLES = 12;
const MOST_KEYS = 12;

/** `+ admin`, `− deployer in production`, `− login, as the evaluation fails: …`. */
export function describeChange(
  { gained, lost, teams, ...row }: DifferenceRow,
  { outcomes }: Pick<AccessDifference, 'outcomes'>,
  account: Inventory | undefined,
): string[] {
  const [before, after] = [outcomes[row.before], outcomes[row.after]];
  const isRepaired = before?.level === 'failed' ? `, as the evaluation no longer fails${reason(before)}` : '';
  const isBroken = after?.level === 'failed' ? `, as the evaluation fails now${reason(after)}` : '';
  return [
    ...describePart(gained, account).map((text, index) => `+ ${text}${index === 0 ? isRepaired : ''}`),
    ...describePart(lost, account).map((text, index) => `− ${text}${index === 0 ? isBroken : ''}`),
    ...(teams?.gained ?? []).map((team) => `+ team ${team}`),
    ...(teams?.lost ?? []).map((team) => `− team ${team}`),
  ];
}

function reason({ by, error = '' }: MatrixOutcome): string {
  return `${by === undefined ? '' : ` (${by.join(', ')})`}: ${error}`;
}

function describePart({ login, admin, roles }: AccessPart, account: Inventory | undefined): string[] {
  const shown = roles.slice(0, MOST_ROLES).map(({ space, role }) => `${role} in ${nameSpace(space, account)}`);
  const more = roles.length - shown.length;
  return [
    ...(admin ? ['admin'] : []),
    ...(login ? ['login'] : []),
    ...shown,
    ...(more > 0 ? [`${more} more roles`] : []),
  ];
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  same: 'Same: nobody gains or loses login, admin or a role',
  wider: 'Wider: somebody gains access',
  narrower: 'Narrower: somebody loses access, nobody gains any',
  both: 'Wider and narrower: somebody gains access, somebody loses some',
};

export function describeVerdict(difference: AccessDifference): string {
  const { verdict, undecided, sessions, rows, isSameText } = difference;
  const which = `${undecided} of ${counted(sessions, 'session')} ${undecided === 1 ? 'is' : 'are'} not decided`;
  const open = undecided === 0 ? '' : `, as far as known: ${which}`;
  if (isSameText === true) return 'Same: nothing but comments and layout changes';
  const isTeams = verdict === 'same' && rows.length > 0;
  if (isVerdictSure(difference)) return (isTeams ? 'Same access; teams change' : VERDICTS[verdict]) + open;
  return describeGuess(verdict, isTeams) + open;
}

function describeGuess(verdict: Verdict, isTeams: boolean): string {
  if (verdict === 'narrower') {
    return 'Narrower, as far as tried: somebody loses access; that nobody gains any is not certain, as not everything was tried';
  }
  return `No difference found${isTeams ? ' but of teams' : ''}, but not everything was tried`;
}

/** Empty where somebody can repair the policy. Who was not tried might be able to, or a key by another form of its login. */
export function nameLockOut({ lockedOut, isWhole }: AccessDifference): string {
  if (!lockedOut) return '';
  return isWhole && !lockedOut.hangsOn ? 'LOCKED OUT' : 'MAY BE LOCKED OUT';
}

/** Nothing where nobody is locked out. */
export function describeLockOut({ lockedOut, subjects, bypassing }: AccessDifference): string[] {
  if (!lockedOut) return [];
  const name = (places: readonly number[]): string =>
    describeSubjects(places.flatMap((one) => subjects[one] ?? [])).join(', ');
  const { could, unknown, until, hangsOn } = lockedOut;
  const keys =
    bypassing.length === 0
      ? 'no administrative API key is known'
      : `administrative API keys (${listFew(bypassing, MOST_KEYS)})`;
  const when = until === undefined ? 'any more' : `until ${until}`;
  return [
    `Nobody of those looked at can repair the policy ${when}. Before, these could, as admin: ${name(could)}`,
    ...(hangsOn ? [describeForm(hangsOn, name(hangsOn.can))] : []),
    ...(unknown.length > 0 ? [`Only these could now, of whom the account knows nothing: ${name(unknown)}`] : []),
    `Policies are not asked about: ${keys}; the account's creator and SSO admin, admins of the GitHub organization, the owner of a private account`,
  ];
}

const FORMS = { id: 'api:: and its id', name: 'its name' } as const;

function describeForm({ form }: NonNullable<LockOut['hangsOn']>, can: string): string {
  const other = FORMS[form === 'name' ? 'id' : 'name'];
  const onlyIf = `Only if the login of an API key is ${FORMS[form]}, which is less likely than ${other},`;
  return `${onlyIf} ${can === '' ? 'anybody of those looked at could before' : `these still can: ${can}`}`;
}
