/** Access by space, why, and all fields. */
import { nothing, type TemplateResult } from 'lit';
import type { ClauseExplanation, SimulationReport } from '../../../server/src/protocol/simulation.ts';
import type { Panel } from '../panel.ts';
import { showClauses, type ClauseDetail, type ShownClause } from '../model/clauses.ts';
import { describeOtherwise, listFields, type Field } from '../model/fields.ts';
import { nameBy } from '../model/naming.ts';
import { rememberLast } from '../model/remember.ts';
import { showSpaces } from '../model/spaces.ts';
import { counted } from '../model/verdict.ts';
import { lineLink } from './choiceRow.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';
import './spaceTree.ts';

const spacesOf = rememberLast(showSpaces);
const clausesOf = rememberLast(showClauses);
const fieldsOf = rememberLast(listFields);
const namingOf = rememberLast(nameBy);
const NO_CLAUSES: readonly ClauseExplanation[] = [];

export function spacesView(panel: Panel, report: SimulationReport): TemplateResult | typeof nothing {
  if (report.decision.access_level === 'deny') return nothing;
  const { roots, without } = spacesOf(report, panel.state.names);
  return html`<section class="section" aria-labelledby="spaces-title">
    <h2 id="spaces-title">Access by space</h2>
    ${
      roots.length === 0
        ? html`<p class="dim">No role in any space.</p>`
        : html`<space-tree .roots=${roots} .labelledBy=${'spaces-title'}></space-tree>`
    }
    ${without > 0 && roots.length > 0 ? html`<p class="dim">No access in ${counted(without, 'other space')}.</p>` : nothing}
  </section>`;
}

const CLAUSE_ICONS: Readonly<Record<ShownClause['mark'], Icon>> = {
  fired: 'check',
  stopped: 'close',
  idle: 'circleSmall',
};

/** `isOld`: of the session before, until this one's is known. */
export function whyView(panel: Panel, report: SimulationReport, text: string, isOld: boolean): TemplateResult {
  const clauses = clausesOf(report.explanation ?? NO_CLAUSES, text, namingOf(panel.state.names));
  return html`<section class="section ${isOld ? 'old' : ''}" aria-labelledby="why-title" aria-busy=${isOld}>
    <h2 id="why-title">Why</h2>
    ${
      clauses.length === 0
        ? html`<p class="dim">No rule of the policy was asked.</p>`
        : html`<ul class="clauses">
            ${clauses.map((clause) => clauseView(panel, clause))}
          </ul>`
    }
  </section>`;
}

function clauseView(panel: Panel, clause: ShownClause): TemplateResult {
  const { mark, markName, head, line, range, details, helpers } = clause;
  return html`<li class="clause mark-${mark}">
    ${icon(CLAUSE_ICONS[mark], 'clause-icon', markName)}
    <div class="clause-text">
      <button
        type="button"
        class="clause-head"
        @click=${() => {
          panel.reveal(range);
        }}
      >
        <span class="code">${head}</span><span class="line-number">line ${line}</span>
      </button>
      ${details.map((detail) => detailView(panel, detail))}
      ${
        helpers.length === 0
          ? nothing
          : html`<ul class="clauses">
              ${helpers.map((helper) => clauseView(panel, helper))}
            </ul>`
      }
    </div>
  </li>`;
}

function detailView(panel: Panel, { lead, code, range }: ClauseDetail): TemplateResult {
  const line =
    range &&
    lineLink(range.start.line + 1, () => {
      panel.reveal(range);
    });
  return html`<p class="detail">
    ${lead}${code === undefined ? nothing : html` <span class="code">${code}</span>`} ${line ?? nothing}
  </p>`;
}

export function fieldsView(panel: Panel, report: SimulationReport, isOld: boolean): TemplateResult {
  const fields = fieldsOf(report);
  const count = fields.filter(({ assumed }) => assumed).length;
  const deciding = report.assumed.filter(({ effect }) => effect === 'decides');
  const isInput = panel.state.form.who === 'input';
  return html`<section class="section ${isOld ? 'old' : ''}">
    <details class="fields">
      <summary>
        <h2>All fields</h2>
        ${count > 0 ? html`<span class="mark">${count} assumed</span>` : nothing}
      </summary>
      <dl>${fields.map(fieldView)}</dl>
      ${deciding.map(
        (assumption) =>
          html`<h3>Other values of <span class="code">${assumption.field}</span></h3>
            <ul class="plain">
              ${describeOtherwise(assumption, namingOf(panel.state.names)).map(
                ({ value, changes }) => html`<li><span class="code">${value}</span>: ${changes}</li>`,
              )}
            </ul>`,
      )}
      ${
        isInput
          ? nothing
          : html`<button
              type="button"
              class="link"
              @click=${() => {
                panel.editInput();
              }}
            >
              Edit as input JSON
            </button>`
      }
    </details>
  </section>`;
}

function fieldView({ path, value, assumed }: Field): TemplateResult {
  const about =
    assumed &&
    html`<span class="mark ${assumed.decides ? 'decides' : ''}">assumed${assumed.decides ? ', decides' : ''}</span>
      <p class="dim">${assumed.why}. ${assumed.effect}.</p>`;
  return html`<div class="field-row">
    <dt class="code">${path}</dt>
    <dd><span class="code">${value}</span> ${about ?? nothing}</dd>
  </div>`;
}
