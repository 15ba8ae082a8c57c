/** Spaces where something is held, as a tree: what is folded is not there until it is opened. */
import '@vscode-elements/elements/dist/vscode-tree/index.js';
import '@vscode-elements/elements/dist/vscode-tree-item/index.js';
import { LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { countTold, pickRows, type SpaceNode } from '../model/spaces.ts';
import { html } from './html.ts';

/** So many spaces that something is told of are seen at a glance. */
const MUCH = 40;

export class SpaceTree extends LitElement {
  static override properties = { roots: { attribute: false }, labelledBy: { attribute: false } };

  declare roots: readonly SpaceNode[];
  /** The id of the element that names it. */
  declare labelledBy: string;
  /** What the person has opened or folded, by id. */
  readonly #opened = new Map<string, boolean>();
  /** Whether they are open as they were drawn last. */
  readonly #drawn = new Map<string, boolean>();
  #isMuch = false;
  /** Of these, all children are shown. */
  readonly #whole = new Set<string>();
  /** The library's items tell nobody when they are opened. */
  readonly #observer = new MutationObserver((records) => {
    this.#notice(records);
  });

  constructor() {
    super();
    this.roots = [];
    this.labelledBy = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this, { subtree: true, attributeFilter: ['open'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#isMuch = countTold(this.roots) > MUCH;
  }

  protected override render(): TemplateResult {
    return html`<vscode-tree
      aria-labelledby=${this.labelledBy}
      indent-guides="always"
      @vsc-tree-select=${(event: CustomEvent<HTMLElement[]>) => {
        this.#showAll(event.detail[0]?.dataset['allOf']);
      }}
      >${this.#items('', this.roots)}</vscode-tree
    >`;
  }

  #items(parent: string, nodes: readonly SpaceNode[]): TemplateResult {
    const { rows, more } = pickRows(nodes, this.#whole.has(parent));
    const slot = parent === '' ? '' : 'children';
    const rest = html`<vscode-tree-item slot=${slot} data-all-of=${parent}
      ><span class="more-rows">Show ${more} more</span></vscode-tree-item
    >`;
    return html`${repeat(
      rows,
      ({ id }) => id,
      (node) => this.#item(node, slot),
    )}${more > 0 ? rest : nothing}`;
  }

  #item(node: SpaceNode, slot: string): TemplateResult {
    const { id, name, own, inherited, readFrom, children } = node;
    const isOpen = children.length > 0 && this.#isOpen(node);
    this.#drawn.set(id, isOpen);
    return html`<vscode-tree-item slot=${slot} data-id=${id} ?branch=${children.length > 0} ?open=${isOpen}>
      <span class="space-name">${name}</span
      >${id === name ? nothing : html` <span class="dim code space-id">${id}</span>`}
      <span class="held" slot="decoration"
        >${own.map((role) => html`<span class="role">${role}</span>`)}${inherited.map(
          ({ roles, from }) => html`<span class="role inherited">${roles.join(', ')}, from ${from}</span>`,
        )}${readFrom === undefined ? nothing : html`<span class="role inherited">Read, through ${readFrom}</span>`}</span
      >
      ${isOpen ? this.#items(id, children) : nothing}
    </vscode-tree-item>`;
  }

  /**
   * As long as nobody has touched it, a space with nothing below but what it inherits is folded; and below the first
   * ones all are, where there is much to tell.
   */
  #isOpen({ id, children }: SpaceNode): boolean {
    const opened = this.#opened.get(id);
    if (opened !== undefined) return opened;
    if (this.#isMuch && !this.roots.some((root) => root.id === id)) return false;
    return children.some(({ isTold }) => isTold) || children.length <= 5;
  }

  #notice(records: readonly MutationRecord[]): void {
    for (const { target } of records) {
      const item = target as HTMLElement;
      const { id } = item.dataset;
      const isOpen = item.hasAttribute('open');
      if (id === undefined || isOpen === this.#drawn.get(id)) continue;
      this.#opened.set(id, isOpen);
      this.requestUpdate();
    }
  }

  #showAll(parent: string | undefined): void {
    if (parent === undefined) return;
    this.#whole.add(parent);
    this.requestUpdate();
  }
}

customElements.define('space-tree', SpaceTree);
