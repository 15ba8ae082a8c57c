/** Whom scenarios name, from where and when: to be looked at by who looks at many sessions. */
import type { ChosenSessions } from '../../protocol/matrix.ts';
import { BadInput } from '../badInput.ts';
import { readScenarioFile } from './readScenarioFile.ts';

export type NamedSessions = Required<Omit<ChosenSessions, 'only'>>;

/**
 * Each once, in the order of the file. Of a person's teams, each by itself; nothing of whole input documents.
 * @param text of a scenario file, without a BOM
 * @throws {BadInput} for a file with a mistake
 */
export function readNamedSessions(text: string): NamedSessions {
  const { scenarios, findings } = readScenarioFile(text);
  const mistake = findings.find(({ severity }) => severity === 'error');
  if (mistake) throw new BadInput(`line ${mistake.range.start.line + 1}: ${mistake.message}`);
  const sessions = scenarios.map(({ session }) => session);
  return {
    keys: listGiven(sessions.map(({ key }) => key)),
    logins: listGiven(sessions.map(({ login }) => login)),
    teams: listGiven(sessions.flatMap(({ key, teams = [] }) => (key === undefined ? teams : []))),
    addresses: listGiven(sessions.map(({ ip }) => ip)),
    instants: listGiven(sessions.map(({ at }) => at)),
  };
}

function listGiven(all: readonly (string | undefined)[]): string[] {
  return [...new Set(all.filter((one) => one !== undefined))];
}
