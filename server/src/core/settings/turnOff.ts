import { parseDocument } from 'yaml';
import { endLinesAs } from '../features/format.ts';

/**
 * A settings file in which a rule is off, everything else as it was written.
 * @param text of the file as it is; empty: there is none
 * @returns undefined where the file has to be mended first
 */
export function turnOff(rule: string, text: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    document.setIn(['rules', rule], 'off');
  } catch {
    // Something else than keys and values stands where the rules belong.
    return undefined;
  }
  return endLinesAs(text, document.toString({ lineWidth: 0 }));
}
