/** The Changes tab: who gains and who loses access by what has been edited. */
import { nothing, type TemplateResult } from 'lit';
import type { ShownDifference, Verdict } from '../../../server/src/protocol/matrix.ts';
import { countChanged, prepareChanges } from '../model/changes.ts';
import { filterLines } from '../model/matrixRows.ts';
import { rememberLast } from '../model/remember.ts';
import { counted } from '../model/verdict.ts';
import type { Panel } from '../panel.ts';
import { besideView } from './besideView.ts';
import { changesTable } from './changesTable.ts';
import { chosenView } from './chosenView.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';
import { filterBox } from './matrixView.ts';
import { exportButtons, overviewNotes } from './overviewNotes.ts';
import { isOld, overviewStatus } from './overviewStatus.ts';
import { bannerWithout, noticesView } from './verdictView.ts';

const FORMATS = [
  { format: 'markdown', label: 'Open as Markdown' },
  { format: 'json', label: 'Open as JSON' },
] as const;

const linesOf = rememberLast(prepareChanges);
const foundOf = rememberLast(filterLines);

export function changesView(panel: Panel): TemplateResult {
  const { changes, baselines } = panel.overviews;
  const { last } = changes.overview;
  return html`${againstView(panel)}
  ${baselines?.baselines.length === 0 ? bannerWithout('There is nothing to compare with', 'question') : nothing}
  ${overviewStatus(panel, changes, 'what changes')}
  ${last ? html`<div class=${isOld(changes) ? 'old' : ''}>${shownView(panel, last)}</div>` : nothing}`;
}

function againstView(panel: Panel): TemplateResult {
  const { changes, baselines, baseline } = panel.overviews;
  return html`<section class="section tools" aria-label="What is compared">
    <div class="tool-row against">
      <label for="baseline">Against</label>
      <select
        id="baseline"
        class="field"
        ?disabled=${baseline === undefined}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          changes.edit((form) => ({ ...form, baseline: value }));
        }}
      >
        ${(baselines?.baselines ?? []).map(
          ({ id, label }) => html`<option value=${id} .selected=${id === baseline?.id}>${label}</option>`,
        )}
      </select>
      <vscode-button
        secondary
        @click=${() => {
          panel.chooseBaseline();
        }}
        >Another file …</vscode-button
      >
    </div>
    ${(baselines?.missing ?? []).map((reason) => html`<p class="dim missing">${reason}</p>`)} ${besideView(panel)}
    ${chosenView(panel)}
  </section>`;
}

const TONES: Readonly<Record<Verdict, { tone: string; icon: Icon }>> = {
  same: { tone: 'allow', icon: 'passFilled' },
  narrower: { tone: 'inert', icon: 'remove' },
  wider: { tone: 'admin', icon: 'add' },
  both: { tone: 'admin', icon: 'arrowBoth' },
};

/** Not everything was tried. */
const GUESS: { tone: string; icon: Icon } = { tone: 'admin', icon: 'question' };

function shownView(panel: Panel, shown: ShownDifference): TemplateResult {
  const { changes } = panel.overviews;
  const { filter } = changes.form;
  const { lines, subjects } = linesOf(shown);
  const found = foundOf(lines, subjects, filter);
  // The headline says it.
  const notices = shown.notices.filter(({ code }) => code !== 'frozen');
  return html`${lockOutView(shown)} ${verdictView(shown)}
  ${
    lines.length === 0
      ? nothing
      : html`<div class="section tool-row">
            ${filterBox('Filter: key, team, space, role, address', filter, (typed) => {
              changes.edit((form) => ({ ...form, filter: typed }));
            })}
          </div>
          ${found.length === 0 ? html`<p class="empty dim">No change has all of these words.</p>` : changesTable(panel, shown, found)}`
  }
  ${noticesView(notices)} ${overviewNotes({ leftOut: shown.leftOut, assumed: shown.words.assumed })}
  ${exportButtons(FORMATS, (format) => {
    panel.export({ type: 'export', tab: 'changes', format });
  })}`;
}

/** Above all else. */
function lockOutView({ words: { lockOut, lockOutTitle } }: ShownDifference): TemplateResult | typeof nothing {
  if (lockOut.length === 0) return nothing;
  return html`<section class="banner locked-out tone-deny" role="alert" aria-label="Locked out">
    ${icon('lock', 'banner-icon')}
    <div class="banner-text">
      <p class="headline">${lockOutTitle}</p>
      <ul class="plain">
        ${lockOut.map((line) => html`<li>${line}.</li>`)}
      </ul>
    </div>
  </section>`;
}

function verdictView(shown: ShownDifference): TemplateResult {
  const { verdict, words, sessions, notices } = shown;
  const isGuess = !shown.isWhole && shown.isSameText !== true && (verdict === 'same' || verdict === 'narrower');
  const { tone, icon: which } = isGuess ? GUESS : TONES[verdict];
  const changed = countChanged(linesOf(shown).lines);
  const frozen = notices.find(({ code }) => code === 'frozen');
  return html`<p class="unseen" role="status">${words.verdict}</p>
    <section class="banner tone-${tone}" aria-label="Verdict">
      ${icon(which, 'banner-icon')}
      <div class="banner-text">
        <h1>${words.verdict}</h1>
        <p>
          From ${words.before} to ${words.after}: ${changed.toLocaleString('en')} of ${counted(sessions, 'session')}
          ${changed === 1 ? 'changes' : 'change'}.
        </p>
        <p>${frozen?.message ?? 'Saving a login policy in Spacelift signs everyone else out'}.</p>
      </div>
    </section>`;
}
