/** Of a tab about many sessions: that it is being worked out, or why it can't be. */
import { nothing, type TemplateResult } from 'lit';
import type { OverviewTab } from '../overviewTab.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { bannerWithout, mistakesView } from './verdictView.ts';

type AwaitedTab = Pick<OverviewTab<unknown, unknown, unknown>, 'overview' | 'stop' | 'startAgain'>;

/** @param what is worked out: `who gets in` */
export function overviewStatus(panel: Panel, tab: AwaitedTab, what: string): TemplateResult {
  const { result, progress, isStopped } = tab.overview;
  return html`${progress ? workingView(tab, what, progress) : nothing} ${isStopped ? stoppedView(tab) : nothing}
  ${result?.kind === 'refused' ? bannerWithout('This can’t be worked out', 'warning', result.message) : nothing}
  ${result?.kind === 'policy' ? mistakesView(panel, result.findings, result.name) : nothing}`;
}

/** Seen after a moment (its style sees to it): most answers are there before. */
function workingView(tab: AwaitedTab, what: string, { done, all }: { done: number; all: number }): TemplateResult {
  const bar =
    all === 0
      ? html`<progress aria-label="Working out ${what}"></progress>`
      : html`<progress aria-label="Working out ${what}" max=${all} value=${done}></progress>`;
  return html`<div class="working">
    ${bar}<span class="dim">Working out ${what}</span>
    <button
      type="button"
      class="link"
      @click=${() => {
        tab.stop();
      }}
    >
      Cancel
    </button>
  </div>`;
}

function stoppedView(tab: AwaitedTab): TemplateResult {
  return html`<p class="stopped" role="status">
    ${icon('warning', 'severity-warning')}
    <span>Cancelled${tab.overview.last ? ': what is shown is of before' : ''}.</span>
    <button
      type="button"
      class="link"
      @click=${() => {
        tab.startAgain();
      }}
    >
      Work it out
    </button>
  </p>`;
}

/** What is shown is of before, and the newest answer is another or not there yet. */
export function isOld({ overview: { result, progress, isStopped } }: AwaitedTab): boolean {
  return progress !== undefined || isStopped || result?.kind !== 'shown';
}
