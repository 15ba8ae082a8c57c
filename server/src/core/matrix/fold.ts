/** Subjects whose login may be written in several ways, which come to the same: then they are one. */
import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { Person } from './sessions.ts';

export interface Folded {
  readonly subjects: MatrixSubject[];
  /** Of each subject, the place of its first person. */
  readonly people: readonly number[];
}

/** @param cellsOf of a person: what its sessions come to, as a text; the same text for the same */
export function foldPeople(people: readonly Person[], cellsOf: (person: number) => string): Folded {
  const counts = new Map<number, number>();
  for (const { candidate } of people) counts.set(candidate, (counts.get(candidate) ?? 0) + 1);
  const folded = new Map<string, { subject: MatrixSubject; person: number }>();
  for (const [person, { subject, candidate }] of people.entries()) {
    const key = counts.get(candidate) === 1 ? `${candidate}` : `${candidate}:${cellsOf(person)}`;
    const before = folded.get(key);
    if (before) before.subject.logins = [...new Set([...before.subject.logins, ...subject.logins])];
    else folded.set(key, { subject: { ...subject, logins: [...subject.logins] }, person });
  }
  const all = [...folded.values()];
  return { subjects: all.map(({ subject }) => subject), people: all.map(({ person }) => person) };
}

/** The cells of the people that are left. */
export function pickCells(cells: Int32Array, people: readonly number[], places: number): number[] {
  return people.flatMap((person) => [...cells.subarray(person * places, (person + 1) * places)]);
}
