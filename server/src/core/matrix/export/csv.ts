/** A matrix for spreadsheets: a line for each session, a column for each space (RFC 4180). */
import type { AccessMatrix, MatrixOutcome } from '../../../protocol/matrix.ts';
import { printable } from '../../printable.ts';
import { describeLevel } from '../words/outcome.ts';

const FIRST = ['kind', 'name', 'login', 'address', 'instant', 'access_level', 'admin'];
const OF_SEVERAL = ['decided_by', 'roles_by'];
const MORE = ['access', 'teams_become', 'without_effect', 'other_logins', 'state'];

/**
 * Roles in force, those inherited from spaces above among them; of an admin none: it may do everything everywhere. Of
 * several policies, also those that decide. What is not looked at is told elsewhere: there is no line for it.
 */
export function writeMatrixCsv({ subjects, addresses, instants, outcomes, cells }: AccessMatrix): string {
  const spaces = [...new Set(outcomes.flatMap(({ access }) => Object.keys(access)))].sort();
  const isOfSeveral = outcomes.some(({ by }) => by !== undefined);
  const places = addresses.flatMap(({ ip = '' }) => instants.map(({ at = '' }) => ({ ip, at })));
  const lines = subjects.flatMap(({ kind, name, logins: [login = '', ...others], state = '' }, subject) =>
    places.map(({ ip, at }, place) => {
      const outcome = outcomes[cells[subject * places.length + place] ?? -1];
      if (outcome === undefined) return [kind, name, login, ip, at];
      const { level, isAdmin, by = [], rolesBy = [], access } = outcome;
      return [
        ...[kind, name, login, ip, at, level, String(isAdmin)],
        ...(isOfSeveral ? [by.join(', '), rolesBy.join(', ')] : []),
        ...[...describeOutcome(outcome), others.join(' '), state],
        ...spaces.map((space) => access[space]?.join(' ') ?? ''),
      ];
    }),
  );
  return [[...FIRST, ...(isOfSeveral ? OF_SEVERAL : []), ...MORE, ...spaces], ...lines]
    .map((line) => `${line.map(writeField).join(',')}\r\n`)
    .join('');
}

/** `access`: in words, with why an evaluation fails. */
function describeOutcome(outcome: MatrixOutcome): string[] {
  const { idle = {}, teams } = outcome;
  const without = Object.entries(idle).map(([space, slugs]) => `${slugs.join(' ')} in ${space}`);
  const become = teams === undefined ? '' : teams.length === 0 ? 'none' : teams.join(', ');
  return [describeLevel(outcome), become, without.join('; ')];
}

/** Spreadsheets take what begins with some characters for a formula, and names come from elsewhere. */
function writeField(text: string): string {
  const shown = printable(text);
  const safe = /^[=+\-@\t\r]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
