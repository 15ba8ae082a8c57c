/** What is wrong with a settings file that is open in the editor. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { readSettings } from '../../core/settings/readSettings.ts';

/** As long as there is any, the whole file is left aside. */
export function diagnoseSettings(text: string, source: string): Diagnostic[] {
  const reading = readSettings(text);
  if (reading.ok) return [];
  return reading.problems.map(({ range, message }) => ({
    range,
    severity: DiagnosticSeverity.Error,
    source,
    message,
  }));
}
