/** The whole panel. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ServerState } from '../../../server/src/protocol/panel.ts';
import type { Panel } from '../panel.ts';
import { icon } from './icons.ts';
import { canView, verifyView } from './canView.ts';
import { formView } from './formView.ts';
import { fieldsView, spacesView, whyView } from './reportView.ts';
import './teamAdder.ts';
import { announcement, noticesView, verdictView } from './verdictView.ts';

export function panelView(panel: Panel): TemplateResult {
  const { policy } = panel.state;
  return html`<main>
    <p class="unseen" role="status">${announcement(panel)}</p>
    <div role="status">${troubleView(panel.state.server)}</div>
    ${policy === null ? nothing : titleView(panel)} ${verdictView(panel)}
    ${policy === null ? nothing : html`${formView(panel)}${resultView(panel)}`}
  </main>`;
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
