/**
 * Seven days of hours, as the grid of the ARIA Authoring Practices: arrow keys go from hour to hour. Where there is
 * little room the days stand side by side.
 */
import { nothing, type TemplateResult } from 'lit';
import type { WeekDay, WeekHour, WeekOutcome, WeekReport } from '../../../server/src/protocol/week.ts';
import { toneOf } from '../model/tones.ts';
import {
  describeHour,
  describeOutcome,
  describeWords,
  HOURS,
  nameDay,
  slotsOf,
  titleHour,
  toUtc,
} from '../model/week.ts';
import type { Panel } from '../panel.ts';
import { lineLink } from './choiceRow.ts';
import { moveInGrid } from './gridKeys.ts';
import { html } from './html.ts';

export function weekGrid(panel: Panel, week: WeekReport): TemplateResult {
  const shown = findHour(panel, week);
  return html`<div class="week" role="grid" aria-label="Hour by hour" @keydown=${moveInGrid}>
    <div class="week-row" role="row">
      <span class="week-head" role="columnheader"><span class="unseen">Day</span></span>
      ${HOURS.map((hour) => html`<span class="week-head" role="columnheader" aria-label="${hour}:00">${hour}</span>`)}
    </div>
    ${week.days.map((day) => {
      const { weekday, day: date } = nameDay(day.date);
      return html`<div class="week-row" role="row">
        <span class="week-head week-day" role="rowheader" title=${date} aria-label="${weekday} ${date}"
          >${weekday}</span
        >
        ${slotsOf(day).map(
          (hours) =>
            html`<span class="week-slot ${hours.length === 0 ? 'week-none' : ''}" role="presentation">
              ${hours.map((hour) => hourCell(panel, week, day, hour, shown?.hour === hour))}
            </span>`,
        )}
      </div>`;
    })}
  </div>`;
}

function hourCell(panel: Panel, week: WeekReport, day: WeekDay, hour: WeekHour, isShown: boolean): TemplateResult {
  const show = (): void => {
    if (panel.overviews.week.form.at !== hour.at) panel.overviews.week.edit((form) => ({ ...form, at: hour.at }));
  };
  const simulate = (): void => {
    panel.edit((form) => ({ ...form, at: toUtc(hour.at), zone: week.zone }));
    panel.showTab('session');
  };
  return html`<span
    class="week-hour ${isShown ? 'shown' : ''}"
    role="gridcell"
    tabindex=${isShown ? 0 : -1}
    data-hour=${hour.hour}
    aria-label=${describeHour(week, day, hour)}
    @pointerenter=${show}
    @focus=${show}
    @click=${simulate}
    >${hour.parts.map(({ outcome }) => partView(week.outcomes[outcome], shadeOf(week, outcome)))}</span
  >`;
}

function partView(outcome: WeekOutcome | undefined, shade: number): TemplateResult | typeof nothing {
  if (!outcome) return nothing;
  return html`<span class="week-part tone-${toneOf(outcome.outcome)} shade-${shade}">${outcome.letter}</span>`;
}

/** Of outcomes of one tone: 0 for the most powerful. There are three shades; letters tell all of them apart. */
function shadeOf({ outcomes }: WeekReport, place: number): number {
  const own = outcomes[place];
  const before = outcomes.slice(0, place).filter(({ outcome }) => own && toneOf(outcome) === toneOf(own.outcome));
  return Math.min(before.length, 2);
}

/** That the person looks at, else the first. */
function findHour(panel: Panel, week: WeekReport): { day: WeekDay; hour: WeekHour } | undefined {
  const all = week.days.flatMap((day) => day.hours.map((hour) => ({ day, hour })));
  return all.find(({ hour }) => hour.at === panel.overviews.week.form.at) ?? all[0];
}

/** Of the hour that the person looks at: what it comes to, and the clauses that decide. */
export function hourDetails(panel: Panel, week: WeekReport): TemplateResult | typeof nothing {
  const found = findHour(panel, week);
  if (!found) return nothing;
  return html`<section class="section week-details" aria-label="The hour that is looked at">
    <h2>${titleHour(found.day, found.hour)}</h2>
    ${found.hour.parts.map((part) => {
      const reason = week.reasons[part.reason];
      return html`<p>
          ${found.hour.parts.length > 1 ? html`<b>${part.from}</b> ` : nothing}${describeOutcome(week, part)}
        </p>
        ${
          reason
            ? html`<p class="dim">
                ${reason.text}
                ${reason.clauses
                  .filter(({ policy }) => policy === undefined)
                  .map(({ range }) =>
                    lineLink(range.start.line + 1, () => {
                      panel.reveal(range);
                    }),
                  )}
              </p>`
            : nothing
        }`;
    })}
  </section>`;
}

export function weekLegend(week: WeekReport): TemplateResult {
  return html`<ul class="section week-legend" aria-label="Legend">
    ${week.outcomes.map(
      (outcome, place) =>
        html`<li>
          <span class="week-hour">${partView(outcome, shadeOf(week, place))}</span>
          <span>${describeWords(outcome.words)}</span>
        </li>`,
    )}
  </ul>`;
}
