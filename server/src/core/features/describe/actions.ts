/** The actions of roles, by what they are done to. */

/**
 * Subjects of more than one word, so that `WORKER_POOL_CREATE` is known to create a worker pool (user documentation,
 * authorization/rbac-system.md). Of an action that is not listed the first word is taken.
 */
const LONG_SUBJECTS = [
  'DRIFT_DETECTION_INTEGRATION',
  'INTENT_DEPENDENCIES',
  'INTENT_POLICY',
  'INTENT_PROJECT',
  'INTENT_RESOURCE',
  'INTENT_RESOURCE_OPERATION',
  'INTENT_STATE',
  'SPACELIFT_VCS',
  'TERRAFORM_PROVIDER',
  'TERRAFORM_PROVIDER_VERSION',
  'WORKER_POOL',
].sort((a, b) => b.length - a.length);

/** Any of them lets its holder see the space. */
const READING = ['SPACE_READ', 'SPACE_WRITE', 'SPACE_ADMIN'];

/** Whether whoever holds the actions in a space can see it. */
export function canRead(actions: readonly string[]): boolean {
  return READING.some((action) => actions.includes(action));
}

/** By subject, both sorted: `worker pool` → `create`, `update`. */
export function groupActions(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const action of [...actions].sort()) {
    const [subject, verb] = splitAction(action);
    const group = groups.get(subject);
    if (group) group.push(verb);
    else groups.set(subject, [verb]);
  }
  return groups;
}

/** In words; the verb is '' where there is none. */
export function splitAction(action: string): [subject: string, verb: string] {
  const long = LONG_SUBJECTS.find((subject) => action.startsWith(`${subject}_`));
  const end = long?.length ?? action.indexOf('_');
  return end < 0 ? [toWords(action), ''] : [toWords(action.slice(0, end)), toWords(action.slice(end + 1))];
}

function toWords(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}
