/** Cells of a table of sessions: who, from where and when. */
import { nothing, type TemplateResult } from 'lit';
import type { WhereWords } from '../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { counted } from '../model/verdict.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';

/** One of those that a row is about, to look at or to keep. */
export interface Session {
  name: string;
  session: SessionRequest;
}

/** At first. */
const FEW = 6;

/** @param further how many more of them are drawn than at first */
export function whoView(
  panel: Panel,
  sessions: readonly Session[],
  further: number,
  showMore: () => void,
): TemplateResult {
  const drawn = FEW + further;
  const left = sessions.length - drawn;
  return html`<ul class="who" role="list">
    ${sessions.slice(0, drawn).map(
      ({ name, session }) =>
        html`<li>
          <button
            type="button"
            class="link"
            title="Simulate"
            @click=${() => {
              panel.simulate(session);
            }}
          >
            ${name}</button
          ><button
            type="button"
            class="pin"
            title="Pin as scenario"
            aria-label="Pin ${name} as scenario"
            @click=${() => {
              panel.pin(session);
            }}
          >
            ${icon('pin')}
          </button>
        </li>`,
    )}
    ${
      left > 0
        ? html`<li>
            <button type="button" class="link dim" @click=${showMore}>and ${counted(left, 'other')}</button>
          </li>`
        : nothing
    }
  </ul>`;
}

/** Two cells, where there is room for them, else one. Of several places, those of one line belong together. */
export function whereView(where: readonly WhereWords[]): TemplateResult {
  return html`<td class="from-cell">
      ${where.map(
        ({ from, when }) => html`<p>${from.replace(/^from /, '')}<span class="narrow-only"> · ${when}</span></p>`,
      )}
    </td>
    <td class="when-cell">${where.map(({ when }) => html`<p>${when.replace(/^at /, '')}</p>`)}</td>`;
}

/** Each time that somebody asks. */
const MORE = 200;

/** @param left how many are not drawn */
export function moreButton(left: number, noun: string, show: () => void): TemplateResult | typeof nothing {
  if (left <= 0) return nothing;
  return html`<button type="button" class="link more-button" @click=${show}>
    Show ${Math.min(left, MORE)} more of ${counted(left, `further ${noun}`)}
  </button>`;
}

/** With more to be drawn of what has this key. */
export function nextMore(more: Readonly<Record<string, number>>, key: string): Record<string, number> {
  return { ...more, [key]: (more[key] ?? 0) + MORE };
}
