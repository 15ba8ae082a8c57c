import { MIXES_OF_TEAMS } from '../togetherSubjects.ts';
import { NOT_EVERY_MIX } from './teams.ts';

/**
 * What was cut, without what is told by what policies read, too.
 * @param cut mixes by how many there are, among others
 */
export function tellOnce(cut: readonly string[], reads: readonly string[]): string[] {
  const isTold = (text: string): boolean =>
    text.includes(MIXES_OF_TEAMS) && reads.some((read) => read.endsWith(NOT_EVERY_MIX));
  return cut.filter((text) => !isTold(text));
}
