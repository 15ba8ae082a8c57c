/** The outcome: a word, a colour and an icon. */
import { nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../../server/src/protocol/findings.ts';
import type { Notice } from '../../../server/src/protocol/simulation.ts';
import type { Panel } from '../panel.ts';
import { describeDecided, describeVerdict, type Tone, type Verdict } from '../model/verdict.ts';
import { nameBy } from '../model/naming.ts';
import { lineLink } from './choiceRow.ts';
import { html } from './html.ts';
import { icon, type Icon } from './icons.ts';

const ICONS: Readonly<Record<Tone, Icon>> = {
  allow: 'passFilled',
  deny: 'error',
  admin: 'starFull',
  inert: 'circleSlash',
};

const NOTICE_ICONS: Readonly<Record<Notice['severity'], Icon>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
};

export function verdictView(panel: Panel): TemplateResult {
  const { outcome, names, whole, otherFile, policy } = panel.state;
  if (!outcome) return bannerWithout('Fill in who logs in', 'question');
  const { result } = outcome;
  if (result.kind === 'refused') return bannerWithout('This session can’t be simulated', 'warning', result.message);
  if (result.kind === 'policy') return mistakesView(panel, result.findings);
  const weighed = whole?.result.kind === 'report' ? describeVerdict(whole.result.report, nameBy(names)) : undefined;
  const verdict = describeVerdict(result.report, nameBy(names));
  const isOld = !result.isWhole;
  return html`<section class="banner tone-${verdict.tone}" aria-label="Outcome">
    ${icon(ICONS[verdict.tone], 'banner-icon')}
    <div class="banner-text">
      <h1>${verdict.title}</h1>
      ${otherFile && policy ? html`<p class="dim">${policy.name}</p>` : nothing}
      <p>${verdict.lines.join(' · ')}</p>
      ${detailsView(panel, isOld ? weighed : verdict, isOld)}
    </div>
  </section>`;
}

/** What is read out when it changes. */
export function announcement({ state: { outcome, names } }: Panel): string {
  if (!outcome) return '';
  const { result } = outcome;
  if (result.kind === 'refused') return `Can't be simulated: ${result.message}`;
  if (result.kind === 'policy') return 'The policy has mistakes';
  const { title, lines } = describeVerdict(result.report, nameBy(names));
  return [title, ...lines].join('. ');
}

/** So is, once it is known, what else decides: on its own, so that the outcome is not read out twice. */
export function detailsAnnouncement({ state: { outcome, whole, names } }: Panel): string {
  if (outcome?.result.kind !== 'report' || whole?.result.kind !== 'report') return '';
  return describeDecided(describeVerdict(whole.result.report, nameBy(names))).join('. ');
}

/** `isOld`: of the session before, until this one's are known. */
function detailsView(panel: Panel, verdict: Verdict | undefined, isOld: boolean): TemplateResult {
  const { bothWays = [], deciding = [], because = [], reason } = verdict ?? {};
  const links = because.map(
    ({ rule, line, range }, index) =>
      html`${index > 0 ? ', ' : 'Decided by '}<span class="code">${rule}</span> in
        ${lineLink(line, () => {
          panel.reveal(range);
        })}`,
  );
  return html`<div class=${isOld ? 'old' : ''}>
    ${links.length > 0 ? html`<p>${links}</p>` : nothing} ${reason === undefined ? nothing : html`<p>${reason}</p>`}
    ${bothWays.map(
      ({ login, outcome, tone }) =>
        html`<p class="way">
          ${icon(ICONS[tone], `tone-icon-${tone}`)}
          <span>As <span class="code">${login}</span>: ${outcome}</span>
        </p>`,
    )}
    ${deciding.map((assumption) => decidingView(assumption))}
  </div>`;
}

function decidingView({ field, otherwise, more }: Verdict['deciding'][number]): TemplateResult {
  const others = otherwise.map(
    ({ value, changes }, index) =>
      html`${index > 0 ? '; ' : ''}with <span class="code">${field}</span> = <span class="code">${value}</span>:
        ${changes}`,
  );
  return html`<p class="assumed-line">
    <span class="mark">assumed</span> ${others}${more > 0 ? html`; ${more} more below` : nothing}
  </p>`;
}

/** @param other the name of another policy than that in the editor, where the mistakes are in it */
export function mistakesView(panel: Panel, findings: readonly Finding[], other?: string): TemplateResult {
  return html`<section class="banner tone-none" aria-label="Outcome">
    ${icon('error', 'banner-icon')}
    <div class="banner-text">
      <h1>${other ?? 'The policy'} has ${findings.length === 1 ? 'a mistake' : 'mistakes'}</h1>
      <ul class="plain">
        ${findings.map(
          ({ message, range }) =>
            html`<li>
              ${message}
              ${
                other === undefined
                  ? lineLink(range.start.line + 1, () => {
                      panel.reveal(range);
                    })
                  : html`<span class="dim">line ${range.start.line + 1}</span>`
              }
            </li>`,
        )}
      </ul>
    </div>
  </section>`;
}

export function bannerWithout(title: string, which: Icon, message = ''): TemplateResult {
  return html`<section class="banner tone-none" aria-label="Outcome">
    ${icon(which, 'banner-icon')}
    <div class="banner-text">
      <h1>${title}</h1>
      ${message === '' ? nothing : html`<p>${message}</p>`}
    </div>
  </section>`;
}

/** The gravest first, as they come; what the headline says already is left out. */
export function noticesView(notices: readonly Notice[]): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    <ul class="plain">
      ${notices.map(
        ({ severity, message }) =>
          html`<li class="notice">
            ${icon(NOTICE_ICONS[severity], `severity-${severity}`, severity)} <span>${message}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
