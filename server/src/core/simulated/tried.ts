/** What a matrix tries: only of that can be said that nothing of it ever happens. */
import { idIn } from '../account/keyLogin.ts';
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS } from '../simulation/alternatives/texts.ts';
import { clauseOf } from '../syntax/ancestors.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { exactTexts } from '../matrix/exactTexts.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';

const VARIED = ['session.login', 'session.teams', 'session.member', 'request.remote_ip', 'request.timestamp_ns'];

/** The clauses that a clause asks for, itself among them, directly and through others. */
export function clausesBehind(clause: Clause, model: PolicyModel): ReadonlySet<Clause> {
  const asked = model.references.flatMap((reference) =>
    reference.target.kind === 'rule' && clauseOf(reference) === clause ? [reference.target.rule] : [],
  );
  const rules = new Set(asked.flatMap((rule) => [rule, ...model.rulesAskedBy(rule)]));
  return new Set([clause, ...[...rules].flatMap(({ clauses }) => clauses)]);
}

/**
 * Whether the sessions of the matrix are all that these clauses tell apart: they ask for nothing of the input but what
 * differs from session to session there, or is known of the account.
 */
export function areTried(clauses: ReadonlySet<Clause>, { model, account, isWhole }: SimulatedPolicy): boolean {
  if (!isWhole) return false;
  const { spaces, roles } = account?.account ?? {};
  const known = [
    ...VARIED,
    ...(spaces?.state === 'complete' ? ['spaces'] : []),
    ...(roles?.state === 'complete' ? ['roles'] : []),
  ].map((field) => field.split('.'));
  const paths = model.inputReferences().flatMap(({ reference, path }) => {
    const clause = clauseOf(reference);
    return clause && clauses.has(clause) ? [path] : [];
  });
  const reads = (field: string): boolean => paths.some((path) => path.slice(0, 2).join('.') === field);
  const isOpen = (field: string): boolean => reads(field) && isReadOtherwise(model, field, TEXT_TESTS);
  if (isOpen('session.login') || isOpen('session.teams')) return false;
  // Which teams such a key has may differ from login to login.
  if (reads('session.login') && reads('session.teams') && namesOidcKey(model, account)) return false;
  return paths.every((path) => known.some((field) => field.every((step, depth) => path[depth] === step)));
}

function namesOidcKey(model: PolicyModel, account: SimulatedPolicy['account']): boolean {
  const logins = new Set(exactTexts(model, 'login').map((login) => idIn(login) ?? login));
  return (
    account?.account.apiKeys.items.some(
      ({ type, id, name }) => type === 'OIDC' && (logins.has(id) || logins.has(name)),
    ) === true
  );
}
