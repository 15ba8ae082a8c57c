/** Many who log in, in few words. */
import type { MatrixSubject, SubjectKind } from '../../../protocol/matrix.ts';
import { describeSubject } from './subject.ts';

/** One by one. */
const MOST = 40;
/** Of many of a kind, before the last one. */
const FIRST = 3;

const KINDS: Readonly<Record<SubjectKind, string>> = {
  key: 'API keys',
  team: 'teams',
  person: 'people',
  member: 'members',
  outsider: 'who are no members',
};

/** Each, where there are few; else of each kind how many, and some: `5,000 API keys: svc-0, svc-1, svc-2 … svc-4999`. */
export function describeSubjects(subjects: readonly MatrixSubject[]): string[] {
  if (subjects.length <= MOST) return subjects.map(describeSubject);
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const names = subjects.filter((subject) => subject.kind === kind).map(describeSubject);
    if (names.length <= FIRST + 1) return names;
    const plain = names.map((name) => (kind === 'team' ? name.replace(/^team /, '') : name));
    const count = `${names.length.toLocaleString('en')} ${KINDS[kind]}`;
    return [`${count}: ${plain.slice(0, FIRST).join(', ')} … ${plain.at(-1) ?? ''}`];
  });
}

/** `ann, bob and 12 more`. */
export function listFew(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more.toLocaleString('en')} more` : names.join(', ');
}
