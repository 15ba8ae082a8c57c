/** Everywhere something is named. */
import type { Import, Local, PolicyModel, Reference, Rule, Segment, Span } from '../../syntax/model.ts';
import { insideQuotes, toInputPath, type InputPath, type Named } from './named.ts';
import { importedRule, importOf, ruleNameIn } from './throughImports.ts';

/** One place. The span is of the name, without quotes. */
export interface Occurrence extends Span {
  /** Where it is introduced, given its value, or replaced (`with`). */
  readonly isWrite: boolean;
  /** The text is another name for it: the alias of an import. */
  readonly isAlias: boolean;
}

/** In the order of the text, each place once. */
export function occurrencesOf(named: Named, model: PolicyModel): readonly Occurrence[] {
  const places = new Map<number, Occurrence>();
  for (const place of listPlaces(named, model)) if (!places.has(place.from)) places.set(place.from, place);
  return [...places.values()].sort((a, b) => a.from - b.from);
}

function listPlaces(named: Named, model: PolicyModel): Iterable<Occurrence> {
  switch (named.kind) {
    case 'rule':
      return ofRule(named.rule, model);
    case 'local':
      return ofLocal(named.local);
    case 'import':
      return ofImport(named.import, model);
    case 'input':
      return ofInput(named.path, model);
    case 'function':
      return model.calls
        .filter(({ name, callee }) => name === named.name && callee.target.kind === 'function')
        .map(({ callee }) => read(callee));
    case 'constant':
      return model.literals
        .filter((literal) => literal.kind === 'string' && literal.value === named.value)
        .map((literal) => read(insideQuotes(literal, model)));
  }
}

function* ofRule(rule: Rule, model: PolicyModel): Iterable<Occurrence> {
  for (const { head } of rule.clauses) yield write(head.nameSpan);
  for (const entry of model.imports) {
    const found = importedRule(entry, model);
    const segment = found?.rule === rule ? entry.segments[found.index] : undefined;
    if (segment) yield read(insideQuotes(segment.term, model));
  }
  for (const reference of model.references) {
    const { target, nameSpan } = reference;
    if (target.kind !== 'rule' || target.rule !== rule) continue;
    const name = ruleNameIn(reference, model);
    if (!name) yield { ...read(nameSpan), isAlias: true };
    else yield read(name.term ? insideQuotes(name.term, model) : name.span);
  }
}

function ofLocal({ declaration, references }: Local): Iterable<Occurrence> {
  return references.map((reference) =>
    reference === declaration ? write(reference.nameSpan) : read(reference.nameSpan),
  );
}

function* ofImport(entry: Import, model: PolicyModel): Iterable<Occurrence> {
  const last = entry.segments.at(-1);
  if (entry.alias) yield write(entry.alias.span);
  else if (last) yield write(insideQuotes(last.term, model));
  for (const reference of model.references) {
    if (importOf(reference, model) === entry) yield read(reference.nameSpan);
  }
}

function* ofInput(path: InputPath, model: PolicyModel): Iterable<Occurrence> {
  if (path.length === 0) {
    yield* model.references.filter(({ name, target }) => name === 'input' && target.kind === 'input').map(ofFirst);
    return;
  }
  for (const { segments, path: imported } of model.imports) {
    if (imported[0] === 'input') yield* inPath(imported.slice(1), segments, path, model);
  }
  for (const { reference, path: whole, segments } of model.inputReferences()) {
    yield* inReference(reference, toInputPath(whole), segments, path, model);
  }
  for (const reference of model.references) {
    const { target, parent } = reference;
    if (target.kind !== 'input' || parent.kind !== 'with' || parent.target !== reference) continue;
    const whole = toInputPath(target.path.map(({ constant }) => constant));
    for (const place of inReference(reference, whole, target.path, path, model)) yield { ...place, isWrite: true };
  }
}

function inReference(
  reference: Reference,
  whole: InputPath,
  segments: readonly Segment[],
  path: InputPath,
  model: PolicyModel,
): readonly Occurrence[] {
  const isOwn = (place: Span): boolean => place.from >= reference.from && place.to <= reference.to;
  // A step that the import makes is named by what the import is called here.
  return inPath(whole, segments, path, model).map((place) =>
    isOwn(place) ? place : { ...ofFirst(reference), isAlias: true },
  );
}

/** @param segments of the last steps of `whole` */
function inPath(
  whole: InputPath,
  segments: readonly Segment[],
  path: InputPath,
  model: PolicyModel,
): readonly Occurrence[] {
  if (whole.length < path.length || path.some((step, index) => whole[index] !== step)) return [];
  const segment = segments[segments.length - (whole.length - path.length) - 1];
  return segment ? [read(insideQuotes(segment.term, model))] : [];
}

function ofFirst({ nameSpan }: Reference): Occurrence {
  return read(nameSpan);
}

function read({ from, to }: Span): Occurrence {
  return { from, to, isWrite: false, isAlias: false };
}

function write({ from, to }: Span): Occurrence {
  return { from, to, isWrite: true, isAlias: false };
}
