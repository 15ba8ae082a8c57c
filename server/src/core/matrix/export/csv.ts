/** A matrix for spreadsheets: a line for each session, a column for each space (RFC 4180). */
import type { AccessMatrix } from '../../../protocol/matrix.ts';

const COLUMNS = ['kind', 'name', 'login', 'address', 'instant', 'access_level', 'admin'];

/**
 * Roles in force, those inherited from spaces above among them; of an admin none: it may do everything everywhere. Of
 * several policies, also those that decide.
 */
export function writeMatrixCsv({ subjects, addresses, instants, outcomes, cells }: AccessMatrix): string {
  const spaces = [...new Set(outcomes.flatMap(({ access }) => Object.keys(access)))].sort();
  const isOfSeveral = outcomes.some(({ by }) => by !== undefined);
  const places = addresses.flatMap(({ ip = '' }) => instants.map(({ at = '' }) => ({ ip, at })));
  const lines = subjects.flatMap(({ kind, name, logins }, subject) =>
    places.map(({ ip, at }, place) => {
      const outcome = outcomes[cells[subject * places.length + place] ?? -1];
      const held = spaces.map((space) => outcome?.access[space]?.join(' ') ?? '');
      const by = isOfSeveral ? [outcome?.by?.join(', ') ?? ''] : [];
      const [login = ''] = logins;
      return [kind, name, login, ip, at, outcome?.level ?? '', String(outcome?.isAdmin ?? false), ...by, ...held];
    }),
  );
  return [[...COLUMNS, ...(isOfSeveral ? ['decided_by'] : []), ...spaces], ...lines]
    .map((line) => `${line.map(writeField).join(',')}\r\n`)
    .join('');
}

/** Spreadsheets take what begins with some characters for a formula, and names come from elsewhere. */
function writeField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
