/** Where a name is introduced. */
import type { Range } from '../../protocol/findings.ts';
import type { Clause, PolicyModel, Reference, Rule, Segment, Span } from '../syntax/model.ts';
import { namedAt, type Named, type NamedAt } from './names/named.ts';
import { importedRule } from './names/throughImports.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** One place, in the same document. */
export interface Definition {
  /** Of the name that was asked for. */
  readonly origin: Range;
  /** Of all that belongs to the definition: a rule with its bodies. */
  readonly target: Range;
  /** Of the name in it. */
  readonly selection: Range;
}

/** Of a rule all its clauses, or those that the path asked for can lead to; none for what no policy defines. */
export function findDefinitions({ model }: OpenPolicy, offset: number): readonly Definition[] {
  const found = namedAt(model, offset);
  if (!found) return [];
  const { lines } = model;
  const origin = lines.rangeOf(found.span);
  return placesOf(found, model).map(({ whole, name }) => ({
    origin,
    target: lines.rangeOf(whole),
    selection: lines.rangeOf(name),
  }));
}

interface Place {
  readonly whole: Span;
  readonly name: Span;
}

function placesOf({ named, span }: NamedAt, model: PolicyModel): readonly Place[] {
  if (named.kind === 'rule') return placesOfRule(named.rule, span, model);
  if (named.kind === 'local')
    return [{ whole: named.local.declaration.nameSpan, name: named.local.declaration.nameSpan }];
  if (named.kind !== 'import') return [];
  const rule = importedRule(named.import, model);
  if (rule?.index === named.import.segments.length - 1) return placesOfRule(rule.rule, span, model);
  return placeOfImport(named, model);
}

function placeOfImport(
  { import: entry }: Extract<Named, { kind: 'import' }>,
  { lines }: PolicyModel,
): readonly Place[] {
  const name = entry.alias?.span ?? entry.segments.at(-1)?.term ?? entry.pathSpan;
  // A statement's span may take in blanks behind it.
  const { line } = lines.positionAt(entry.from);
  const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  return [{ whole: { from: entry.from, to: Math.min(Math.max(entry.to, name.to), Math.max(end, name.to)) }, name }];
}

function placesOfRule(rule: Rule, asked: Span, { references }: PolicyModel): readonly Place[] {
  const reference = references.find(
    ({ from, to, target }) => target.kind === 'rule' && target.rule === rule && from <= asked.from && asked.to <= to,
  );
  const meant = reference ? rule.clauses.filter((clause) => mayGive(clause, reference)) : rule.clauses;
  const clauses = meant.length > 0 ? meant : rule.clauses;
  const heads = new Map(clauses.map(({ head, whole }) => [head.nameSpan.from, { whole, name: head.nameSpan }]));
  return [...heads.values()];
}

/** Whether the clause's head can be at the path of the reference. */
function mayGive({ head }: Clause, { target }: Reference): boolean {
  return head.path.every((step, index) => fits(step, target.path[index]));
}

function fits({ constant }: Segment, asked: Segment | undefined): boolean {
  return constant === undefined || asked?.constant === undefined || constant === asked.constant;
}
