/** Decisions for tests. */
import type { Decision } from '../../../../server/src/protocol/simulation.ts';

const DENIED: Decision = {
  access_level: 'deny',
  teams: [],
  roles: {},
  space_admin: [],
  space_write: [],
  space_read: [],
  flag: [],
  sample: false,
};

/** A denied decision, but for what is said. */
export function decisionOf(given: Partial<Decision>): Decision {
  return { ...DENIED, ...given };
}
