/** What something in a policy can be, in words. */
import type { PolicyModel } from '../../syntax/model.ts';
import type { Step, Value } from '../../syntax/values/value.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { nameBehind } from './behind.ts';
import { writePath } from './inputField.ts';
import { code, row } from './markdown.ts';

/** How much of a collection's text is shown. */
const LONG = 60;

/** `"root", "eu-01…" (production / eu) or input.session.login`; undefined where the text tells nothing. Markdown. */
export function writeValues(values: readonly Value[], policy: OpenPolicy): string | undefined {
  const texts = values.map((value) => writeValue(value, policy));
  if (texts.every((text) => text === ANYTHING)) return undefined;
  return row([...new Set(texts)].sort((a, b) => Number(a === ANYTHING) - Number(b === ANYTHING)));
}

const ANYTHING = 'something that the text does not tell';

function writeValue(value: Value, policy: OpenPolicy): string {
  const { model } = policy;
  switch (value.kind) {
    case 'constant': {
      const behind = value.literal && nameBehind(value.literal, policy);
      const text = value.literal?.kind === 'number' ? value.literal.text : JSON.stringify(value.value);
      return code(text) + (behind === undefined ? '' : ` (${behind.markdown})`);
    }
    case 'input':
      return code(writePath(value.path));
    case 'result':
      return code(textOf(value.call, model) + value.path.map(writeStep).join(''));
    case 'collection':
      return code(textOf(value.term, model));
    case 'clause':
      return `what ${code(value.clause.rule.name)} holds`;
    case 'unknown':
      return ANYTHING;
  }
}

function writeStep(step: Step): string {
  return `[${step === undefined ? '_' : JSON.stringify(step)}]`;
}

function textOf({ from, to }: { from: number; to: number }, { text }: PolicyModel): string {
  const whole = text.slice(from, to).replaceAll(/\s+/g, ' ');
  return whole.length > LONG ? `${whole.slice(0, LONG - 1)}…` : whole;
}
