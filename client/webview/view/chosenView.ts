/** Which further sessions to look at: keys, people, teams, addresses and instants. */
import { nothing, type TemplateResult } from 'lit';
import type { AccountNames, Suggestions } from '../../../server/src/protocol/suggestions.ts';
import {
  addChosen,
  addSession,
  countChosen,
  describeWho,
  removeChosen,
  removeSession,
  whoOf,
  type ChosenKind,
} from '../model/chosen.ts';
import { defaultZone, describeInstant, fromWallClock } from '../model/clock.ts';
import { withValue } from '../model/form.ts';
import { rememberLast } from '../model/remember.ts';
import type { Option } from '../model/search.ts';
import type { Panel } from '../panel.ts';
import { html } from './html.ts';
import './itemAdder.ts';
import { tagList } from './tagList.ts';

export function chosenView(panel: Panel): TemplateResult {
  const { matrix } = panel.overviews;
  const { chosen } = matrix.form;
  const count = countChosen(chosen);
  return html`<details class="more chosen">
    <summary>Look at more ${count > 0 ? html`<span class="mark">${count} chosen</span>` : nothing}</summary>
    ${kindRow(panel, 'keys', 'API keys', 'Add an API key, by name or id', keyOptions(panel.state.names))}
    ${kindRow(panel, 'logins', 'People', 'Add a login, word for word', loginOptions(panel.state.suggestions))}
    ${kindRow(panel, 'teams', 'Teams', 'Add a team: somebody with it and no other', teamOptions(panel.state))}
    ${sessionRow(panel)}
    ${kindRow(panel, 'addresses', 'From', 'Add an IP address', addressOptions(panel.state.suggestions))}
    ${instantRow(panel)}
    <div class="row">
      <span></span>
      <label class="check">
        <input
          type="checkbox"
          ?disabled=${count === 0}
          .checked=${chosen.only === true}
          @change=${(event: Event) => {
            const { checked } = event.target as HTMLInputElement;
            matrix.edit((form) => ({ ...form, chosen: withValue(form.chosen, 'only', checked ? true : undefined) }));
          }}
        />
        <span>Only these, of whatever something is chosen: of who logs in, of addresses, of instants</span>
      </label>
    </div>
  </details>`;
}

function kindRow(
  panel: Panel,
  kind: ChosenKind,
  title: string,
  label: string,
  options: readonly Option[],
): TemplateResult {
  return html`<div class="row">
    <span class="row-label">${title}</span>
    <div class="stack">
      ${chosenTags(panel, kind, title, (item) => options.find(({ value }) => value === item)?.label ?? item)}
      <item-adder
        .label=${label}
        .options=${options}
        @add=${(event: CustomEvent<string>) => {
          add(panel, kind, event.detail);
        }}
      ></item-adder>
    </div>
  </div>`;
}

function chosenTags(
  panel: Panel,
  kind: ChosenKind,
  title: string,
  nameOf: (item: string) => string,
): TemplateResult | typeof nothing {
  const { matrix } = panel.overviews;
  const items = matrix.form.chosen[kind] ?? [];
  if (items.length === 0) return nothing;
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  return tagList(title, [...byName.keys()], (name) => {
    matrix.edit((form) => ({ ...form, chosen: removeChosen(form.chosen, kind, byName.get(name) ?? name) }));
  });
}

/** People and keys with all that is said of them at the tab Session. */
function sessionRow(panel: Panel): TemplateResult {
  const { matrix } = panel.overviews;
  const { form, names } = panel.state;
  const who = whoOf(form);
  const byWords = new Map((matrix.form.chosen.sessions ?? []).map((one) => [describeWho(one, names), one]));
  const remove = (words: string): void => {
    const session = byWords.get(words);
    if (session) matrix.edit((kept) => ({ ...kept, chosen: removeSession(kept.chosen, session) }));
  };
  return html`<div class="row">
    <span class="row-label">Described whole</span>
    <div class="stack">
      ${byWords.size > 0 ? tagList('Described whole', [...byWords.keys()], remove) : nothing}
      <div>
        <button
          type="button"
          class="chip"
          ?disabled=${who === undefined}
          @click=${() => {
            if (who) matrix.edit((kept) => ({ ...kept, chosen: addSession(kept.chosen, who) }));
          }}
        >
          Add who logs in at Session
        </button>
      </div>
      <p class="dim">
        ${
          who === undefined
            ? 'At Session an API key or a person can be filled in, with several teams, as no member and more.'
            : describeWho(who, names)
        }
      </p>
    </div>
  </div>`;
}

/** By the clock that the policy reads. */
function instantRow(panel: Panel): TemplateResult {
  const zone = defaultZone(panel.state.suggestions.zones);
  return html`<div class="row">
    <label for="chosen-at">When</label>
    <div class="stack">
      ${chosenTags(panel, 'instants', 'When', (at) => `${describeInstant(at, zone)} (${zone})`)}
      <form
        class="adder"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          const field = (event.currentTarget as HTMLFormElement).elements.namedItem('at') as HTMLInputElement;
          const at = fromWallClock(field.value, zone);
          if (at === undefined) return;
          field.value = '';
          add(panel, 'instants', at);
        }}
      >
        <input id="chosen-at" name="at" class="field" type="datetime-local" step="1" required />
        <button type="submit" class="chip">Add</button>
      </form>
      <p class="dim">By the clock of ${zone}</p>
    </div>
  </div>`;
}

function add(panel: Panel, kind: ChosenKind, item: string): void {
  panel.overviews.matrix.edit((form) => ({ ...form, chosen: addChosen(form.chosen, kind, item) }));
}

const keyOptions = rememberLast((names: AccountNames | null): readonly Option[] =>
  (names?.keys ?? []).map(({ id, name }) => ({ value: id, label: name, detail: id })),
);

const loginOptions = rememberLast(({ logins }: Suggestions): readonly Option[] =>
  logins.filter((login) => !login.startsWith('api::')).map((login) => ({ value: login, label: login })),
);

function teamOptions({ names, suggestions }: Panel['state']): readonly Option[] {
  return [...new Set([...suggestions.teams, ...(names?.teams ?? [])])].map((team) => ({ value: team, label: team }));
}

const addressOptions = rememberLast(({ addresses }: Suggestions): readonly Option[] =>
  addresses.flatMap(({ network, inside, lastInside, outside }) => [
    { value: inside, label: inside, mark: `inside ${network}` },
    ...(lastInside === undefined ? [] : [{ value: lastInside, label: lastInside, mark: `last inside ${network}` }]),
    ...(outside === undefined ? [] : [{ value: outside, label: outside, mark: `outside ${network}` }]),
  ]),
);
