/** A letter for each outcome, each its own. */
import type { MatrixOutcome } from '../../protocol/matrix.ts';

const OTHERS = 'BCEFGHJKMNPQSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'.split('');
/** Beyond those: characters of which there are twenty thousand. */
const BEYOND = 0x4e00;

/** `A` an admin, `R` with roles, `L` let in without any, `·` denied, `D` though roles are granted, `!` a failure, `?` not decided; then any other. */
export function assignLetters(outcomes: readonly MatrixOutcome[]): string[] {
  const taken = new Set<string>();
  const free = [...OTHERS];
  return outcomes.map((outcome) => {
    const own = usualLetter(outcome);
    const letter = taken.has(own) ? (free.shift() ?? String.fromCodePoint(BEYOND + taken.size)) : own;
    taken.add(letter);
    return letter;
  });
}

function usualLetter({ level, isAdmin, isWithoutEntry, roles }: MatrixOutcome): string {
  if (level === 'undecided') return '?';
  if (level === 'failed') return '!';
  if (level === 'deny') return isWithoutEntry ? 'D' : '·';
  if (isAdmin) return 'A';
  return Object.keys(roles).length > 0 ? 'R' : 'L';
}
