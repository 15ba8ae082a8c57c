/** What policies ask of a login and the sessions of a plan do not vary: of that nothing can be said for certain. */
import type { MatrixAddress } from '../../../protocol/matrix.ts';
import type { SessionRequest } from '../../../protocol/simulation.ts';
import type { Inventory } from '../../account/inventory.ts';
import { LOGIN_RULES } from '../../policy/loginContract.ts';
import { isReadOtherwise } from '../../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS } from '../../simulation/alternatives/texts.ts';
import { clauseOf, comparisonOf, isNegated } from '../../syntax/ancestors.ts';
import type { Clause, InputReference, PolicyModel } from '../../syntax/model.ts';
import type { Candidate } from '../candidate.ts';
import { exactTexts } from '../exactTexts.ts';
import { classifyNames } from '../exchangeable.ts';
import { describeUntriedLogins } from './logins.ts';
import { describeUntriedTeams } from './teams.ts';

/** What the sessions of a plan are made of. */
export interface Tried {
  readonly candidates: readonly Candidate[];
  readonly addresses: readonly MatrixAddress[];
  readonly account: Inventory | undefined;
}

/** They come along with a decision, and change nothing of it. */
const ASIDE: ReadonlySet<string> = new Set(['sample', 'flag']);

/** In sentences, each once; none where the sessions are all that the policies tell apart. */
export function describeUntriedReads(models: readonly PolicyModel[], tried: Tried): string[] {
  return [...new Set(models.flatMap((model) => describeUntried(model, decidingClauses(model), tried)))];
}

/** Of these clauses alone. */
export function describeUntried(model: PolicyModel, clauses: ReadonlySet<Clause>, tried: Tried): string[] {
  const own = model.inputReferences().filter(({ reference }) => {
    const clause = clauseOf(reference);
    return clause !== undefined && clauses.has(clause);
  });
  const reads = (field: string): boolean => own.some(({ path }) => path.slice(0, 2).join('.') === field);
  return [
    ...(reads('session.login') ? describeUntriedLogins(model, clauses) : []),
    ...(reads('session.teams') ? describeUntriedTeams(model, clauses, tried.candidates) : []),
    ...describeMembers(own, model, tried),
    ...(reads('request.remote_ip') || reads('session.creator_ip') ? describeFamilies(tried) : []),
    ...describeFields(own, model, tried),
    ...[...clauses].flatMap(describeReplaced),
  ];
}

/** Those of the rules that decide, and those that they ask for. */
function decidingClauses(model: PolicyModel): ReadonlySet<Clause> {
  const deciding = LOGIN_RULES.flatMap(({ name }) => (ASIDE.has(name) ? [] : (model.rules.get(name) ?? [])));
  const rules = new Set(deciding.flatMap((rule) => [rule, ...model.rulesAskedBy(rule)]));
  return new Set([...rules].flatMap(({ clauses }) => clauses));
}

const NO_MEMBER = 'Somebody who is no member, and has a login that the policy names, was not tried';

/**
 * Where a policy asks for somebody who is no member: those whom it names, or others whom it does not tell from them, have
 * to be tried as such. Teams nobody has who is no member (login policy documentation).
 */
function describeMembers(own: readonly InputReference[], model: PolicyModel, { candidates }: Tried): string[] {
  const isAsked = own.some(
    ({ reference, path }) =>
      path.join('.') === 'session.member' && (isNegated(reference) || comparisonOf(reference) !== undefined),
  );
  if (!isAsked) return [];
  const classOf = classifyNames([model], 'login');
  const outsiders = candidates.flatMap(({ sessions }) => sessions).filter(({ member }) => member === false);
  const tried = new Set(outsiders.map(({ login = '' }) => classOf(login)));
  return namedPeople(model, candidates).every((login) => tried.has(classOf(login))) ? [] : [NO_MEMBER];
}

function namedPeople(model: PolicyModel, candidates: readonly Candidate[]): string[] {
  const people = new Set(
    candidates.flatMap(({ kind, sessions }) => (kind === 'person' ? sessions.map(({ login }) => login) : [])),
  );
  return exactTexts(model, 'login').filter((login) => people.has(login));
}

/** A network of one family holds no address of the other. */
function describeFamilies({ addresses }: Tried): string[] {
  const ips = addresses.flatMap(({ ip }) => ip ?? []);
  if (ips.length === 0) return [];
  return [
    ...(ips.some((ip) => ip.includes(':')) ? [] : ['No IPv6 address was tried']),
    ...(ips.some((ip) => !ip.includes(':')) ? [] : ['No IPv4 address was tried']),
  ];
}

/** Tried in every plan: by who logs in, from where and when. */
const VARIED = [
  'session.login',
  'session.teams',
  'session.member',
  'session.creator_ip',
  'request.remote_ip',
  'request.timestamp_ns',
];
/** Tried where some session of the plan has a value of its own. */
const SETTABLE: ReadonlyMap<string, keyof SessionRequest> = new Map([
  ['session.name', 'name'],
  ['session.admin', 'admin'],
  ['session.machine', 'machine'],
  ['session.account_name', 'accountName'],
  ['session.stack_id', 'stackId'],
  ['session.idp_subject', 'idpSubject'],
]);

function describeFields(own: readonly InputReference[], model: PolicyModel, tried: Tried): string[] {
  const fields = new Set(own.map(({ path }) => fieldOf(path)));
  return [...fields].flatMap((field) => {
    if (VARIED.includes(field)) return [];
    if (field === 'spaces' || field === 'roles') return describePart(field, tried.account);
    const setting = SETTABLE.get(field);
    const isSet = setting !== undefined && isEverSet(setting, tried.candidates);
    if (isSet && !isReadOtherwise(model, field, TEXT_TESTS)) return [];
    if (!field.includes('.'))
      return [`All of \`${field === '' ? 'input' : field}\` is read: only some fields of it were varied`];
    return [
      `\`${field}\` is read: ${isSet ? 'not all values of it that matter were' : 'only one value of it was'} tried`,
    ];
  });
}

function isEverSet(setting: keyof SessionRequest, candidates: readonly Candidate[]): boolean {
  return candidates.some(({ sessions }) => sessions.some((session) => session[setting] !== undefined));
}

function fieldOf([first, second]: InputReference['path']): string {
  if (first === 'spaces' || first === 'roles') return first;
  return [first, second].filter((step) => step !== undefined).join('.');
}

function describePart(field: 'spaces' | 'roles', account: Inventory | undefined): string[] {
  if (account?.account[field].state === 'complete') return [];
  return [`\`${field}\` is read: not all ${field} of the account are known`];
}

/** What `with` puts in place of the input is not looked through. */
function describeReplaced({ body, elses }: Clause): string[] {
  const bodies = [body, ...elses.map((branch) => branch.body)];
  const hasWith = bodies.some((one) => one?.expressions.some(({ withs }) => withs.length > 0));
  return hasWith ? ['`with` puts something in place of what a rule reads: what that tells apart was not tried'] : [];
}
