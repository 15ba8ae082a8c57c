/** Renaming rules, functions, arguments, locals and imports, so that the policy decides the same afterwards. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { Range } from '../../../protocol/findings.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { namedAt, type NamedAt } from '../names/named.ts';
import { occurrencesOf } from '../names/occurrences.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { findChangedMeaning } from './changedMeaning.ts';
import { objectToName } from './newName.ts';
import { objectToRenaming, type Renameable } from './renameable.ts';

/** Why not, in words for the person who asked. */
export interface Refusal {
  readonly refused: string;
}

export interface Renaming {
  /** Of the name at the caret. */
  readonly range: Range;
  readonly placeholder: string;
}

/** Undefined where no name is. */
export function prepareRename(policy: OpenPolicy, offset: number): Renaming | Refusal | undefined {
  const found = findRenameable(policy, offset);
  if (!found || 'refused' in found) return found;
  const { lines, text } = policy.model;
  return { range: lines.rangeOf(found.span), placeholder: text.slice(found.span.from, found.span.to) };
}

/** The edits, in the order of the text; none where the name stays. Undefined where no name is. */
export function renameTo(
  policy: OpenPolicy,
  offset: number,
  newName: string,
): readonly TextEdit[] | Refusal | undefined {
  const found = findRenameable(policy, offset);
  if (!found || 'refused' in found) return found;
  const { model } = policy;
  const { named, span } = found;
  if (model.text.slice(span.from, span.to) === newName) return [];
  const objection = objectToName(newName, named, policy);
  if (objection !== undefined) return { refused: objection };
  const replacements = replace(named, newName, model);
  const changed = findChangedMeaning(named, newName, applyAll(model.text, replacements), model);
  if (changed) return { refused: tellChanged(newName, changed, model) };
  return replacements.map(({ from, to, text }) => ({ range: model.lines.rangeOf({ from, to }), newText: text }));
}

function findRenameable(
  policy: OpenPolicy,
  offset: number,
): (NamedAt & { readonly named: Renameable }) | Refusal | undefined {
  const { model } = policy;
  const own = model.package?.nameSpan;
  if (own && own.from <= offset && offset <= own.to) {
    return { refused: 'Spacelift reads the package `spacelift` and no other: its name can’t be changed.' };
  }
  const found = namedAt(model, offset);
  if (!found || found.named.kind === 'constant') return undefined;
  const { named, span } = found;
  const refused = objectToRenaming(named, policy);
  if (refused !== undefined) return { refused };
  return named.kind === 'input' || named.kind === 'function' ? undefined : { named, span };
}

interface Replacement extends Span {
  readonly text: string;
}

function replace(named: Renameable, newName: string, model: PolicyModel): readonly Replacement[] {
  const places = occurrencesOf(named, model).filter(({ isAlias }) => !isAlias);
  // An import that is called by the last step of its path gets an alias.
  const unnamed = named.kind === 'import' && !named.import.alias ? named.import : undefined;
  return places.map(({ from, to }) =>
    unnamed && from >= unnamed.from && to <= unnamed.to
      ? { from: unnamed.pathSpan.to, to: unnamed.pathSpan.to, text: ` as ${newName}` }
      : { from, to, text: newName },
  );
}

function applyAll(text: string, replacements: readonly Replacement[]): string {
  let at = 0;
  let applied = '';
  for (const { from, to, text: added } of replacements) {
    applied += text.slice(at, from) + added;
    at = to;
  }
  return applied + text.slice(at);
}

function tellChanged(newName: string, at: Span | 'structure', { lines }: PolicyModel): string {
  if (at === 'structure') return `With the name \`${newName}\` the policy would be read differently.`;
  const line = String(lines.positionAt(at.from).line + 1);
  return `With the name \`${newName}\`, line ${line} would mean something else: it is in use there.`;
}
