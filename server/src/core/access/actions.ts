/**
 * The actions that roles give, each with the legacy level that stands for it (user documentation,
 * authorization/rbac-system.md: where the explicit action is missing, the level is checked). The live list is the enum
 * `Action` of Spacelift's API, which changes: an action that a role of the account gives is one, listed here or not.
 */
import type { AskedAction, LegacyLevel } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import { nearestNames } from '../policy/nearestName.ts';

/** By subject: the verbs for which Read, Write and Admin stand. */
const DOCUMENTED: Readonly<Record<string, Partial<Record<LegacyLevel, string>>>> = {
  space: { read: 'read', write: 'write share-module', admin: 'admin' },
  run: {
    read: 'cancel comment retry stop',
    write:
      'cancel-blocking confirm discard prioritize-set promote propose-local-workspace propose-with-overrides retry-blocking review stop-blocking targeted-replan trigger',
    admin: 'trigger-with-custom-runtime-config',
  },
  task: { write: 'create' },
  stack: {
    read: 'set-star',
    write:
      'add-config delete-config lock set-current-commit state-download state-read sync-commit unlock upload-local-workspace',
    admin:
      'create delete disable enable manage managed-state-import managed-state-rollback reslug unlock-force update workspace-lock workspace-unlock',
  },
  context: { admin: 'create delete update' },
  worker: { admin: 'drain-set' },
  'worker-pool': { admin: 'create cycle delete reset update' },
  module: { write: 'mark-as-bad trigger-version', admin: 'create disable enable publish' },
  'terraform-provider': { admin: 'create delete set-visibility update' },
  'terraform-provider-version': { write: 'create delete publish register-platform revoke update' },
  'intent-dependencies': { admin: 'add remove' },
  'intent-policy': { admin: 'create delete update' },
  'intent-project': {
    admin:
      'cloud-integration-attach cloud-integration-detach config-add config-delete config-update create delete disable enable lock policy-attach policy-detach unlock update',
  },
  'intent-resource': { admin: 'create delete import refresh resume update' },
  'intent-resource-operation': { admin: 'review' },
  'intent-state': { admin: 'eject read' },
  'spacelift-vcs': { write: 'commit-files update', admin: 'create delete' },
};

const NO_LEVEL = 'which legacy level stands for it is not documented';
const PROSE_ONLY = `it is named in examples of Spacelift's pages and not in their table of actions: ${NO_LEVEL}`;
/** The changelog of 2026-01-28 has it, the table does not. */
const NEWER = `it is newer than the table of actions: ${NO_LEVEL}`;

const DOUBTFUL: Readonly<Record<string, string>> = {
  'run:read': PROSE_ONLY,
  'stack:read': PROSE_ONLY,
  'context:read': PROSE_ONLY,
  'drift-detection-integration:create': NEWER,
  'drift-detection-integration:update': NEWER,
  'drift-detection-integration:delete': NEWER,
};

const LEVELS = ['read', 'write', 'admin'] as const;

const KNOWN: ReadonlyMap<string, AskedAction> = new Map([...listDocumented(), ...listDoubtful()]);
const SUBJECTS = [...new Set([...KNOWN.values()].map(({ shown }) => shown.split(':')[0] ?? ''))].sort(
  (a, b) => b.length - a.length,
);

function listDocumented(): [string, AskedAction][] {
  return Object.entries(DOCUMENTED).flatMap(([subject, verbs]) =>
    LEVELS.flatMap((level) =>
      (verbs[level] ?? '').split(' ').flatMap((verb): [string, AskedAction][] => {
        if (verb === '') return [];
        const shown = `${subject}:${verb}`;
        return [[toName(shown), { name: toName(shown), shown, level }]];
      }),
    ),
  );
}

function listDoubtful(): [string, AskedAction][] {
  return Object.entries(DOUBTFUL).map(([shown, doubt]) => [toName(shown), { name: toName(shown), shown, doubt }]);
}

/** Every action of the documentation. */
export function knownActions(): Iterable<AskedAction> {
  return KNOWN.values();
}

/**
 * The action that a text names, in either spelling, upper or lower case.
 * @throws {BadInput} for one that neither the documentation nor a role of the account has: with the nearest ones
 */
export function readAction(text: string, inventory: Inventory | undefined): AskedAction {
  const name = toName(text);
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const ofRoles = new Set(inventory?.account.roles.items.flatMap(({ actions }) => actions));
  if (ofRoles.has(name)) {
    return { name, shown: toShown(name), doubt: `a role of the account gives it, and no list names it: ${NO_LEVEL}` };
  }
  const near = nearestNames(name, [...KNOWN.keys(), ...ofRoles]).map((one) => KNOWN.get(one)?.shown ?? toShown(one));
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'right would be one such as run:trigger';
  throw new BadInput(`"${text}" is no action that is known: ${hint}`);
}

/** `RUN_TRIGGER` of `run:trigger`. */
function toName(text: string): string {
  return text.trim().toUpperCase().replaceAll(/[:-]/g, '_');
}

/** `run:trigger` of `RUN_TRIGGER`. An unknown subject is taken to be one word. */
function toShown(name: string): string {
  const words = name.toLowerCase().replaceAll('_', '-');
  const subject = SUBJECTS.find((one) => words.startsWith(`${one}-`)) ?? words.split('-', 1)[0] ?? '';
  return words.length > subject.length ? `${subject}:${words.slice(subject.length + 1)}` : words;
}
