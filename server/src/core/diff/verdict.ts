import type { AccessDifference } from '../../protocol/matrix.ts';

/** Whether nothing that was not tried can turn out wider: for certain, or because nothing but words has changed. */
export function isVerdictSure({ verdict, isWhole, isSameText, undecided }: AccessDifference): boolean {
  if (verdict === 'wider' || verdict === 'both') return true;
  return isSameText === true || (isWhole && undecided === 0);
}
