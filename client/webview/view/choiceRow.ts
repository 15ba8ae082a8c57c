/** Small parts of the form. */
import { nothing, type TemplateResult } from 'lit';
import type { ChoiceGroup } from '../model/choices.ts';
import { html } from './html.ts';

/** One of a few, side by side: radio buttons to the keyboard and to screen readers. */
export function segmented<Value extends string>(
  name: string,
  label: string,
  options: readonly { value: Value; label: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="segmented" role="radiogroup" aria-label=${label}>
    ${options.map(
      ({ value, label: shown }) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            value=${value}
            .checked=${value === chosen}
            @change=${() => {
              choose(value);
            }}
          /><span>${shown}</span></label
        >`,
    )}
  </div>`;
}

/** A button that sets a value, pressed while that is set. */
export function chip(label: string, detail: string, isOn: boolean, choose: () => void): TemplateResult {
  return html`<button type="button" class="chip" aria-pressed=${isOn} @click=${choose}>
    ${label}${detail === '' ? nothing : html` <span class="chip-detail">${detail}</span>`}
  </button>`;
}

/** Choices of one place of the policy, with a link to its line. */
export function choiceGroup(
  { title, line, choices }: ChoiceGroup,
  value: string | undefined,
  { choose, reveal }: { choose: (value: string) => void; reveal: (line: number) => void },
): TemplateResult {
  return html`<div class="choices" role="group" aria-label="Quick choices of ${title}, line ${line}">
    <span class="choices-title"
      ><span class="code">${title}</span> ${lineLink(line, () => {
        reveal(line);
      })}</span
    >
    ${choices.map((choice) =>
      chip(choice.label, choice.detail, choice.value === value, () => {
        choose(choice.value);
      }),
    )}
  </div>`;
}

/** `line 12`, which shows it in the editor. */
export function lineLink(line: number, reveal: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${reveal}>line ${line}</button>`;
}

/** What is wrong with a field; read out when it comes. */
export function problem(id: string, message: string | undefined): TemplateResult {
  return html`<p id=${id} class="problem" role="alert">${message ?? nothing}</p>`;
}
