/** The table of a matrix: groups that can be folded, of which so many rows are drawn as are looked at. */
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import { sessionOf, type MatrixGroup, type MatrixLine } from '../model/matrixRows.ts';
import { counted } from '../model/verdict.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { holdingsView, levelView, OUTCOME_ICONS } from './outcomeView.ts';
import { moreButton, nextMore, whereView, whoView, type Session } from './sessionCells.ts';

/** At first. */
const FEW_ROWS = 50;
const FEW_GROUPS = 100;
/** Of all groups. */
const ALL = '';

export function matrixTable(panel: Panel, shown: ShownMatrix, groups: readonly MatrixGroup[]): TemplateResult {
  const { more } = panel.overviews.matrix.form;
  const drawn = FEW_GROUPS + (more[ALL] ?? 0);
  return html`<table class="sessions" aria-label="Who gets in">
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">From</th>
          <th scope="col">When</th>
          <th scope="col">Access</th>
          <th scope="col">Roles</th>
        </tr>
      </thead>
      ${repeat(
        groups.slice(0, drawn),
        ({ key }) => key,
        (group, index) => groupView(panel, shown, group, index),
      )}
    </table>
    ${moreButton(groups.length - drawn, 'group', () => {
      showMore(panel, ALL);
    })}`;
}

function groupView(panel: Panel, shown: ShownMatrix, group: MatrixGroup, index: number): TemplateResult {
  const { turned, more } = panel.overviews.matrix.form;
  const isOpen = !turned.includes(group.key);
  const drawn = isOpen ? FEW_ROWS + (more[group.key] ?? 0) : 0;
  const id = `group-${index}`;
  return html`<tbody aria-labelledby=${id}>
    <tr class="group">
      <th colspan="5" scope="rowgroup">
        <button
          type="button"
          id=${id}
          class="group-button"
          aria-expanded=${isOpen}
          @click=${() => {
            turn(panel, group.key);
          }}
        >
          ${icon(isOpen ? 'chevronDown' : 'chevronRight')}
          ${group.tone ? icon(OUTCOME_ICONS[group.tone], `tone-icon tone-icon-${group.tone}`) : nothing}
          <span class="group-text">${group.title} <span class="dim group-size">${describeGroup(group)}</span></span>
        </button>
      </th>
    </tr>
    ${group.lines.slice(0, drawn).map((line) => lineView(panel, shown, line))}
    ${
      isOpen && group.lines.length > drawn
        ? html`<tr>
            <td colspan="5">
              ${moreButton(group.lines.length - drawn, 'row', () => {
                showMore(panel, group.key);
              })}
            </td>
          </tr>`
        : nothing
    }
  </tbody>`;
}

function describeGroup({ tone, logins, sessions }: MatrixGroup): string {
  const all = counted(sessions, 'session');
  return tone === undefined ? all : `${counted(logins, 'login')} · ${all}`;
}

function lineView(panel: Panel, shown: ShownMatrix, line: MatrixLine): TemplateResult {
  const { key, subjects, outcome, words, where, boxes } = line;
  const { more } = panel.overviews.matrix.form;
  const sessions = subjects.flatMap((place): Session[] => {
    const session = sessionOf(shown, boxes, place);
    return session ? [{ name: shown.words.subjects[place] ?? '', session }] : [];
  });
  return html`<tr>
    <td class="who-cell">
      ${whoView(panel, sessions, more[`row ${key}`] ?? 0, () => {
        showMore(panel, `row ${key}`);
      })}
    </td>
    ${whereView(where)}
    <td class="level-cell">${levelView(outcome, words)}</td>
    <td class="roles-cell">${holdingsView(outcome, words)}</td>
  </tr>`;
}

function showMore(panel: Panel, key: string): void {
  panel.overviews.matrix.edit((form) => ({ ...form, more: nextMore(form.more, key) }));
}

function turn(panel: Panel, key: string): void {
  panel.overviews.matrix.edit((form) => {
    const others = form.turned.filter((one) => one !== key);
    return { ...form, turned: others.length < form.turned.length ? others : [...others, key] };
  });
}
