/** The form: who, from where, when. */
import { nothing, type TemplateResult } from 'lit';
import type { Panel, State } from '../panel.ts';
import { chooseAddresses, chooseInstants, type ChoiceGroup } from '../model/choices.ts';
import { defaultZone, fromWallClock, listZones, toWallClock } from '../model/clock.ts';
import { withValue, type Who } from '../model/form.ts';
import { rememberLast } from '../model/remember.ts';
import { chip, choiceGroup, problem, segmented } from './choiceRow.ts';
import './combobox.ts';
import { detailsView } from './detailsView.ts';
import { html } from './html.ts';
import { timeField } from './timeField.ts';
import { inputView, keyView, personView } from './whoView.ts';

const WHO: readonly { value: Who; label: string }[] = [
  { value: 'key', label: 'API key' },
  { value: 'person', label: 'Person' },
  { value: 'input', label: 'Input JSON' },
];
/** So many places of the policy are offered at once; the others on request. */
const FEW = 3;

export function formView(panel: Panel): TemplateResult {
  const { state } = panel;
  const { form } = state;
  const views: Record<Who, () => TemplateResult> = {
    key: () => html`${keyView(panel, refused(state, form.key.text))}${restView(panel)}`,
    person: () => html`${personView(panel)}${restView(panel)}`,
    input: () => inputView(panel, refusal(state)),
  };
  return html`<section class="section" aria-label="Session">
    ${segmented('who', 'Who logs in', WHO, form.who, (who) => {
      panel.edit((before) => ({ ...before, who }));
    })}
    ${views[form.who]()}
  </section>`;
}

function restView(panel: Panel): TemplateResult {
  const details = detailsView(panel, (text) => refused(panel.state, text));
  return html`${addressView(panel)}${timeView(panel)}${details}`;
}

function addressView(panel: Panel): TemplateResult {
  const { state } = panel;
  const { ip } = state.form;
  const wrong = refused(state, ip.trim());
  const set = (value: string): void => {
    panel.edit((form) => ({ ...form, ip: value }));
  };
  return html`<div class="row">
    <label for="ip">From</label>
    <div class="stack">
      <input
        id="ip"
        class="field"
        type="text"
        inputmode="text"
        autocomplete="off"
        spellcheck="false"
        placeholder="IP address, IPv4 or IPv6 (${assumedValue(state, 'request.remote_ip')} is assumed)"
        aria-invalid=${wrong !== undefined}
        aria-describedby="ip-problem"
        .value=${ip}
        @input=${(event: Event) => {
          set((event.target as HTMLInputElement).value);
        }}
      />
      ${problem('ip-problem', wrong)} ${choices(panel, chooseAddresses(state.suggestions.addresses), ip.trim(), set)}
    </div>
  </div>`;
}

function timeView(panel: Panel): TemplateResult {
  const { state } = panel;
  const { at } = state.form;
  const { zones } = state.suggestions;
  const zone = state.form.zone ?? defaultZone(zones);
  const shown = at ?? assumedValue(state, 'request.timestamp_ns');
  const wrong = at === undefined ? undefined : refused(state, at);
  const set = (value: string | undefined): void => {
    panel.edit((form) => withValue(form, 'at', value));
  };
  return html`<div class="row">
    <label for="at">When</label>
    <div class="stack">
      <div class="pair">
        ${timeField({
          type: 'datetime-local',
          id: 'at',
          value: toWallClock(shown, zone),
          set: (local) => {
            set(local === '' ? undefined : fromWallClock(local, zone));
          },
          problemId: 'at-problem',
          isWrong: wrong !== undefined,
        })}
        <policy-combobox
          .label=${'Time zone'}
          .options=${zoneOptions(zones)}
          .value=${zone}
          @choose=${(event: CustomEvent<string>) => {
            panel.edit((form) => ({ ...form, zone: event.detail }));
          }}
        ></policy-combobox>
      </div>
      ${problem('at-problem', wrong)}
      <div class="choices">
        ${chip('now', '', at === undefined, () => {
          set(undefined);
        })}
      </div>
      ${choices(panel, chooseInstants(state.suggestions.instants), at, set)}
    </div>
  </div>`;
}

/** Those of the policy first. */
export const zoneOptions = rememberLast((zones: readonly string[]) =>
  listZones(zones).map((name) => zoneOption(name, zones)),
);

function zoneOption(name: string, zones: readonly string[]): { value: string; label: string; mark?: string } {
  return { value: name, label: name, ...(zones.includes(name) && { mark: 'of the policy' }) };
}

function choices(
  panel: Panel,
  groups: readonly ChoiceGroup[],
  value: string | undefined,
  choose: (value: string) => void,
): TemplateResult | typeof nothing {
  const show = (group: ChoiceGroup): TemplateResult =>
    choiceGroup(group, value, {
      choose,
      reveal: (line) => {
        const place = { line: line - 1, character: 0 };
        panel.reveal({ start: place, end: place });
      },
    });
  const further = groups.slice(FEW);
  if (groups.length === 0) return nothing;
  return html`${groups.slice(0, FEW).map(show)}${
    further.length === 0
      ? nothing
      : html`<details class="more">
          <summary>${further.length} more of the policy's own</summary>
          ${further.map(show)}
        </details>`
  }`;
}

/** What is wrong, where it is this text that the answer names. */
function refused(state: State, text: string): string | undefined {
  const message = refusal(state);
  return text !== '' && message?.includes(text) ? message : undefined;
}

function refusal({ outcome }: State): string | undefined {
  return outcome?.result.kind === 'refused' ? outcome.result.message : undefined;
}

/** What the last answer took a field for that nobody gave. */
function assumedValue({ outcome }: State, field: string): string {
  const report = outcome?.result.kind === 'report' ? outcome.result.report : undefined;
  const value = report?.assumed.find((assumption) => assumption.field === field)?.value;
  return typeof value === 'string' ? value : '203.0.113.1';
}
