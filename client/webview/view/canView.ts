/** "Can it …?", and what Spacelift itself says. */
import { nothing, type TemplateResult } from 'lit';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import type { PanelAnswer, PanelVerification } from '../../../server/src/protocol/panel.ts';
import { brief } from '../model/clauses.ts';
import { rememberLast } from '../model/remember.ts';
import type { Option } from '../model/search.ts';
import type { Panel } from '../panel.ts';
import './combobox.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';

type Answered = Extract<PanelAnswer, { kind: 'answer' }>['answer'];

const ICONS: Readonly<Record<Answered, Icon>> = { yes: 'passFilled', no: 'error', unknown: 'question' };
const WORDS: Readonly<Record<Answered, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };
const TONES: Readonly<Record<Answered, string>> = { yes: 'allow', no: 'deny', unknown: 'none' };

export function canView(panel: Panel): TemplateResult {
  const { question, suggestions, names } = panel.state;
  const spaces = spaceOptions(names);
  return html`<section class="section" aria-labelledby="can-title">
    <h2 id="can-title">Can it …?</h2>
    <div class="pair">
      <policy-combobox
        .label=${'Action'}
        .hint=${'Action, such as run:trigger'}
        .options=${actionOptions(suggestions.actions)}
        .value=${question.action}
        @choose=${(event: CustomEvent<string>) => {
          panel.ask({ action: event.detail });
        }}
      ></policy-combobox>
      <policy-combobox
        .label=${'Space'}
        .hint=${'in which space'}
        .options=${spaces ?? []}
        .value=${question.space}
        .takesAny=${spaces === undefined}
        @choose=${(event: CustomEvent<string>) => {
          panel.ask({ space: event.detail });
        }}
      ></policy-combobox>
    </div>
    <div class="answer" role="status">${answerView(panel.state.answer)}</div>
  </section>`;
}

const spaceOptions = rememberLast((names: AccountNames | null): readonly Option[] | undefined =>
  names?.spaces.map(({ id, name }) =>
    id === name ? { value: id, label: name } : { value: id, label: name, detail: id },
  ),
);
const actionOptions = rememberLast((actions: readonly string[]): readonly Option[] =>
  actions.map((action) => ({ value: action, label: action })),
);

function answerView(answer: PanelAnswer | undefined): TemplateResult | typeof nothing {
  if (!answer) return nothing;
  if (answer.kind === 'refused') return html`<p>${answer.message}</p>`;
  const [first, ...others] = answer.reasons;
  return html`<p class="way">
      ${icon(ICONS[answer.answer], `tone-icon-${TONES[answer.answer]}`)}
      <span><b>${WORDS[answer.answer]}.</b> ${first}</span>
    </p>
    ${others.map((reason) => html`<p class="dim">${reason}</p>`)}`;
}

/** Only where Spacelift can be asked. */
export function verifyView(panel: Panel): TemplateResult | typeof nothing {
  const { verifier, verified } = panel.state;
  if (verifier === null) return nothing;
  const isAsked = verified === 'asked';
  return html`<vscode-button
      ?disabled=${isAsked}
      @click=${() => {
        panel.verify();
      }}
      >${isAsked ? 'Asking Spacelift' : 'Verify on Spacelift'}</vscode-button
    >
    <div class="verified" role="status">
      ${verified === undefined || verified === 'asked' ? nothing : verificationView(verified)}
    </div>`;
}

function verificationView(result: PanelVerification): TemplateResult {
  if (result.kind === 'refused') return html`<p>${icon('warning', 'severity-warning')} ${result.message}</p>`;
  const { host, verdict, differences, unanswered, notes } = result;
  const words = {
    same: `${host} decides the same`,
    partly: `${host} decides the same as far as its answer goes: not compared: ${unanswered.join(', ')}`,
    different: `${host} decides differently`,
    unreadable: `${host} has answered something that is not known`,
  };
  return html`<p class="way">
      ${icon(verdict === 'same' ? 'passFilled' : 'warning', verdict === 'same' ? 'tone-icon-allow' : 'severity-warning')}
      <span>${words[verdict]}</span>
    </p>
    <ul class="plain">
      ${differences.map(
        ({ field, here, there }) =>
          html`<li>
            <span class="code">${field}</span>: here <span class="code">${brief(here)}</span>, there
            <span class="code">${brief(there)}</span>
          </li>`,
      )}
      ${notes.map((note) => html`<li class="dim">${note}</li>`)}
    </ul>`;
}
