/** Whom scenarios name, from where and when: to be looked at by who looks at many sessions. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import { readScenarioFile } from './readScenarioFile.ts';

/**
 * Each once, in the order of the file; whole input documents are left out.
 * @param text of a scenario file, without a BOM
 * @throws {BadInput} for a file with a mistake
 */
export function readNamedSessions(text: string): SessionRequest[] {
  const { scenarios, findings } = readScenarioFile(text);
  const mistake = findings.find(({ severity }) => severity === 'error');
  if (mistake) throw new BadInput(`line ${mistake.range.start.line + 1}: ${mistake.message}`);
  const sessions = scenarios.map(({ session }) => session).filter(({ input }) => input === undefined);
  return [...new Map(sessions.map((session) => [JSON.stringify(session), session])).values()];
}
