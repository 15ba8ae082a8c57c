/** Spaces and roles that come out of the lists of the input, where a grant names one. */
import { nodeAt } from '../../policy/inputPath.ts';
import type { Local, PolicyModel, Reference, Term } from '../../syntax/model.ts';
import type { ProblemFix } from '../rule.ts';
import { kindOf } from '../types/kinds.ts';

export type EntryList = 'spaces' | 'roles';

/** What names an entry of a list. */
const NAMED_BY: Readonly<Record<EntryList, string>> = { spaces: 'id', roles: 'slug' };

/** The field of an entry that a term holds for sure: `undefined` for the entry itself. */
export interface EntryField {
  readonly field: string | undefined;
}

/** Undefined where the term is, or may be, something else. */
export function entryFieldOf(term: Term, list: EntryList, model: PolicyModel): EntryField | undefined {
  const paths = model.values.valuesOf(term).map((value) => {
    const isEntry = value.kind === 'input' && !value.isChanged && value.path[0] === list;
    return isEntry && (value.path.length === 2 || value.path.length === 3) ? value.path : undefined;
  });
  const [first, ...others] = paths;
  const field = first?.[2];
  if (!first || typeof field === 'number' || (first.length === 3 && field === undefined)) return undefined;
  return others.every((path) => path?.length === first.length && path[2] === field) ? { field } : undefined;
}

/** Asks for what names the entry, where that can be written in the term itself. Grants more from then on: unsafe. */
export function nameEntry(term: Term, list: EntryList, { field }: EntryField): readonly ProblemFix[] {
  if (term.kind !== 'reference') return [];
  const name = NAMED_BY[list];
  const title = `Write \`.${name}\``;
  if (field === undefined) {
    return [{ title, edits: [{ span: { from: term.to, to: term.to }, newText: `.${name}` }], unsafe: true }];
  }
  const last = term.path.at(-1);
  if (last?.constant !== field || last.term.kind !== 'string') return [];
  const newText = last.term.form === 'name' ? name : JSON.stringify(name);
  return [{ title, edits: [{ span: last.term, newText }], unsafe: true }];
}

/** Whether a variable counts the places of a list: `i` of `input.spaces[i]`, and of `some i, x in list`. */
export function isIndex(term: Term, model: PolicyModel): boolean {
  if (term.kind !== 'reference' || term.target.kind !== 'local' || term.path.length > 0) return false;
  const { local } = term.target;
  return isKeyOfList(local, model) || model.inputReferences().some((input) => goesThrough(input, local));
}

function isKeyOfList({ declaration }: Local, model: PolicyModel): boolean {
  const { parent } = declaration;
  return parent.kind === 'someIn' && parent.key === declaration && kindOf(parent.collection, model) === 'list';
}

function goesThrough({ path, segments }: ReturnType<PolicyModel['inputReferences']>[number], local: Local): boolean {
  return segments.some(({ term }, i) => {
    if (term.kind !== 'reference' || !isLocal(term, local)) return false;
    return nodeAt(path.slice(0, path.length - segments.length + i))?.type === 'array';
  });
}

function isLocal({ target, path }: Reference, local: Local): boolean {
  return target.kind === 'local' && target.local === local && path.length === 0;
}
