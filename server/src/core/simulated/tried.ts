/** What a matrix tries: only of that can be said that nothing of it ever happens. */
import { idIn } from '../account/keyLogin.ts';
import { clauseOf } from '../syntax/ancestors.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { exactTexts } from '../matrix/exactTexts.ts';
import { describeUntried } from '../matrix/untried/untriedReads.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';

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
export function areTried(
  clauses: ReadonlySet<Clause>,
  { model, account, plan: { candidates, addresses }, isWhole }: SimulatedPolicy,
): boolean {
  if (!isWhole || describeUntried(model, clauses, { candidates, addresses, account }).length > 0) return false;
  const fields = model.inputReferences().flatMap(({ reference, path }) => {
    const clause = clauseOf(reference);
    return clause && clauses.has(clause) ? [path.slice(0, 2).join('.')] : [];
  });
  // Which teams such a key has may differ from login to login.
  const readsBoth = fields.includes('session.login') && fields.includes('session.teams');
  return !readsBoth || !namesOidcKey(model, account);
}

function namesOidcKey(model: PolicyModel, account: SimulatedPolicy['account']): boolean {
  const logins = new Set(exactTexts(model, 'login').map((login) => idIn(login) ?? login));
  return (
    account?.account.apiKeys.items.some(
      ({ type, id, name }) => type === 'OIDC' && (logins.has(id) || logins.has(name)),
    ) === true
  );
}
