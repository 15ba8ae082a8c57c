/** A field for one more of a list: of those that are known, or any other. */
import { LitElement, type TemplateResult } from 'lit';
import type { Option } from '../model/search.ts';
import './combobox.ts';
import { html } from './html.ts';

/** Dispatches `add` (detail: a value) once an option is picked, or Enter ends a text of the person's own. */
export class ItemAdder extends LitElement {
  static override properties = {
    options: { attribute: false },
    label: { attribute: false },
    text: { state: true },
  };

  declare options: readonly Option[];
  /** What is added: for screen readers, and as a hint. */
  declare label: string;
  declare text: string;

  constructor() {
    super();
    this.options = [];
    this.label = '';
    this.text = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<policy-combobox
      .label=${this.label}
      .hint=${this.label}
      .options=${this.options}
      .value=${this.text}
      .takesAny=${true}
      @choose=${(event: CustomEvent<string>) => {
        this.text = event.detail;
      }}
      @pick=${() => {
        this.#add();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') this.#add();
      }}
    ></policy-combobox>`;
  }

  #add(): void {
    const added = this.text.trim();
    this.text = '';
    if (added !== '') this.dispatchEvent(new CustomEvent<string>('add', { detail: added }));
  }
}

customElements.define('item-adder', ItemAdder);
