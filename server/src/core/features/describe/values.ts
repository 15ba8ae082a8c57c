/** What something in a policy can be, in words. */
import type { Term } from '../../syntax/model.ts';
import type { CollectionValue, ConstantValue, Step, Value } from '../../syntax/values/value.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { nameBehind } from './behind.ts';
import { writePath } from './inputField.ts';
import { code, row } from './markdown.ts';
import { sourceText } from './sourceText.ts';

/** How much of the policy's text is shown for one value. */
const LONG = 60;

/** `"root"`, `"eu-01…"` (production/eu), `input.session.login`; undefined where the text tells nothing. Markdown. */
export function writeValues(values: readonly Value[], policy: OpenPolicy): string | undefined {
  const texts = values.map((value) => writeValue(value, policy));
  if (texts.every((text) => text === ANYTHING)) return undefined;
  return row([...new Set(texts)].sort((a, b) => Number(a === ANYTHING) - Number(b === ANYTHING)));
}

const ANYTHING = 'something that the text does not tell';

function writeValue(value: Value, policy: OpenPolicy): string {
  switch (value.kind) {
    case 'constant':
      return writeConstant(value, policy);
    case 'input':
      return code(writePath(value.path));
    case 'result':
      return code(sourceText(value.call, policy.model, LONG) + value.path.map(writeStep).join(''));
    case 'collection':
      return writeCollection(value, policy);
    case 'clause':
      return `what ${code(value.clause.rule.name)} holds`;
    case 'unknown':
      return ANYTHING;
  }
}

function writeStep(step: Step): string {
  return `[${step === undefined ? '_' : JSON.stringify(step)}]`;
}

/** With the name behind it. */
function writeConstant({ value, literal }: Pick<ConstantValue, 'value' | 'literal'>, policy: OpenPolicy): string {
  const behind = literal && nameBehind(literal, policy);
  const text = literal?.kind === 'number' ? literal.text : JSON.stringify(value);
  return code(text) + (behind ? ` (${behind.markdown})` : '');
}

function writeItem(term: Term, policy: OpenPolicy): string {
  if (term.kind === 'string' || term.kind === 'number') {
    return writeConstant({ value: term.value, literal: term }, policy);
  }
  return code(sourceText(term, policy.model, LONG));
}

/** A short one as it is written, else what is in it; of `a - b` what is left. */
function writeCollection({ term, left }: CollectionValue, policy: OpenPolicy): string {
  const whole = code(sourceText(term, policy.model, LONG));
  if (left?.length === 0) return 'an empty set';
  if (term.kind === 'comprehension') return whole;
  const items = left ?? (term.kind === 'object' ? term.entries.map(({ key }) => key) : term.items);
  const texts = items.map((item) => writeItem(item, policy));
  const isPlain = texts.every((text) => text.endsWith('`')) && !whole.endsWith('…`');
  if (left === undefined && (isPlain || texts.length === 0)) return whole;
  const what = term.kind === 'object' ? 'a map with the keys' : `${term.kind === 'set' ? 'a set' : 'an array'} of`;
  return `${what} ${row(texts)}`;
}
