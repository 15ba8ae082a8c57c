/** The Matrix tab: who gets in as what, from where and when. */
import { nothing, type TemplateResult } from 'lit';
import type { ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import {
  describeSize,
  filterLines,
  groupByOutcome,
  groupBySubject,
  prepareMatrix,
  type MatrixGroup,
  type Searchable,
} from '../model/matrixRows.ts';
import type { MatrixForm } from '../model/overviewForms.ts';
import { nameBy, type Naming } from '../model/naming.ts';
import { rememberLast } from '../model/remember.ts';
import { counted } from '../model/verdict.ts';
import type { Panel } from '../panel.ts';
import { besideView } from './besideView.ts';
import { segmented } from './choiceRow.ts';
import { chosenView } from './chosenView.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { matrixTable } from './matrixTable.ts';
import { exportButtons, overviewNotes } from './overviewNotes.ts';
import { isOld, overviewStatus } from './overviewStatus.ts';
import { noticesView } from './verdictView.ts';

const GROUPINGS: readonly { value: MatrixForm['groupBy']; label: string }[] = [
  { value: 'outcome', label: 'by outcome' },
  { value: 'who', label: 'by who' },
];

const FORMATS = [
  { format: 'csv', label: 'Open as CSV' },
  { format: 'json', label: 'Open as JSON' },
  { format: 'markdown', label: 'Open as Markdown' },
] as const;

const preparedOf = rememberLast(prepareMatrix);
const foundOf = rememberLast(find);
const namingOf = rememberLast(nameBy);

export function matrixView(panel: Panel): TemplateResult {
  const { matrix } = panel.overviews;
  const { last } = matrix.overview;
  return html`<h1 class="unseen">Who gets in</h1>
    ${toolsView(panel)} ${overviewStatus(panel, matrix, 'who gets in')}
    ${last ? html`<div class=${isOld(matrix) ? 'old' : ''}>${shownView(panel, last)}</div>` : nothing}`;
}

function toolsView(panel: Panel): TemplateResult {
  const { matrix } = panel.overviews;
  const { filter, groupBy } = matrix.form;
  return html`<section class="section tools" aria-label="What is looked at">
    <div class="tool-row">
      ${filterBox('Filter: key, team, space, role, address, outcome', filter, (typed) => {
        matrix.edit((form) => ({ ...form, filter: typed }));
      })}
      ${segmented('group-by', 'Grouped', GROUPINGS, groupBy, (chosen) => {
        matrix.edit((form) => ({ ...form, groupBy: chosen, turned: [], more: {} }));
      })}
    </div>
    ${besideView(panel)} ${chosenView(panel)}
  </section>`;
}

/** A field to look for something by its words. */
export function filterBox(hint: string, value: string, set: (typed: string) => void): TemplateResult {
  return html`<div class="filter">
    ${icon('search', 'filter-icon')}
    <input
      class="field"
      type="search"
      autocomplete="off"
      spellcheck="false"
      aria-label="Filter"
      placeholder=${hint}
      .value=${value}
      @input=${(event: Event) => {
        set((event.target as HTMLInputElement).value);
      }}
    />
  </div>`;
}

function shownView(panel: Panel, shown: ShownMatrix): TemplateResult {
  const { form } = panel.overviews.matrix;
  const { groups, sessions } = foundOf(
    preparedOf(shown),
    shown.words.subjects,
    form.filter,
    form.groupBy,
    namingOf(panel.state.names),
  );
  const isFiltered = form.filter.trim() !== '';
  return html`<p class="size" role="status">
      ${describeSize(shown)}${isFiltered ? html` · ${counted(sessions, 'session')} found` : nothing}
    </p>
    ${groups.length === 0 ? html`<p class="empty dim">${isFiltered ? 'No session has all of these words.' : 'There is no session to look at.'}</p>` : matrixTable(panel, shown, groups)}
    ${noticesView(shown.notices)} ${overviewNotes({ leftOut: shown.leftOut, assumed: shown.words.assumed })}
    ${exportButtons(FORMATS, (format) => {
      panel.export({ type: 'export', tab: 'matrix', format });
    })}`;
}

function find(
  { lines, subjects }: Searchable,
  names: readonly string[],
  filter: string,
  groupBy: MatrixForm['groupBy'],
  naming: Naming,
): { groups: readonly MatrixGroup[]; sessions: number } {
  const found = filterLines(lines, subjects, filter);
  const groups = groupBy === 'outcome' ? groupByOutcome(found, naming) : groupBySubject(found, names);
  return { groups, sessions: groups.reduce((sum, group) => sum + group.sessions, 0) };
}
