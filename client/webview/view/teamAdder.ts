/** A field for one more team: of those that are known, or any other. */
import { html, LitElement, type TemplateResult } from 'lit';
import type { Option } from '../model/search.ts';
import './combobox.ts';

/** Dispatches `add` (detail: the team) once a team is chosen, or Enter ends its name. */
export class TeamAdder extends LitElement {
  static override properties = { options: { attribute: false }, text: { state: true } };

  declare options: readonly Option[];
  declare text: string;

  constructor() {
    super();
    this.options = [];
    this.text = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<policy-combobox
      .label=${'Add a team'}
      .hint=${'Add a team'}
      .options=${this.options}
      .value=${this.text}
      .takesAny=${true}
      @choose=${(event: CustomEvent<string>) => {
        this.text = event.detail;
        if (this.options.some(({ value }) => value === event.detail)) this.#add();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') this.#add();
      }}
    ></policy-combobox>`;
  }

  #add(): void {
    const team = this.text.trim();
    this.text = '';
    if (team !== '') this.dispatchEvent(new CustomEvent<string>('add', { detail: team }));
  }
}

customElements.define('team-adder', TeamAdder);
