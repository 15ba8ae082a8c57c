/** Which other login policies are asked together with the one that is shown. */
import { nothing, type TemplateResult } from 'lit';
import type { BesideChoice } from '../../../server/src/protocol/panel.ts';
import { keyOf } from '../beside.ts';
import type { Option } from '../model/search.ts';
import { counted } from '../model/verdict.ts';
import type { Panel } from '../panel.ts';
import './combobox.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { tagList } from './tagList.ts';

/** By name; how many others there are is told. */
const MOST_NAMED = 3;

export function besideView(panel: Panel): TemplateResult {
  const { beside } = panel.overviews;
  return html`<details
    class="more beside"
    @toggle=${(event: Event) => {
      if ((event.currentTarget as HTMLDetailsElement).open) beside.list();
    }}
  >
    <summary>${summaryOf(panel, beside.chosen)}</summary>
    <div class="row">
      <span class="row-label">Policies</span>
      <div class="stack">
        ${tagsView(panel)} ${adderView(panel)}
        <p class="dim">
          Each is asked by itself, and one deny beats all; that everything else adds up is assumed. The tab Session,
          where rows and hours lead to, asks ${nameOf(panel)} alone; what is pinned is decided by the policies that the
          scenario file names.
        </p>
      </div>
    </div>
  </details>`;
}

/** The names are tags where it is unfolded. */
function summaryOf(panel: Panel, chosen: readonly BesideChoice[]): TemplateResult {
  const deployed = isAskedWithDeployed(panel) ? 'what else is deployed' : '';
  if (chosen.length === 0) return deployed === '' ? html`Asked alone` : html`Asked together with ${deployed}`;
  const more = chosen.length - MOST_NAMED;
  return html`Asked together with ${deployed === '' ? nothing : `${deployed}, and`}
    <span class="beside-names"
      >${chosen.slice(0, MOST_NAMED).map(({ label }) => html`<span class="mark">${label}</span> `)}
      ${more > 0 ? `and ${counted(more, 'other')}` : nothing}</span
    >`;
}

/** Of what is compared with a deployed policy, the others of the account are on both sides. */
function isAskedWithDeployed({ state: { tab, names }, overviews: { baseline } }: Panel): boolean {
  const isDeployed = tab === 'changes' && baseline?.id.startsWith('deployed:') === true;
  return isDeployed && (names?.loginPolicies.length ?? 0) > 1;
}

function tagsView(panel: Panel): TemplateResult | typeof nothing {
  const { beside } = panel.overviews;
  if (beside.chosen.length === 0) return nothing;
  const keys = new Map(beside.chosen.map((choice) => [choice.label, keyOf(choice)]));
  return tagList('Asked together', [...keys.keys()], (label) => {
    beside.remove(keys.get(label) ?? '');
  });
}

function adderView(panel: Panel): TemplateResult {
  const { beside } = panel.overviews;
  const { choices } = beside;
  if (choices?.length === 0 && beside.chosen.length === 0) {
    return html`<p class="dim" role="status">
      There is no other login policy: neither in the workspace, nor of
      ${panel.state.names ? 'the account' : 'an account, as none is known'}.
    </p>`;
  }
  return html`<policy-combobox
    .label=${'Add a login policy'}
    .hint=${'Add a login policy'}
    .options=${optionsOf(choices)}
    .value=${''}
    @choose=${(event: CustomEvent<string>) => {
      beside.add(event.detail);
    }}
  ></policy-combobox>`;
}

const NONE: readonly Option[] = [];

function optionsOf(choices: readonly BesideChoice[] | undefined): readonly Option[] {
  return choices?.map((choice) => ({ value: keyOf(choice), label: choice.label })) ?? NONE;
}

/** In the tab Session: what is decided there is not what the other tabs show. */
export function aloneView(panel: Panel): TemplateResult | typeof nothing {
  const { chosen } = panel.overviews.beside;
  if (chosen.length === 0) return nothing;
  return html`<p class="title-line">
    ${icon('info', 'severity-information')} Here, and in what is copied, ${nameOf(panel)} is asked alone. Matrix, Week
    and Changes ask it together with ${chosen.map(({ label }) => label).join(', ')}.
  </p>`;
}

function nameOf({ state: { policy } }: Panel): string {
  return policy?.name ?? 'the policy';
}
