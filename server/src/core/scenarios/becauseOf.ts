/** The clause that makes a login other than it was expected. */
import type { Range } from '../../protocol/findings.ts';
import type { ClauseExplanation } from '../../protocol/simulation.ts';
import type { Decided } from '../simulation/decision.ts';
import type { Cause } from './compareHeld.ts';

/** The clauses of the rules that Spacelift reads, as a login has gone through them. */
export interface ExplainedPolicy {
  readonly uri: string;
  readonly clauses: readonly ClauseExplanation[];
}

export interface Because {
  uri: string;
  range: Range;
  rule: string;
}

/** Undefined where none fires that could be named. */
export function becauseOf(cause: Cause, decided: Decided, policies: readonly ExplainedPolicy[]): Because | undefined {
  const isIt = cause.kind === 'level' ? decidesLevel(decided) : gives(cause);
  for (const { uri, clauses } of policies) {
    const clause = clauses.find((one) => fires(one) && isIt(one));
    if (clause) return { uri, range: clause.range, rule: clause.rule };
  }
  return undefined;
}

type Test = (clause: ClauseExplanation) => boolean;

function decidesLevel({ decision, fired }: Decided): Test {
  const { access_level: level } = decision;
  const rule = fired.deny ? 'deny' : level === 'deny' ? (fired.admin ? 'deny_admin' : undefined) : level;
  return (clause) => clause.rule === rule;
}

const LEGACY_RULES: Readonly<Record<string, string>> = {
  'space-admin': 'space_admin',
  'space-writer': 'space_write',
  'space-reader': 'space_read',
};

function gives({ space, slug }: Extract<Cause, { kind: 'role' }>): Test {
  return ({ rule, values = [] }) => {
    if (rule === 'roles') return values.some((value) => holds(value, space, slug));
    return rule === LEGACY_RULES[slug] && values.includes(space);
  };
}

/** `{"space": ["slug"]}`, and of v0 `{"space": {"slug": true}}`. */
function holds(value: unknown, space: string, slug: string): boolean {
  const slugs = isObject(value) ? value[space] : undefined;
  return Array.isArray(slugs) ? slugs.includes(slug) : isObject(slugs) && slugs[slug] === true;
}

/** Spacelift reads false as nothing. */
function fires({ outcome, values }: ClauseExplanation): boolean {
  return outcome === 'fired' && values?.every((value) => value === false) !== true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
