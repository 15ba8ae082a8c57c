/** What the login policies say to a login: the one that is given, or those of the account. */
import type { AccountSnapshot, LoginPolicy, PartState } from '../../protocol/account.ts';
import type { OpaError, PolicySource } from '../../protocol/engine.ts';
import type { Notice } from '../../protocol/simulation.ts';
import type { CancellationToken } from '../ports.ts';
import type { Decided } from '../simulation/decision.ts';
import type { Login } from '../simulation/login.ts';
import type { SimulationContext } from '../simulation/simulate.ts';
import { PolicySet, type NamedPolicy } from './policySet.ts';
import { describeState } from './ways.ts';

export type Asked =
  | {
      kind: 'decided';
      set: PolicySet;
      decided: Decided;
      /** What else has to be said about them, in sentences. */
      remarks: string[];
      /** The account may have others, which may deny or grant. */
      isPartial: boolean;
      notices: Notice[];
    }
  /** Why what the account's policies say is not known. */
  | { kind: 'undecided'; reason: string }
  /** The policy that was given can't be decided. */
  | { kind: 'broken'; errors: OpaError[] };

/** Without a login policy, members get in and nobody else (user documentation, login policy page). */
const NO_POLICY: NamedPolicy = {
  name: 'none',
  source: { text: 'package spacelift\n\nallow if input.session.member\n', engine: 'v1' },
};

/** @throws {EngineError} where the engine gives no answer, or `token` cancels */
export async function askPolicies(
  login: Login,
  policy: PolicySource | undefined,
  { engine, account }: Pick<SimulationContext, 'engine' | 'account'>,
  token?: CancellationToken,
): Promise<Asked> {
  const listed = account?.account.loginPolicies;
  if (policy === undefined && (listed === undefined || listed.state === 'forbidden' || listed.state === 'failed')) {
    return { kind: 'undecided', reason: `The account's login policies are not known${describeState(listed)}` };
  }
  const policies = policy === undefined ? listPolicies(listed?.items ?? []) : [{ name: 'given', source: policy }];
  const set = new PolicySet(policies, engine, account, token);
  const answer = await set.decide(login);
  if (answer.ok) {
    const isPartial = policy === undefined && listed?.state === 'partial';
    const about = policy === undefined && listed !== undefined ? describeListed(listed) : { remarks: [], notices: [] };
    return { kind: 'decided', set, decided: answer.decided, isPartial, ...about };
  }
  const { name, errors } = answer;
  if (policy !== undefined) return { kind: 'broken', errors };
  const why = errors[0]?.message ?? 'OPA does not say why';
  return { kind: 'undecided', reason: `The login policy "${name}" of the account can't be decided: ${why}` };
}

function listPolicies(items: readonly LoginPolicy[]): NamedPolicy[] {
  if (items.length === 0) return [NO_POLICY];
  return items.map(({ name, body, engine }) => ({ name, source: { text: body, engine } }));
}

function describeListed(listed: AccountSnapshot['loginPolicies']): { remarks: string[]; notices: Notice[] } {
  const { items, state } = listed;
  const remarks = [
    ...(state === 'partial' ? [`Not all login policies are known${describeState(listed)}`] : []),
    ...(items.length === 0 && state === 'complete'
      ? ['The account has no login policy: members get in, and hold nothing by one']
      : []),
  ];
  return { remarks, notices: describeShown(items, state) };
}

/** A list that looks whole may lack what the credential must not see: Spacelift does not say. */
function describeShown(items: readonly LoginPolicy[], state: PartState): Notice[] {
  if (items.length === 0) return [];
  const names = items.map(({ name }) => `"${name}"`).join(', ');
  const shown = `The account shows ${items.length} login ${items.length === 1 ? 'policy' : 'policies'} (${names})`;
  const whole = state === 'complete' ? ', taken to be all there are: one that is not shown could deny' : '';
  const together =
    items.length === 1
      ? ''
      : '. Each is asked by itself, and one deny beats all; whether all else adds up is not documented. Taken to add up';
  if (whole === '' && together === '') return [];
  return [{ code: 'undocumented', severity: 'information', message: shown + whole + together }];
}
