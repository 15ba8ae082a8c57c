/** The outcome in a few words. */
import type { Range } from '../../../server/src/protocol/findings.ts';
import type { Assumption, Decision, SimulationReport } from '../../../server/src/protocol/simulation.ts';
import { describeOtherwise } from './fields.ts';
import type { Naming } from './naming.ts';

export type Tone = 'allow' | 'deny' | 'admin' | 'inert';

export interface Verdict {
  tone: Tone;
  /** `Allowed` */
  title: string;
  /** What it comes to, a line each. */
  lines: string[];
  /** The clauses that made it so. */
  because: { rule: string; line: number; range: Range }[];
  /** Why, where no clause made it so; missing as well while it is not known. */
  reason?: string;
  /** Both ways in which the key's login may be written, where they differ. */
  bothWays?: { login: string; outcome: string; tone: Tone }[];
  /** What else decides and nobody gave: `session.member`, and what other values do. */
  deciding: { field: string; otherwise: { value: string; changes: string }[]; more: number }[];
}

const TITLES: Readonly<Record<Tone, string>> = { allow: 'Allowed', deny: 'Denied', admin: 'Admin', inert: 'Inert' };
/** Which rules make a decision of a kind. */
const DECIDING: Readonly<Record<Decision['access_level'], readonly string[]>> = {
  allow: ['allow'],
  admin: ['admin'],
  deny: ['deny'],
};
/** Of one field: the others are below, with all fields. */
const MOST_OTHERWISE = 2;

export function describeVerdict(report: SimulationReport, naming: Naming): Verdict {
  const { decision, notices, assumed } = report;
  const has = (code: string): boolean => notices.some((notice) => notice.code === code);
  const barrier = has('deletedKey') ? 'the key is deleted' : has('expiredKey') ? 'the key has expired' : undefined;
  const tone =
    barrier !== undefined ? 'deny' : has('inert') ? 'inert' : has('rootAdmin') ? 'admin' : decision.access_level;
  const bothWays = describeBothWays(report, naming);
  const login = bothWays && assumed.find(({ field }) => field === 'session.login');
  const because = has('bypass') ? [] : listDeciding(report);
  const isNothing = decision.access_level === 'deny' && report.explanation !== undefined && because.length === 0;
  return {
    tone,
    title: barrier === undefined ? titleOf(tone, report, has) : `Can’t log in: ${barrier}`,
    lines: [
      ...(barrier === undefined ? [] : [`The policy would say ${TITLES[decision.access_level].toLowerCase()}`]),
      describeAccess(report),
      ...describeRest(decision),
    ],
    because,
    ...(isNothing && { reason: 'Nothing allows it' }),
    ...(bothWays ? { bothWays } : {}),
    deciding: assumed
      .filter((one) => one.effect === 'decides' && one !== login)
      .map((one) => describeDeciding(one, naming)),
  };
}

/** In sentences: both ways to write the login, and what is assumed and decides. */
export function describeDecided({ bothWays = [], deciding }: Verdict): string[] {
  const assumed = deciding.map(({ field, otherwise, more }) => {
    const others = otherwise.map(({ value, changes }) => `with ${value}: ${changes}`).join('; ');
    return `${field} is assumed; ${others}${more > 0 ? `; ${more} more` : ''}`;
  });
  return [...bothWays.map(({ login, outcome }) => `As ${login}: ${outcome}`), ...assumed];
}

function titleOf(tone: Tone, { decision }: SimulationReport, has: (code: string) => boolean): string {
  if (has('bypass')) return 'Admin: the policy is not asked';
  if (tone === 'inert') return `Inert: the policy would say ${TITLES[decision.access_level].toLowerCase()}`;
  if (has('rootAdmin')) return 'Admin, by a role in the root space';
  return TITLES[tone];
}

function describeAccess({ decision, access }: SimulationReport): string {
  if (decision.access_level === 'deny') return 'No access';
  const held = Object.values(access);
  const direct = Object.entries(access).filter(([id, { roles }]) => roles.some(({ from }) => from === id)).length;
  const withRoles = held.filter(({ roles }) => roles.length > 0).length;
  const readOnly = held.length - withRoles;
  if (held.length === 0) return 'No roles: nothing to see yet';
  const inherited = withRoles - direct;
  return [
    `Roles in ${counted(direct, 'space')}`,
    ...(inherited > 0 ? [`inherited in ${inherited} more`] : []),
    ...(readOnly > 0 ? [`read in ${readOnly} more`] : []),
  ].join(', ');
}

function describeRest({ teams, flag, sample }: Decision): string[] {
  const parts = [
    ...(teams.length > 0 ? [`Teams ${teams.join(', ')}`] : []),
    ...(flag.length > 0 ? [`flags ${flag.join(', ')}`] : []),
    ...(sample ? ['sampled for the workbench'] : []),
  ];
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

function listDeciding({ decision, explanation = [] }: SimulationReport): Verdict['because'] {
  const rules = DECIDING[decision.access_level];
  return explanation
    .filter(({ rule, outcome, values }) => rules.includes(rule) && outcome === 'fired' && values?.[0] !== false)
    .map(({ rule, range }) => ({ rule, line: range.start.line + 1, range }));
}

function describeBothWays(report: SimulationReport, naming: Naming): Verdict['bothWays'] {
  const login = report.assumed.find(({ field }) => field === 'session.login');
  const other =
    login?.otherForm === undefined ? undefined : login.otherwise?.find(({ value }) => value === login.otherForm);
  if (!login || !other) return undefined;
  return [
    {
      login: String(login.value),
      outcome: decisionInWords(report.decision, naming),
      tone: report.decision.access_level,
    },
    { login: String(other.value), outcome: decisionInWords(other.decision, naming), tone: other.decision.access_level },
  ];
}

/** `allowed, Deployer in production`. */
function decisionInWords({ access_level, roles }: Decision, naming: Naming): string {
  const level = { admin: 'admin', allow: 'allowed', deny: 'denied' }[access_level];
  if (access_level === 'deny') return level;
  const held = Object.entries(roles).map(
    ([id, slugs]) => `${slugs.map((slug) => naming.role(slug)).join(', ')} in ${naming.space(id)}`,
  );
  return [level, ...(held.length > 0 ? held : ['no roles'])].join(', ');
}

function describeDeciding(assumption: Assumption, naming: Naming): Verdict['deciding'][number] {
  const all = describeOtherwise(assumption, naming);
  return {
    field: assumption.field,
    otherwise: all.slice(0, MOST_OTHERWISE),
    more: Math.max(0, all.length - MOST_OTHERWISE),
  };
}

/** `1 space`, `2 spaces`, `4,935 addresses`. */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('s') ? 'es' : 's';
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : plural}`;
}
