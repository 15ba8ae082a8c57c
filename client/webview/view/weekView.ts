/** The Week tab: what one session comes to at every hour of a week. */
import { nothing, type TemplateResult } from 'lit';
import type { WeekReport } from '../../../server/src/protocol/week.ts';
import { isZone } from '../model/clock.ts';
import { withValue } from '../model/form.ts';
import type { WeekForm } from '../model/overviewForms.ts';
import { describeDate, describeWho, readDate, shiftWeek, weekRequest } from '../model/week.ts';
import type { Panel } from '../panel.ts';
import { besideView } from './besideView.ts';
import { chip } from './choiceRow.ts';
import './combobox.ts';
import { zoneOptions } from './formView.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { overviewNotes } from './overviewNotes.ts';
import { isOld, overviewStatus } from './overviewStatus.ts';
import { timeField } from './timeField.ts';
import { bannerWithout } from './verdictView.ts';
import { hourDetails, weekGrid, weekLegend } from './weekGrid.ts';

export function weekView(panel: Panel): TemplateResult {
  const { week } = panel.overviews;
  const asked = weekRequest(panel.state, week.form);
  const { last } = week.overview;
  return html`<section class="section tools" aria-label="Whose week, and which">
      <h1 class="week-title">
        ${asked ? describeWho(asked.session, panel.state.form, panel.state.names) : 'Nobody yet'}
        <button
          type="button"
          class="link"
          @click=${() => {
            panel.showTab('session');
          }}
        >
          Change
        </button>
      </h1>
      ${asked ? choicesView(panel, asked) : nothing} ${besideView(panel)}
    </section>
    ${asked ? nothing : bannerWithout('Say in the tab Session who logs in', 'question')}
    ${overviewStatus(panel, week, 'the week')}
    ${last ? html`<div class=${isOld(week) ? 'old' : ''}>${shownView(panel, last)}</div>` : nothing}`;
}

function choicesView(panel: Panel, { zone, date }: { zone: string; date: string }): TemplateResult {
  const { zones } = panel.state.suggestions;
  const { last } = panel.overviews.week.overview;
  const edit = <Name extends keyof WeekForm>(name: Name, value: WeekForm[Name] | undefined): void => {
    panel.overviews.week.edit((form) => withValue(form, name, value));
  };
  return html`<div class="week-choices">
      <div class="week-chooser">
        ${stepButton('chevronLeft', 'The week before', () => {
          edit('date', shiftWeek(date, -1));
        })}
        ${timeField({
          type: 'date',
          label: 'A day of the week',
          value: date,
          set: (typed) => {
            const chosen = readDate(typed);
            if (chosen !== undefined) edit('date', chosen);
          },
        })}
        ${stepButton('chevronRight', 'The week after', () => {
          edit('date', shiftWeek(date, 1));
        })}
      </div>
      <policy-combobox
        .label=${'Time zone'}
        .options=${zoneOptions(zones)}
        .value=${zone}
        @choose=${(event: CustomEvent<string>) => {
          if (isZone(event.detail)) edit('zone', event.detail);
        }}
      ></policy-combobox>
    </div>
    <div class="choices" role="group" aria-label="Quick choices of a week">
      ${chip('this week', '', panel.overviews.week.form.date === undefined, () => {
        edit('date', undefined);
      })}
      ${(last?.zone === zone ? last.clockChanges : []).map((monday) =>
        chip('clock change', `week of ${describeDate(monday)}`, monday === last?.monday, () => {
          edit('date', monday);
        }),
      )}
    </div>`;
}

function stepButton(which: 'chevronLeft' | 'chevronRight', name: string, step: () => void): TemplateResult {
  return html`<button type="button" class="step" title=${name} aria-label=${name} @click=${step}>
    ${icon(which)}
  </button>`;
}

function shownView(panel: Panel, week: WeekReport): TemplateResult {
  return html`${weekGrid(panel, week)} ${hourDetails(panel, week)} ${weekLegend(week)}
    <section class="section" aria-labelledby="summary-title">
      <h2 id="summary-title">Summary</h2>
      ${week.isTimeless ? html`<p>The policy does not read the time: every hour comes to the same.</p>` : nothing}
      ${week.summary.map((sentence) => html`<p>${sentence}.</p>`)}
    </section>
    ${overviewNotes({ leftOut: [], assumed: week.assumed })}`;
}
