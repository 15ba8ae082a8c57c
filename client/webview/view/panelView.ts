/** The whole panel. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { nothing, type TemplateResult } from 'lit';
import type { OtherFile, PanelTab, ServerState } from '../../../server/src/protocol/panel.ts';
import { sessionOf } from '../model/form.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { aloneView } from './besideView.ts';
import { canView, verifyView } from './canView.ts';
import { changesView } from './changesView.ts';
import { formView } from './formView.ts';
import { matrixView } from './matrixView.ts';
import { fieldsView, spacesView, whyView } from './reportView.ts';
import { tabBar } from './tabBar.ts';
import { announcement, bannerWithout, detailsAnnouncement, noticesView, verdictView } from './verdictView.ts';
import { weekView } from './weekView.ts';

const TABS: Readonly<Record<PanelTab, (panel: Panel) => TemplateResult>> = {
  session: sessionView,
  matrix: matrixView,
  week: weekView,
  changes: changesView,
};

export function panelView(panel: Panel): TemplateResult {
  const { policy, tab, server, otherFile } = panel.state;
  return html`<main>
    ${tabBar(panel)}
    <div role="status">
      ${troubleView(server)}${policy && otherFile ? otherFileLine(panel, policy.name, otherFile) : nothing}
    </div>
    <div id="tab-panel" class="tab-panel tab-panel-${tab}" role="tabpanel" aria-labelledby="tab-${tab}">
      ${policy === null ? withoutPolicyView(panel, otherFile) : html`${titleView(panel)}${TABS[tab](panel)}`}
    </div>
  </main>`;
}

function sessionView(panel: Panel): TemplateResult {
  return html`<p class="unseen" role="status">${announcement(panel)}</p>
    <p class="unseen" role="status">${detailsAnnouncement(panel)}</p>
    ${aloneView(panel)}${verdictView(panel)}${formView(panel)}${resultView(panel)}`;
}

const TROUBLES: Readonly<Record<Exclude<ServerState, 'running'>, string>> = {
  starting: 'The language server is being started: until then, what is shown is of before.',
  stopped:
    'The language server does not run: what is shown is of before. “Login Policy: Restart Language Server” starts it.',
};

function troubleView(state: ServerState): TemplateResult | typeof nothing {
  if (state === 'running') return nothing;
  return html`<p class="title-line">${icon('warning', 'severity-warning')} ${TROUBLES[state]}</p>`;
}

function withoutPolicyView(panel: Panel, otherFile: OtherFile | null): TemplateResult {
  if (!otherFile) return bannerWithout('Open a login policy to simulate it', 'question');
  const { name, reason } = otherFile;
  return html`${bannerWithout(`${name} is not taken for a login policy`, 'question', sentence(reason))}
    <p class="section">${changeButton(panel)}</p>`;
}

/** What is shown below is of another file than the one that is in front. */
function otherFileLine(panel: Panel, policy: string, { name, reason }: OtherFile): TemplateResult {
  return html`<p class="title-line">
    ${icon('warning', 'severity-warning')} ${name} is not taken for a login policy: ${reason}. What is shown is of
    ${policy}. ${changeButton(panel)}
  </p>`;
}

function changeButton(panel: Panel): TemplateResult {
  return html`<button
    type="button"
    class="link"
    @click=${() => {
      panel.changeVerdict();
    }}
  >
    Change what this file is taken for
  </button>`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function titleView({ state: { policy, names } }: Panel): TemplateResult {
  const account = names ? `account ${names.name}` : 'no account';
  return html`<p class="title-line">${policy?.name} · Rego ${policy?.engine} · ${account}</p>`;
}

function resultView(panel: Panel): TemplateResult | typeof nothing {
  const { outcome, whole } = panel.state;
  if (outcome?.result.kind !== 'report') return nothing;
  const { report } = outcome.result;
  const isOld = whole !== outcome;
  const told = whole?.result.kind === 'report' ? { report: whole.result.report, text: whole.text } : undefined;
  return html`${spacesView(panel, report)} ${canView(panel)} ${noticesView(report.notices)}
  ${told ? html`${whyView(panel, told.report, told.text, isOld)}${fieldsView(panel, told.report, isOld)}` : nothing}
  ${actionsView(panel)}`;
}

function actionsView(panel: Panel): TemplateResult {
  return html`<footer class="section actions">
    ${verifyView(panel)}
    <vscode-button
      secondary
      @click=${() => {
        const session = sessionOf(panel.state.form);
        if (session) panel.pin(session);
      }}
      >Pin as scenario</vscode-button
    >
    <vscode-button
      secondary
      @click=${() => {
        panel.copy('input');
      }}
      >Copy input JSON</vscode-button
    >
    <vscode-button
      secondary
      @click=${() => {
        panel.copy('posix');
      }}
      >Copy command (sh)</vscode-button
    >
    <vscode-button
      secondary
      @click=${() => {
        panel.copy('powershell');
      }}
      >Copy command (PowerShell)</vscode-button
    >
  </footer>`;
}
