/** A field for a date, or for a date and time of day, that can be typed part by part. */
import { noChange, type ElementPart, type TemplateResult } from 'lit';
import { Directive, directive, PartType, type PartInfo } from 'lit/directive.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { html } from './html.ts';

export interface TimeField {
  type: 'date' | 'datetime-local';
  id?: string;
  /** For screen readers, where there is no `label` element. */
  label?: string;
  /** As such an input element has it; '' for none. */
  value: string;
  /** What has been typed in whole, or chosen; '' where nothing is left of it. */
  set: (value: string) => void;
  /** The id of the element that says what is wrong. */
  problemId?: string;
  isWrong?: boolean;
}

/** What fits into 64 bits of nanoseconds since 1970. That it has an end makes a year four digits. */
const EARLIEST = '1678-01-01';
const LATEST = '2262-04-10';

export function timeField({ type, id, label, value, set, problemId, isWrong = false }: TimeField): TemplateResult {
  const midnight = type === 'date' ? '' : 'T00:00';
  return html`<input
    id=${ifDefined(id)}
    class="field"
    type=${type}
    step="1"
    min="${EARLIEST}${midnight}"
    max="${LATEST}${midnight}"
    aria-label=${ifDefined(label)}
    aria-invalid=${isWrong}
    aria-describedby=${ifDefined(problemId)}
    ${untilLeft(value)}
    @change=${(event: Event) => {
      const field = event.target as HTMLInputElement;
      // What is half typed has no value either; a year that is being typed begins with that of two digits.
      if (field.validity.valid) set(field.value);
    }}
    @blur=${(event: Event) => {
      const field = event.target as HTMLInputElement;
      // The browser tells of the first part that is taken away, not of the last.
      if (field.value === '' && field.validity.valid && value !== '') set('');
      else field.value = value;
    }}
  />`;
}

/** The value, except while somebody is typing: a value that is set takes away what has been typed of the next part. */
class UntilLeft extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('It is for a whole element');
  }

  /** Only a server renders by it. */
  override render(value: string): string {
    return value;
  }

  override update({ element }: ElementPart, [value]: [string]): unknown {
    const field = element as HTMLInputElement;
    if (field !== field.ownerDocument.activeElement) field.value = value;
    return noChange;
  }
}

const untilLeft = directive(UntilLeft);
