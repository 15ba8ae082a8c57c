/** What else there is to know about many sessions: what is not looked at, and what is assumed. */
import { nothing, type TemplateResult } from 'lit';
import { html } from './html.ts';

/** Sentences as the server makes them, which end without a full stop. */
export interface OverviewNotes {
  leftOut: readonly string[];
  assumed: readonly string[];
}

export function overviewNotes({ leftOut, assumed }: OverviewNotes): TemplateResult {
  return html`${listView('left-out', 'Not looked at', leftOut)}${listView('assumed', 'Assumed', assumed)}`;
}

function listView(id: string, title: string, lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <ul class="plain dim">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

/** Buttons that open what is shown as a document. */
export function exportButtons<Format extends string>(
  formats: readonly { format: Format; label: string }[],
  open: (format: Format) => void,
): TemplateResult {
  return html`<footer class="section actions">
    ${formats.map(
      ({ format, label }) =>
        html`<vscode-button
          secondary
          @click=${() => {
            open(format);
          }}
          >${label}</vscode-button
        >`,
    )}
  </footer>`;
}
