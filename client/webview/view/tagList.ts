/** What has been chosen of something, to be taken away one by one. */
import { nothing, type TemplateResult } from 'lit';
import { html } from './html.ts';
import { icon } from './icons.ts';

/**
 * @param label what they are, for screen readers
 * @param last a list item behind them
 */
export function tagList(
  label: string,
  items: readonly string[],
  remove: (item: string) => void,
  last: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<ul class="tags" aria-label=${label}>
    ${items.map(
      (item) =>
        html`<li class="tag-item">
          ${item}<button
            type="button"
            class="remove"
            aria-label="Remove ${item}"
            @click=${() => {
              remove(item);
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
    ${last}
  </ul>`;
}
