/** What a login comes to: an icon, a word and a colour; and what it holds. */
import { nothing, type TemplateResult } from 'lit';
import type { MatrixOutcome, OutcomeWords } from '../../../server/src/protocol/matrix.ts';
import { toneOf, type OutcomeTone } from '../model/tones.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';

export const OUTCOME_ICONS: Readonly<Record<OutcomeTone, Icon>> = {
  admin: 'starFull',
  allow: 'passFilled',
  deny: 'error',
  failed: 'warning',
  undecided: 'question',
};

/** In a word, and below it what more there is to say: a column is narrow. Of several policies, by which. */
export function levelView(outcome: MatrixOutcome, { level, by }: OutcomeWords): TemplateResult {
  const tone = toneOf(outcome);
  const [word = '', ...more] = level.split(', ');
  return html`<span class="level tone-${tone}">${icon(OUTCOME_ICONS[tone], 'level-icon')} <span>${word}</span></span>
    ${more.length === 0 ? nothing : html`<p class="dim">${more.join(', ')}</p>`}
    ${by === undefined ? nothing : html`<p class="dim decided-by">${by}</p>`}`;
}

/** Roles space by space; then what has no effect, and teams that are changed. */
export function holdingsView({ roles, level }: MatrixOutcome, { holdings }: OutcomeWords): TemplateResult {
  if (holdings.length === 0) return html`<span class="dim">${level === 'admin' ? 'everything' : 'none'}</span>`;
  const granted = Object.keys(roles).length;
  return html`<ul class="holdings" role="list">
    ${holdings.map((holding, index) => html`<li class="role ${index < granted ? '' : 'inherited'}">${holding}</li>`)}
  </ul>`;
}
