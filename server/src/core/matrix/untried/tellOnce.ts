import { MIXES_OF_TEAMS, MIXES_OF_NO_MEMBERS } from '../togetherSubjects.ts';
import { NOT_EVERY_MIX } from './teams.ts';
import { NO_MEMBER } from './untriedReads.ts';

/**
 * What was cut, without what is told by what policies read, too.
 * @param cut mixes by how many there are, among others
 */
export function tellOnce(cut: readonly string[], reads: readonly string[]): string[] {
  const isTold = (text: string): boolean =>
    (text.includes(MIXES_OF_TEAMS) && reads.some((read) => read.endsWith(NOT_EVERY_MIX))) ||
    (text.includes(MIXES_OF_NO_MEMBERS) && reads.includes(NO_MEMBER));
  return cut.filter((text) => !isTold(text));
}
