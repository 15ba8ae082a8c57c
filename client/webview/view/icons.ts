/** VS Code's own icons, those that the panel shows. */
import add from '@vscode/codicons/src/icons/add.svg';
import arrowBoth from '@vscode/codicons/src/icons/arrow-both.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronLeft from '@vscode/codicons/src/icons/chevron-left.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import circleSmall from '@vscode/codicons/src/icons/circle-small.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import passFilled from '@vscode/codicons/src/icons/pass-filled.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import remove from '@vscode/codicons/src/icons/remove.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import starFull from '@vscode/codicons/src/icons/star-full.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { html } from './html.ts';

const ICONS = {
  add,
  arrowBoth,
  check,
  chevronDown,
  chevronLeft,
  chevronRight,
  circleSlash,
  circleSmall,
  close,
  error,
  info,
  lock,
  passFilled,
  pin,
  question,
  remove,
  search,
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
