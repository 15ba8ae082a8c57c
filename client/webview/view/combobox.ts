/**
 * A text field with a list of what can be chosen, after the combobox pattern of the ARIA Authoring Practices. The one
 * of the component library renders all of its options, which thousands of keys are too many for, and takes no text of
 * the person's own without a further step.
 */
import { LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { search, type Found, type Option } from '../model/search.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';

let count = 0;

/** How far keys go in the list. */
const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/**
 * Dispatches `choose` (detail: the value of an option, or the text where it takes any); and then `pick`, where it was an
 * option of the list.
 */
export class PolicyCombobox extends LitElement {
  static override properties = {
    options: { attribute: false },
    value: { attribute: false },
    label: { attribute: false },
    hint: { attribute: false },
    takesAny: { attribute: false },
    problemId: { attribute: false },
    isOpen: { state: true },
    query: { state: true },
    active: { state: true },
  };

  declare options: readonly Option[];
  /** Of the chosen option, or a text of the person's own. */
  declare value: string;
  /** For screen readers. */
  declare label: string;
  declare hint: string;
  /** Also a text that is no option: it is told as it is typed. */
  declare takesAny: boolean;
  /** The id of the element that says what is wrong; undefined: nothing is. */
  declare problemId: string | undefined;
  declare isOpen: boolean;
  /** What is being typed; undefined: nothing. */
  declare query: string | undefined;
  declare active: number;
  readonly #id = `combobox-${++count}`;

  constructor() {
    super();
    this.options = [];
    this.value = '';
    this.label = '';
    this.hint = '';
    this.takesAny = false;
    this.problemId = undefined;
    this.isOpen = false;
    this.query = undefined;
    this.active = -1;
  }

  /** Not in a shadow tree: the page's style and labels reach it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active') || changed.has('isOpen')) {
      this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected override render(): TemplateResult {
    // A list of thousands is looked through only while it is open.
    const found = this.isOpen ? this.#found : undefined;
    const isOpen = found !== undefined && (found.options.length > 0 || !this.takesAny);
    return html`<div class="combobox">
      <input
        class="field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls="${this.#id}-list"
        aria-activedescendant=${ifDefined(isOpen && this.active >= 0 ? `${this.#id}-${this.active}` : undefined)}
        aria-invalid=${this.problemId === undefined ? 'false' : 'true'}
        aria-describedby=${ifDefined(this.problemId)}
        placeholder=${this.hint}
        .value=${this.query ?? this.#shown}
        @input=${this.#onInput}
        @keydown=${this.#onKeyDown}
        @click=${this.#open}
        @focus=${this.#onFocus}
        @blur=${this.#onBlur}
      />
      ${icon('chevronDown', 'chevron')}
      <div id="${this.#id}-list" class="list" role="listbox" aria-label=${this.label} ?hidden=${!isOpen}>
        ${isOpen ? this.#renderList(found) : nothing}
      </div>
    </div>`;
  }

  #renderList({ options, more }: Found): TemplateResult {
    const rows = options.map(
      ({ label, detail, mark }, index) =>
        html`<div
          id="${this.#id}-${index}"
          class="option"
          role="option"
          aria-selected=${index === this.active}
          @pointerdown=${(event: Event) => {
            // The field keeps the focus.
            event.preventDefault();
            this.#choose(index);
          }}
        >
          <span class="option-label">${label}</span>
          ${mark === undefined ? nothing : html`<span class="mark">${mark}</span>`}
          ${detail === undefined ? nothing : html`<span class="dim code">${detail}</span>`}
        </div>`,
    );
    const rest = options.length === 0 ? 'Nothing has this in its name or id' : `${more} more: type on to find them`;
    const note = html`<div class="option note" role="option" aria-selected="false" aria-disabled="true">${rest}</div>`;
    return html`${rows}${options.length === 0 || more > 0 ? note : nothing}`;
  }

  get #found(): Found {
    return search(this.options, this.query ?? '');
  }

  get #shown(): string {
    return this.options.find(({ value }) => value === this.value)?.label ?? this.value;
  }

  #open = (): void => {
    if (this.isOpen) return;
    this.isOpen = true;
    this.active = this.#found.options.findIndex(({ value }) => value === this.value);
  };

  #close(): void {
    this.isOpen = false;
    this.query = undefined;
    this.active = -1;
  }

  #onFocus = (event: FocusEvent): void => {
    (event.target as HTMLInputElement).select();
  };

  #onBlur = (): void => {
    const { query } = this;
    const named = this.options.find(({ label, value }) => label === query || value === query);
    if (query !== undefined && !this.takesAny && named) this.#tell(named.value);
    this.#close();
  };

  #onInput = (event: InputEvent): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.isOpen = true;
    this.active = this.takesAny || this.query === '' ? -1 : 0;
    if (this.takesAny) this.#tell(this.query);
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (!this.#act(event.key)) return;
    event.preventDefault();
    // A key that has been used is not meant for what is around.
    if (event.key !== 'Enter') event.stopPropagation();
  };

  /** @returns whether the key is one that the list knows */
  #act(key: string): boolean {
    const step = STEPS[key];
    if (step !== undefined) {
      if (this.isOpen) this.#move(step);
      else this.#open();
    } else if (key === 'Enter') {
      if (this.isOpen && this.active >= 0) this.#choose(this.active);
      else this.#close();
    } else if (key === 'Escape' && this.isOpen) this.#close();
    else return false;
    return true;
  }

  #move(step: number): void {
    const last = this.#found.options.length - 1;
    this.active = Math.max(0, Math.min(this.active + step, last));
  }

  #choose(index: number): void {
    const option = this.#found.options[index];
    this.#close();
    if (!option) return;
    this.#tell(option.value);
    this.dispatchEvent(new CustomEvent('pick'));
  }

  #tell(value: string): void {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}

customElements.define('policy-combobox', PolicyCombobox);
