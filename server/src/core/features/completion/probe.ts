/**
 * The policy with something whole put in at the caret: what that turns out to be, in the model, is what can be offered.
 * So half-typed text needs no rules of its own.
 */
import { buildExcerpt } from '../../syntax/excerpt.ts';
import type { PolicyModel, Reference, Segment, Span, StringTerm } from '../../syntax/model.ts';

/** No policy has it. */
const MARK = 'caret_of_the_completion';

/** A string in place of the text at `span`. */
export interface StringProbe {
  readonly model: PolicyModel;
  readonly literal: StringTerm;
  /** The path the string is a step of: `input["…"]`. */
  readonly step: Step | undefined;
}

/** A name in place of the text at `span`. */
export interface NameProbe {
  readonly model: PolicyModel;
  /** The reference that begins with the name; undefined where it is a step of one. */
  readonly reference: Reference | undefined;
  readonly step: Step | undefined;
}

export interface Step {
  readonly holder: Reference;
  readonly segment: Segment;
}

/** Undefined where no string can be read there. */
export function probeString(model: PolicyModel, span: Span): StringProbe | undefined {
  for (const { to, closers } of waysToRead(model, span)) {
    const probed = buildExcerpt(model, { from: span.from, to }, `"${MARK}"${closers}`);
    const literal = probed.literals.find((term) => term.kind === 'string' && term.value === MARK);
    const step = findStep(probed);
    const isTold = literal?.kind === 'string' && (step !== undefined || probed.meaningsOf(literal).length > 0);
    if (isTold) return { model: probed, literal, step };
    if (!isBroken(probed)) return undefined;
  }
  return undefined;
}

/** Something in it can't be read as it stands. */
function isBroken({ parsed: { tree } }: PolicyModel): boolean {
  let broken = false;
  tree.iterate({
    enter: ({ type }) => {
      broken ||= type.isError;
      return !broken;
    },
  });
  return broken;
}

/** With what follows, as it is; with the brackets closed; without what follows in the statement. */
function* waysToRead({ text, parsed }: PolicyModel, span: Span): Iterable<{ to: number; closers: string }> {
  yield { to: span.to, closers: '' };
  const closers = missingClosers(text, span);
  if (closers !== '') yield { to: span.to, closers };
  const next = parsed.tree.positions.find((start) => start > span.to) ?? text.length;
  yield { to: next, closers: `${closers}\n` };
}

/** Undefined where no name can be read there. */
export function probeName(model: PolicyModel, span: Span): NameProbe | undefined {
  const probed = buildExcerpt(model, span, MARK);
  const reference = probed.references.find(({ name }) => name === MARK);
  const step = reference ? undefined : findStep(probed);
  return reference || step ? { model: probed, reference, step } : undefined;
}

function findStep({ references }: PolicyModel): Step | undefined {
  for (const holder of references) {
    const segment = holder.path.find(({ constant }) => constant === MARK);
    if (segment) return { holder, segment };
  }
  return undefined;
}

/** What would close the brackets that are open on the caret's line. */
function missingClosers(text: string, { from }: Span): string {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from).replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  const open: string[] = [];
  for (const [bracket] of line.matchAll(/[[({\])}]/g)) {
    const closer = { '[': ']', '(': ')', '{': '}' }[bracket];
    if (closer) open.unshift(closer);
    else open.shift();
  }
  return open.join('');
}
