/** The table of changes: who, in which sessions, what, and because of which clause. */
import { nothing, type TemplateResult } from 'lit';
import type { ShownDifference } from '../../../server/src/protocol/matrix.ts';
import type { CausePlace, ChangeLine, Direction, ShownCause } from '../model/changes.ts';
import { sessionOf } from '../model/matrixRows.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';
import { moreButton, nextMore, whoView, type Session } from './sessionCells.ts';

const DIRECTIONS: Readonly<Record<Direction, { icon: Icon; name: string }>> = {
  more: { icon: 'add', name: 'gains access' },
  less: { icon: 'remove', name: 'loses access' },
  both: { icon: 'arrowBoth', name: 'gains and loses access' },
  other: { icon: 'circleSmall', name: 'has other teams' },
};

/** At first. */
const FEW_ROWS = 100;
/** Of all rows. */
const ALL = '';

export function changesTable(panel: Panel, shown: ShownDifference, lines: readonly ChangeLine[]): TemplateResult {
  const drawn = FEW_ROWS + (panel.overviews.changes.form.more[ALL] ?? 0);
  return html`<table class="sessions" aria-label="What changes">
      <thead>
        <tr>
          <th scope="col"><span class="unseen">More or less</span></th>
          <th scope="col">Who</th>
          <th scope="col">From and when</th>
          <th scope="col">Change</th>
          <th scope="col">Because of</th>
        </tr>
      </thead>
      <tbody>
        ${lines.slice(0, drawn).map((line) => lineView(panel, shown, line))}
      </tbody>
    </table>
    ${moreButton(lines.length - drawn, 'row', () => {
      showMore(panel, ALL);
    })}`;
}

function lineView(panel: Panel, shown: ShownDifference, line: ChangeLine): TemplateResult {
  const { key, subjects, direction, changes, where, boxes, causes, hasOtherCauses } = line;
  const { icon: which, name } = DIRECTIONS[direction];
  const sessions = subjects.flatMap((place): Session[] => {
    const session = sessionOf(shown, boxes, place);
    return session ? [{ name: shown.words.subjects[place] ?? '', session }] : [];
  });
  return html`<tr>
    <td class="sign-cell sign-${direction}">${icon(which, '', name)}</td>
    <td class="who-cell">
      ${whoView(panel, sessions, panel.overviews.changes.form.more[key] ?? 0, () => {
        showMore(panel, key);
      })}
    </td>
    <td class="where-cell">${where.map(({ from, when }) => html`<p>${from} · ${when}</p>`)}</td>
    <td class="change-cell">
      <ul role="list">
        ${changes.map(
          ({ isGain, text }) =>
            html`<li>
              ${isGain ? icon('add', 'sign-more') : icon('remove', 'sign-less')} ${isGain ? 'gains' : 'loses'} ${text}
            </li>`,
        )}
      </ul>
    </td>
    <td class="cause-cell">
      ${causesView(panel, causes)}
      ${hasOtherCauses ? html`<p class="dim">for some it may be other clauses: not all were looked at</p>` : nothing}
    </td>
  </tr>`;
}

function causesView(panel: Panel, causes: readonly ShownCause[] | undefined): TemplateResult {
  if (causes === undefined) return html`<span class="dim">not looked for</span>`;
  if (causes.length === 0) return html`<span class="dim">no clause of its own</span>`;
  return html`<ul role="list">
    ${causes.map((cause) => html`<li>${causeView(panel, cause)}</li>`)}
  </ul>`;
}

function causeView(panel: Panel, { rule, does, code, place, stop, through }: ShownCause): TemplateResult {
  return html`${placeView(panel, place)} <span class="code" title=${code}>${rule}</span> ${does}${
      place.side === 'before' || place.range === undefined ? html`: <span class="code">${code}</span>` : nothing
    }
    ${
      stop
        ? html`<p class="dim">${stop.lead} <span class="code">${stop.code}</span>, ${placeView(panel, stop.place)}</p>`
        : nothing
    }
    ${through.length > 0 ? html`<div class="through">${causesView(panel, through)}</div>` : nothing}`;
}

/** A link, except to a policy that is neither of the two. */
function placeView(panel: Panel, { side, line, range, policy }: CausePlace): TemplateResult {
  const name = side === 'after' ? `line ${line}` : `line ${line} before`;
  if (range === undefined) return html`<span class="dim">${policy ?? ''}, line ${line}</span>`;
  return html`<button
    type="button"
    class="link"
    @click=${() => {
      if (side === 'after') panel.reveal(range);
      else panel.revealBefore(range);
    }}
  >
    ${name}
  </button>`;
}

function showMore(panel: Panel, key: string): void {
  panel.overviews.changes.edit((form) => ({ ...form, more: nextMore(form.more, key) }));
}
