/** The fields of a session that are mostly left to be assumed. */
import { nothing, type TemplateResult } from 'lit';
import type { SimulationReport } from '../../../server/src/protocol/simulation.ts';
import {
  countSet,
  FLAGS,
  standingOf,
  TEXTS,
  type DetailField,
  type FlagDetail,
  type TextDetail,
} from '../model/details.ts';
import { detailsOf, withDetail } from '../model/form.ts';
import type { Panel } from '../panel.ts';
import { problem, segmented } from './choiceRow.ts';
import { html } from './html.ts';

/** `refused`: what is wrong, where an answer names this text. */
export function detailsView(panel: Panel, refused: (text: string) => string | undefined): TemplateResult {
  const { form, whole } = panel.state;
  const report = whole?.result.kind === 'report' ? whole.result.report : undefined;
  const set = countSet(detailsOf(form));
  const deciding = [...FLAGS, ...TEXTS].filter(({ field }) => standingOf(field, report).decides).length;
  return html`<details class="more details">
    <summary>
      More of the session ${set > 0 ? html`<span class="mark">${set} set</span>` : nothing}
      ${deciding > 0 ? html`<span class="mark decides">${deciding} assumed, ${deciding === 1 ? 'decides' : 'decide'}</span>` : nothing}
    </summary>
    ${FLAGS.map((flag) => detailRow(flag, report, flagSetting(panel, flag, report)))}
    ${TEXTS.map((text) => detailRow(text, report, textSetting(panel, text, report, refused)))}
  </details>`;
}

function detailRow(
  { field }: DetailField,
  report: SimulationReport | undefined,
  setting: TemplateResult,
): TemplateResult {
  const mark = standingOf(field, report).decides ? html`<span class="mark decides">assumed, decides</span>` : nothing;
  return html`<div class="row detail-row">
    <span class="row-label code">${field}</span>
    <div class="stack">${setting} ${mark}</div>
  </div>`;
}

function flagSetting(
  panel: Panel,
  { name, field, label }: DetailField<FlagDetail>,
  report: SimulationReport | undefined,
): TemplateResult {
  const value = detailsOf(panel.state.form)[name];
  const { value: standing } = standingOf(field, report);
  const options = [
    { value: 'any' as const, label: standing === undefined ? 'as assumed' : `as assumed (${standing})` },
    { value: 'true' as const, label: 'true' },
    { value: 'false' as const, label: 'false' },
  ];
  const chosen = value === undefined ? 'any' : value ? 'true' : 'false';
  return segmented(name, label, options, chosen, (next) => {
    panel.edit((form) => withDetail(form, name, next === 'any' ? undefined : next === 'true'));
  });
}

function textSetting(
  panel: Panel,
  { name, field, label }: DetailField<TextDetail>,
  report: SimulationReport | undefined,
  refused: (text: string) => string | undefined,
): TemplateResult {
  const value = detailsOf(panel.state.form)[name] ?? '';
  const { value: standing } = standingOf(field, report);
  const wrong = name === 'creatorIp' ? refused(value.trim()) : undefined;
  return html`<input
      id=${name}
      class="field"
      type="text"
      autocomplete="off"
      spellcheck="false"
      aria-label=${label}
      aria-invalid=${wrong !== undefined}
      aria-describedby="${name}-problem"
      placeholder=${standing === undefined ? 'None' : `${standing} (assumed)`}
      .value=${value}
      @input=${(event: Event) => {
        const { value: typed } = event.target as HTMLInputElement;
        panel.edit((form) => withDetail(form, name, typed === '' ? undefined : typed));
      }}
    />
    ${problem(`${name}-problem`, wrong)}`;
}
