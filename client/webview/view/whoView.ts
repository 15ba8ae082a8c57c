/** Who logs in: a key, a person, or a whole input document. */
import { nothing, type TemplateResult } from 'lit';
import type { Panel } from '../panel.ts';
import { detailsOf, keyOf, withDetail, withKey, withValue } from '../model/form.ts';
import { rememberLast } from '../model/remember.ts';
import type { Option } from '../model/search.ts';
import type { AccountNames, KeyName, Suggestions } from '../../../server/src/protocol/suggestions.ts';
import { problem, segmented } from './choiceRow.ts';
import './combobox.ts';
import { html } from './html.ts';
import './itemAdder.ts';
import { tagList } from './tagList.ts';

const MARKS: Readonly<Record<NonNullable<KeyName['state']>, string>> = {
  admin: 'admin of the account',
  deleted: 'deleted',
  expired: 'expired',
};

export function keyView(panel: Panel, wrong: string | undefined): TemplateResult {
  const { names, form, suggestions } = panel.state;
  const isComplete = names?.keyState === 'complete';
  const options = keyOptions(names, suggestions);
  const key = keyOf(form, names);
  const hint = isComplete ? `Search ${names.keys.length} keys by name or id` : 'Name or id of a key';
  return html`<div class="row">
      <span class="row-label">Key</span>
      <div class="stack">
        <policy-combobox
          id="key"
          .label=${'API key'}
          .hint=${hint}
          .options=${options}
          .value=${key?.id ?? form.key.text}
          .takesAny=${!isComplete}
          .problemId=${wrong === undefined ? undefined : 'key-problem'}
          @choose=${(event: CustomEvent<string>) => {
            panel.edit((before) => withKey(before, event.detail));
          }}
        ></policy-combobox>
        ${problem('key-problem', wrong)}
      </div>
    </div>
    <div class="row">
      <span class="row-label">Login</span>
      <div class="stack">${loginAsView(panel)}</div>
    </div>
    ${teamsView(panel, key?.teams ?? [])}`;
}

/** The keys of the account; without one, the logins of the policy. */
const keyOptions = rememberLast((names: AccountNames | null, { logins }: Suggestions): readonly Option[] =>
  names ? names.keys.map(keyOption) : logins.map((login) => ({ value: login, label: login })),
);

function keyOption({ id, name, state }: KeyName): Option {
  return { value: id, label: name, detail: id, ...(state && { mark: MARKS[state] }) };
}

function loginAsView(panel: Panel): TemplateResult {
  const { form, names } = panel.state;
  const known = names?.keyLogin;
  const options = [
    { value: 'any' as const, label: known === undefined ? 'as assumed' : `as its ${known}` },
    { value: 'id' as const, label: 'as its id' },
    { value: 'name' as const, label: 'as its name' },
  ].filter(({ value }) => value !== known);
  return segmented('login-as', "How the key's login is written", options, form.key.loginAs ?? 'any', (chosen) => {
    panel.edit((before) => ({
      ...before,
      key: withValue(before.key, 'loginAs', chosen === 'any' ? undefined : chosen),
    }));
  });
}

export function personView(panel: Panel): TemplateResult {
  const { form, suggestions } = panel.state;
  return html`<div class="row">
      <span class="row-label">Login</span>
      <policy-combobox
        .label=${'Login of the person'}
        .hint=${'ada@example.com'}
        .options=${suggestions.logins
          .filter((login) => !login.startsWith('api::'))
          .map((login) => ({ value: login, label: login, mark: 'of the policy' }))}
        .value=${form.person.login}
        .takesAny=${true}
        @choose=${(event: CustomEvent<string>) => {
          panel.edit((before) => ({ ...before, person: { ...before.person, login: event.detail } }));
        }}
      ></policy-combobox>
    </div>
    ${teamsView(panel, [])}`;
}

/** `own`: the key's, until others are set. */
function teamsView(panel: Panel, own: readonly string[]): TemplateResult {
  const { form, names, suggestions } = panel.state;
  const { teams: set } = detailsOf(form);
  const teams = set ?? own;
  const change = (next: readonly string[] | undefined): void => {
    panel.edit((before) => withDetail(before, 'teams', next && [...next]));
  };
  const known = [...new Set([...suggestions.teams, ...(names?.teams ?? [])])].filter((team) => !teams.includes(team));
  const remove = (team: string): void => {
    change(teams.filter((other) => other !== team));
  };
  const reset = html`<li>
    <button
      type="button"
      class="link"
      @click=${() => {
        change(undefined);
      }}
    >
      ${own.length > 0 ? "the key's own" : 'as assumed'}
    </button>
  </li>`;
  return html`<div class="row">
    <span class="row-label">Teams</span>
    <div class="stack">
      ${teams.length === 0 && set === undefined ? nothing : tagList('Teams', teams, remove, set === undefined ? nothing : reset)}
      <item-adder
        .label=${'Add a team'}
        .options=${known.map((team) => ({
          value: team,
          label: team,
          ...(suggestions.teams.includes(team) && { mark: 'of the policy' }),
        }))}
        @add=${(event: CustomEvent<string>) => {
          if (!teams.includes(event.detail)) change([...teams, event.detail]);
        }}
      ></item-adder>
    </div>
  </div>`;
}

export function inputView(panel: Panel, wrong: string | undefined): TemplateResult {
  return html`<div class="stack">
    <textarea
      id="input"
      class="field code"
      rows="14"
      spellcheck="false"
      aria-label="Input document as JSON"
      aria-invalid=${wrong !== undefined}
      aria-describedby="input-problem"
      placeholder='{"request": {…}, "session": {…}, "spaces": […], "roles": […]}'
      .value=${panel.state.form.input}
      @input=${(event: Event) => {
        const { value } = event.target as HTMLTextAreaElement;
        panel.edit((form) => ({ ...form, input: value }));
      }}
    ></textarea>
    ${problem('input-problem', wrong)}
  </div>`;
}
