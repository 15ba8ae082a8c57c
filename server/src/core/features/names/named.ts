/** What a name in a policy stands for, for features that follow names. */
import type { Import, InputReference, Local, PolicyModel, Reference, Rule, Span, Term } from '../../syntax/model.ts';
import { importedRule, importOf, ruleNameIn } from './throughImports.ts';

/** Something that can be found again elsewhere in the policy. */
export type Named =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'local'; readonly local: Local }
  | { readonly kind: 'import'; readonly import: Import }
  /** A part of the input; an empty path is the input itself. Undefined: any step. */
  | { readonly kind: 'input'; readonly path: InputPath }
  /** What is called and is no rule of the policy: a built-in, as far as OPA has it. */
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string };

export type InputPath = readonly (string | undefined)[];

/** A name where it stands in the text. */
export interface NamedAt {
  readonly named: Named;
  /** Of the name alone, without quotes. */
  readonly span: Span;
}

/** What is named at an offset, or right before it; undefined where no name is. */
export function namedAt(model: PolicyModel, offset: number): NamedAt | undefined {
  return inHeads(model, offset) ?? inImports(model, offset) ?? inReferences(model, offset) ?? inLiterals(model, offset);
}

/** Whether a caret at the offset is in the span or at one of its ends. */
export function touches({ from, to }: Span, offset: number): boolean {
  return from <= offset && offset <= to;
}

/** A string's text without its quotes; any other span as it is. */
export function insideQuotes(term: Term, { text }: Pick<PolicyModel, 'text'>): Span {
  const { from, to } = term;
  if (term.kind !== 'string' || term.form === 'name') return { from, to };
  const isClosed = to - from > 1 && text.charAt(to - 1) === text.charAt(from);
  return { from: from + 1, to: isClosed ? to - 1 : to };
}

/** A path below the input whose steps into lists are all alike. */
export function toInputPath(path: InputReference['path']): InputPath {
  return path.map((step) => (typeof step === 'string' ? step : undefined));
}

function inHeads({ clauses }: PolicyModel, offset: number): NamedAt | undefined {
  const clause = clauses.find(({ head }) => touches(head.nameSpan, offset));
  return clause && { named: { kind: 'rule', rule: clause.rule }, span: clause.head.nameSpan };
}

function inImports(model: PolicyModel, offset: number): NamedAt | undefined {
  const entry = model.imports.find((each) => touches(each, offset));
  if (!entry) return undefined;
  const { alias, segments, path } = entry;
  if (alias && touches(alias.span, offset)) return { named: { kind: 'import', import: entry }, span: alias.span };
  const index = segments.findIndex(({ term }) => touches(term, offset));
  const segment = segments[index];
  if (!segment) return undefined;
  const span = insideQuotes(segment.term, model);
  const rule = importedRule(entry, model);
  if (rule?.index === index) return { named: { kind: 'rule', rule: rule.rule }, span };
  if (!alias && index === segments.length - 1) return { named: { kind: 'import', import: entry }, span };
  return path[0] === 'input' ? { named: { kind: 'input', path: path.slice(1, index + 2) }, span } : undefined;
}

function inReferences(model: PolicyModel, offset: number): NamedAt | undefined {
  // Inner ones come after outer ones.
  const reference = model.references.findLast((each) => touches(each, offset));
  if (!reference) return undefined;
  if (touches(reference.nameSpan, offset)) return ofFirstName(reference, model);
  const segment = reference.path.find(({ term }) => touches(term, offset));
  return segment && ofSegment(reference, segment.term, model);
}

function ofFirstName(reference: Reference, model: PolicyModel): NamedAt | undefined {
  const { target, nameSpan: span } = reference;
  if (target.kind === 'local') return { named: { kind: 'local', local: target.local }, span };
  if (target.kind === 'rule' && ruleNameIn(reference, model)?.span === span) {
    return { named: { kind: 'rule', rule: target.rule }, span };
  }
  const entry = importOf(reference, model);
  if (entry) return { named: { kind: 'import', import: entry }, span };
  if (target.kind === 'input') return { named: { kind: 'input', path: [] }, span };
  return target.kind === 'function' ? ofCallee(reference) : undefined;
}

function ofSegment(reference: Reference, term: Term, model: PolicyModel): NamedAt | undefined {
  const { target } = reference;
  if (term.kind !== 'string') return undefined;
  if (target.kind === 'function') return ofCallee(reference);
  const span = insideQuotes(term, model);
  if (target.kind === 'rule' && ruleNameIn(reference, model)?.term === term) {
    return { named: { kind: 'rule', rule: target.rule }, span };
  }
  const path = inputPathUpTo(reference, term, model);
  if (path) return { named: { kind: 'input', path }, span };
  return term.form === 'name' ? undefined : { named: { kind: 'constant', value: term.value }, span };
}

/** Where in the input the path leads to, up to this step of it. */
function inputPathUpTo(reference: Reference, term: Term, model: PolicyModel): InputPath | undefined {
  const { target, path } = reference;
  const left = path.length - path.findIndex((segment) => segment.term === term) - 1;
  const whole =
    target.kind === 'input'
      ? target.path.map(({ constant }) => constant)
      : model.inputReferences().find((read) => read.reference === reference)?.path;
  return whole && toInputPath(whole.slice(0, whole.length - left));
}

function ofCallee(callee: Reference): NamedAt | undefined {
  const { parent } = callee;
  if (parent.kind !== 'call') return undefined;
  return { named: { kind: 'function', name: parent.name }, span: { from: callee.from, to: callee.to } };
}

function inLiterals(model: PolicyModel, offset: number): NamedAt | undefined {
  const literal = model.literals.find((each) => each.kind === 'string' && touches(each, offset));
  if (literal?.kind !== 'string' || literal.value === '') return undefined;
  return { named: { kind: 'constant', value: literal.value }, span: insideQuotes(literal, model) };
}
