/** Lit's `html`, for all of the page: a text shows all of its characters (`model/visibleText.ts`). */
import { html as litHtml, type TemplateResult } from 'lit';
import { visibleText } from '../model/visibleText.ts';

/** Values of attributes and properties stay as they are: they are compared, and told to the host. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): TemplateResult<1> {
  return litHtml(
    strings,
    ...values.map((value, index) =>
      typeof value === 'string' && isContent(strings[index] ?? '') ? visibleText(value) : value,
    ),
  );
}

/** Whether what follows stands between tags: a value of an attribute or of a property follows on `=`. */
function isContent(before: string): boolean {
  return before.lastIndexOf('>') >= before.lastIndexOf('<') && !/=["']?$/.test(before);
}
