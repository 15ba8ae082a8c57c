/** Reads an account snapshot from JSON text, and says what is wrong with one that can't be read. */
import { parse as parseExactly } from 'lossless-json';
import * as z from 'zod';
import type { AccountSnapshot, SnapshotVersion } from '../../protocol/account.ts';
import { BadInput } from '../badInput.ts';
import { ROOT } from '../simulation/grants.ts';
import { parseTimestamp } from '../simulation/instant.ts';
import { LineIndex } from '../syntax/positions.ts';
import { PIECES } from './pieces.ts';

const VERSION: SnapshotVersion = 1;
/** Of the releases whose syntax and built-ins OPA remembers. */
export const OLDEST_OPA = '0.17.0';

const name = z.string().min(1, 'is empty');

const timestamp = z.string().superRefine((text, context) => {
  try {
    parseTimestamp(text);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

const role = z.strictObject({
  id: name,
  slug: name,
  name: z.string(),
  description: z.string(),
  isSystem: z.boolean(),
  actions: z.array(z.string()),
});

const space = z.strictObject({
  id: name,
  name: z.string(),
  description: z.string(),
  parentSpace: z.exactOptional(name),
  inheritEntities: z.boolean(),
  labels: z.array(z.string()),
});

const roleBinding = z.strictObject({ role: name, space: name });
const teamBinding = roleBinding.extend({ team: name });

const keySession = z.strictObject({
  name: z.exactOptional(z.enum(['keyName', 'keyId', 'empty'])),
  member: z.exactOptional(z.boolean()),
  machine: z.exactOptional(z.boolean()),
});

const apiKey = z.strictObject({
  id: name,
  name: z.string(),
  description: z.string(),
  type: z.enum(['SECRET', 'OIDC']),
  teams: z.array(z.string()),
  admin: z.boolean(),
  createdAt: timestamp,
  expiresAt: z.exactOptional(timestamp),
  lastUsedAt: z.exactOptional(timestamp),
  deleted: z.boolean(),
  roleBindings: z.exactOptional(z.array(roleBinding)),
});

const loginPolicy = z.strictObject({ id: name, name: z.string(), body: z.string(), engine: z.enum(['v0', 'v1']) });

/** As OPA's release is named, with or without the `v` of its tags; without it afterwards. */
const opaVersion = z
  .string()
  .regex(/^v?\d+\.\d+\.\d+$/, 'is no release of OPA, such as 0.64.0')
  .overwrite((text) => text.replace(/^v/, ''))
  .refine((text) => !isBefore(text, OLDEST_OPA), `is older than ${OLDEST_OPA}, the first that can be imitated`);

function isBefore(release: string, other: string): boolean {
  return inDigits(release) < inDigits(other);
}

/** So that the order of texts is that of the numbers: to compare texts by the numbers in them takes 10 ms to begin. */
function inDigits(release: string): string {
  return release.replaceAll(/\d+/g, (number) => number.padStart(9, '0'));
}

/** One part: its items, each with an own `keyOf`. */
function part<Item extends z.ZodType>(item: Item, keyOf: (item: z.output<Item>) => string) {
  return z
    .strictObject({
      state: z.enum(['complete', 'partial', 'forbidden', 'failed']),
      at: timestamp,
      items: z.array(item),
      reason: z.exactOptional(z.string()),
    })
    .superRefine(({ state, items }, context) => {
      if (items.length > 0 && (state === 'forbidden' || state === 'failed')) {
        context.addIssue({ code: 'custom', path: ['items'], message: `has items, though the state is "${state}"` });
      }
      const seen = new Set<string>();
      items.forEach((entry, index) => {
        const key = keyOf(entry);
        if (seen.has(key))
          context.addIssue({ code: 'custom', path: ['items', index], message: `"${key}" is here twice` });
        seen.add(key);
      });
    });
}

/** The shape of `AccountSnapshot`: nothing missing, nothing unknown, no id twice, no space inside of itself. */
export const snapshotSchema = z.strictObject({
  version: z.literal(VERSION),
  name,
  endpoint: z.exactOptional(
    z.url({ protocol: /^https$/, error: 'is no https address, such as https://example.app.spacelift.io' }),
  ),
  authorizationScheme: z.exactOptional(z.enum(['LOGIN_POLICIES', 'MANAGED_USERS'])),
  opaVersion: z.exactOptional(opaVersion),
  keyLogin: z.exactOptional(z.enum(['id', 'name'])),
  keySession: z.exactOptional(keySession),
  keyRecords: z.exactOptional(z.enum(['none', 'different'])),
  missed: z.exactOptional(z.partialRecord(z.enum(PIECES), z.string())),
  roles: part(role, (item) => item.slug),
  spaces: part(space, (item) => item.id).superRefine(({ items, state }, context) => {
    const circle = findCircle(items);
    if (circle >= 0) {
      const message = 'leads back to the space itself';
      context.addIssue({ code: 'custom', path: ['items', circle, 'parentSpace'], message });
    } else if (state === 'complete' && items.length > 0) {
      for (const issue of findGaps(items)) context.addIssue({ code: 'custom', ...issue });
    }
  }),
  apiKeys: part(apiKey, (item) => item.id),
  teams: part(z.string(), (item) => item),
  teamBindings: z.exactOptional(part(teamBinding, ({ team, role, space }) => JSON.stringify([team, role, space]))),
  loginPolicies: part(loginPolicy, (item) => item.id),
}) satisfies z.ZodType<AccountSnapshot>;

/** Index of the first space whose chain of parents comes back to it; -1 where there is none. */
function findCircle(spaces: readonly z.output<typeof space>[]): number {
  const parents = new Map(spaces.map(({ id, parentSpace }) => [id, parentSpace]));
  return spaces.findIndex(({ id, parentSpace }) => {
    let above = parentSpace;
    for (let steps = 0; above !== undefined && steps < spaces.length; steps++) {
      if (above === id) return true;
      above = parents.get(above);
    }
    return false;
  });
}

const PARTIAL = 'where some spaces may be missing, the state is "partial"';

/** Where the tree of all spaces has holes: roles would not reach the spaces below. */
function findGaps(spaces: readonly z.output<typeof space>[]): { path: (string | number)[]; message: string }[] {
  const ids = new Set(spaces.map(({ id }) => id));
  const rootless = ids.has(ROOT) ? [] : [{ path: ['items'], message: `has no space "${ROOT}": ${PARTIAL}` }];
  const orphans = spaces.flatMap(({ id, parentSpace }, index) => {
    if (parentSpace === undefined ? id === ROOT : ids.has(parentSpace)) return [];
    const message =
      parentSpace === undefined
        ? `is missing: every space but "${ROOT}" is in another`
        : `no space has the id "${parentSpace}": ${PARTIAL}`;
    return [{ path: ['items', index, 'parentSpace'], message }];
  });
  return [...rootless, ...orphans];
}

/**
 * Reads a snapshot.
 * @throws {BadInput} for text that is no JSON, a version this build doesn't know, and any other shape: the message
 * names the place in the JSON (`spaces.items[3].parentSpace`) and what would be right there.
 */
export function parseSnapshot(text: string): AccountSnapshot {
  const value = parseJson(text);
  const version = readVersion(value);
  if (version === undefined) throw new BadInput(`not an account snapshot: "version": ${VERSION} is missing`);
  if (version !== VERSION) {
    const given = JSON.stringify(version);
    throw new BadInput(`version: this build reads account snapshots of version ${VERSION}, and not ${given}`);
  }
  const parsed = snapshotSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BadInput(describeIssues(parsed.error.issues));
}

/** The first in full, the others counted. */
function describeIssues([first, ...others]: readonly { message: string; path: readonly PropertyKey[] }[]): string {
  if (first === undefined) return 'not an account snapshot';
  const steps = first.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  const place = steps.join('').replace(/^\./, '');
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${place === '' ? '' : `${place}: `}${first.message}${more}`;
}

/** Whatever file somebody has taken for a snapshot, nothing of it is repeated, as the parser's own message would. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`not JSON${placeOfMistake(text)}`);
  }
}

function placeOfMistake(text: string): string {
  try {
    parseExactly(text);
  } catch (error) {
    const [, at] = / at position (\d+)$/.exec(error instanceof Error ? error.message : '') ?? [];
    if (at === undefined) return '';
    const { line, character } = new LineIndex(text).positionAt(Number(at));
    return ` (line ${line + 1}, column ${character + 1})`;
  }
  return '';
}

function readVersion(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
}
