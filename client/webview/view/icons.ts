/** VS Code's own icons, those that the panel shows. */
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import circleSmall from '@vscode/codicons/src/icons/circle-small.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import passFilled from '@vscode/codicons/src/icons/pass-filled.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import starFull from '@vscode/codicons/src/icons/star-full.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

const ICONS = {
  check,
  chevronDown,
  circleSlash,
  circleSmall,
  close,
  error,
  info,
  passFilled,
  question,
  starFull,
  warning,
} as const;

export type Icon = keyof typeof ICONS;

/** For the eye only, unless `name` says it to those who can't see it. */
export function icon(which: Icon, className = '', name?: string): TemplateResult {
  const picture = unsafeHTML(ICONS[which]);
  if (name === undefined) return html`<span class="icon ${className}" aria-hidden="true">${picture}</span>`;
  return html`<span class="icon ${className}" role="img" aria-label=${name}>${picture}</span>`;
}
