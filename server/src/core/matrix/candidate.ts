import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';

/** Somebody, with every way in which the login may be written: at least one, the likeliest first. */
export interface Candidate extends Pick<MatrixSubject, 'kind' | 'name' | 'origin' | 'state'> {
  readonly sessions: readonly SessionRequest[];
  /** Of each session: those with the same text are decided alike, whoever it is. Missing: each by itself. */
  readonly classes?: readonly (string | undefined)[];
  /** A key that no policy names: there may be thousands. */
  readonly isCommon?: boolean;
}
