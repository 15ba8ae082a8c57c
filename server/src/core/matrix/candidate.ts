import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';

/** Somebody, with every way in which the login may be written: at least one, the likeliest first. */
export interface Candidate extends Pick<MatrixSubject, 'kind' | 'name' | 'origin' | 'state'> {
  readonly sessions: readonly SessionRequest[];
}
