/** From the result document of a policy to Spacelift's reduced decision. */
import type { ResultDocument } from '../../protocol/engine.ts';
import type { AccessLevel, Decision, Notice } from '../../protocol/simulation.ts';

/** Which of the rules that decide whether somebody gets in hold. */
export interface FiredRules {
  deny: boolean;
  admin: boolean;
  denyAdmin: boolean;
  allow: boolean;
}

/** What the policy came to, and what in it Spacelift can't read or doesn't document. */
export interface Decided {
  decision: Decision;
  fired: FiredRules;
  /** `wrongType` and `undocumented` only; that of `describeOpenLevel` is the last. */
  notices: Notice[];
}

/**
 * Reduces a result as Spacelift does: `deny` before `admin` (unless `deny_admin`) before `allow`, else deny. A value of
 * another type than Spacelift reads counts as nothing, and is told. `sessionTeams` are those of the input.
 */
export function reduceResult(result: ResultDocument, sessionTeams: readonly string[]): Decided {
  const reader = new ResultReader(result);
  const fired = {
    deny: reader.boolean('deny'),
    admin: reader.boolean('admin'),
    denyAdmin: reader.boolean('deny_admin'),
    allow: reader.boolean('allow'),
  };
  const team = reader.set('team');
  const decision: Decision = {
    access_level: levelOf(fired),
    teams: team.length > 0 ? team : [...sessionTeams],
    roles: reader.roles(),
    space_admin: reader.set('space_admin'),
    space_write: reader.set('space_write'),
    space_read: reader.set('space_read'),
    flag: reader.set('flag'),
    sample: reader.boolean('sample'),
  };
  return { decision, fired, notices: [...reader.notices, ...describeOpenLevel(fired)] };
}

/** Where it is not documented whether somebody gets in. */
export function describeOpenLevel({ deny, admin, denyAdmin, allow }: FiredRules): Notice[] {
  return !deny && admin && denyAdmin && !allow ? [ADMIN_DENIED] : [];
}

const ADMIN_DENIED: Notice = {
  code: 'undocumented',
  severity: 'warning',
  message:
    '`admin` and `deny_admin` fire, and `allow` does not: what Spacelift makes of that is not documented. Taken as denied.',
};

export function levelOf({ deny, admin, denyAdmin, allow }: FiredRules): AccessLevel {
  if (deny) return 'deny';
  if (admin && !denyAdmin) return 'admin';
  return allow ? 'allow' : 'deny';
}

/** Reads the rules' values, collecting a notice for each that is of the wrong type. */
class ResultReader {
  readonly notices: Notice[] = [];
  readonly #result: ResultDocument;

  constructor(result: ResultDocument) {
    this.#result = result;
  }

  boolean(rule: keyof ResultDocument): boolean {
    const value = this.#result[rule];
    if (value !== undefined && typeof value !== 'boolean') this.#tell(rule, value, 'a boolean');
    return value === true;
  }

  set(rule: keyof ResultDocument): string[] {
    const value = this.#result[rule];
    return value === undefined ? [] : this.#members(rule, value, 'a set of strings');
  }

  roles(): Record<string, string[]> {
    const value = this.#result.roles;
    if (value === undefined) return {};
    if (!isObject(value)) {
      this.#tell('roles', value, 'a map from space ids to sets of role slugs');
      return {};
    }
    const entries = Object.keys(value)
      .sort()
      .map((space) => [space, this.#members(`roles["${space}"]`, value[space], 'a set of role slugs')] as const);
    return Object.fromEntries(entries.filter(([, slugs]) => slugs.length > 0));
  }

  /** Sets arrive as arrays from Rego v1, and as objects of `true` from v0's `roles[space][slug]`. */
  #members(rule: string, value: unknown, wanted: string): string[] {
    const members = membersOf(value);
    if (members === undefined) {
      this.#tell(rule, value, wanted);
      return [];
    }
    const texts = members.filter((member) => typeof member === 'string');
    const other = members.find((member) => typeof member !== 'string');
    if (other !== undefined) this.#tell(`A member of ${rule}`, other, 'a string', 'warning');
    return [...new Set(texts)].sort();
  }

  #tell(what: string, value: unknown, wanted: string, severity: Notice['severity'] = 'error'): void {
    const message = `${what} is ${describe(value)}, where Spacelift reads ${wanted}: it counts as nothing here`;
    this.notices.push({ code: 'wrongType', severity, message });
  }
}

/** Undefined for anything that is no set. */
function membersOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.some(([, member]) => typeof member !== 'boolean')) return undefined;
  return entries.filter(([, isMember]) => isMember).map(([member]) => member);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a set or an array';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`;
}
