/** Whom scenarios name, from where and when: to be looked at by who looks at many sessions. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import { readScenarioFile } from './readScenarioFile.ts';

export interface NamedSession {
  readonly session: SessionRequest;
  /** Where it is first written, from 1. */
  readonly line: number;
}

/**
 * Each once, in the order of the file; whole input documents are left out.
 * @param text of a scenario file, without a BOM
 * @throws {BadInput} for a file with a mistake
 */
export function readNamedSessions(text: string): NamedSession[] {
  const { scenarios, findings } = readScenarioFile(text);
  const mistake = findings.find(({ severity }) => severity === 'error');
  if (mistake) throw new BadInput(`line ${mistake.range.start.line + 1}: ${mistake.message}`);
  const byText = new Map<string, NamedSession>();
  for (const { session, sessionRange } of scenarios) {
    const key = JSON.stringify(session);
    if (session.input !== undefined || byText.has(key)) continue;
    byText.set(key, { session, line: sessionRange.start.line + 1 });
  }
  return [...byText.values()];
}
