/** The tabs of the panel, as the ARIA Authoring Practices have them: arrow keys go from one to the next. */
import { nothing, type TemplateResult } from 'lit';
import type { PanelTab } from '../../../server/src/protocol/panel.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';

const TABS: readonly { tab: PanelTab; label: string }[] = [
  { tab: 'session', label: 'Session' },
  { tab: 'matrix', label: 'Matrix' },
  { tab: 'week', label: 'Week' },
  { tab: 'changes', label: 'Changes' },
];

const STEPS: Readonly<Partial<Record<string, (at: number) => number>>> = {
  ArrowRight: (at) => (at + 1) % TABS.length,
  ArrowLeft: (at) => (at + TABS.length - 1) % TABS.length,
  Home: () => 0,
  End: () => TABS.length - 1,
};

export function tabBar(panel: Panel): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label="What is shown" @keydown=${onKeyDown}>
    ${TABS.map(({ tab, label }) => {
      const isShown = panel.state.tab === tab;
      return html`<button
        type="button"
        class="tab"
        role="tab"
        id="tab-${tab}"
        aria-selected=${isShown}
        aria-controls="tab-panel"
        tabindex=${isShown ? 0 : -1}
        @click=${() => {
          panel.showTab(tab);
        }}
      >
        ${label}${tab === 'changes' ? badge(panel) : nothing}
      </button>`;
    })}
  </div>`;
}

/** How many rows there are, as long as that is known. */
function badge({ overviews: { changes } }: Panel): TemplateResult | typeof nothing {
  const { result, progress } = changes.overview;
  if (result?.kind !== 'shown' || progress) return nothing;
  const { length } = result.shown.rows;
  return html` <span class="badge" aria-label="${length} ${length === 1 ? 'change' : 'changes'}">${length}</span>`;
}

/** The one that gets the focus is shown. */
function onKeyDown(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const to = STEPS[event.key]?.(tabs.indexOf(event.target as HTMLElement));
  const next = to === undefined ? undefined : tabs[to];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
