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
  for (const closers of ['', ...missingClosers(model.text, span)]) {
    const probed = buildProbe(model, span, `"${MARK}"${closers}`);
    const literal = probed.literals.find((term) => term.kind === 'string' && term.value === MARK);
    if (literal?.kind !== 'string') continue;
    const step = findStep(probed);
    if (step || probed.meaningsOf(literal).length > 0) return { model: probed, literal, step };
  }
  return undefined;
}

/** Undefined where no name can be read there. */
export function probeName(model: PolicyModel, span: Span): NameProbe | undefined {
  const probed = buildProbe(model, span, MARK);
  const reference = probed.references.find(({ name }) => name === MARK);
  const step = reference ? undefined : findStep(probed);
  return reference || step ? { model: probed, reference, step } : undefined;
}

function buildProbe(model: PolicyModel, { from, to }: Span, text: string): PolicyModel {
  return buildExcerpt(model.text.slice(0, from) + text + model.text.slice(to), from, model);
}

function findStep({ references }: PolicyModel): Step | undefined {
  for (const holder of references) {
    const segment = holder.path.find(({ constant }) => constant === MARK);
    if (segment) return { holder, segment };
  }
  return undefined;
}

/** What would close the brackets that are open on the caret's line, where there are any. */
function missingClosers(text: string, { from }: Span): string[] {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from).replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  const open: string[] = [];
  for (const [bracket] of line.matchAll(/[[({\])}]/g)) {
    const closer = { '[': ']', '(': ')', '{': '}' }[bracket];
    if (closer) open.unshift(closer);
    else open.shift();
  }
  return open.length > 0 ? [open.join(''), ` ${open[0] ?? ''}\n`] : [];
}
