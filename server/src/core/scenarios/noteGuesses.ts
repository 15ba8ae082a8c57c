/** What a scenario's outcome rests on that nobody has said: a guess should not be taken for a proof. */
import type { Inventory } from '../account/inventory.ts';
import { weighSession, type Tried, type Weighed } from '../simulation/assumptions.ts';
import type { Decided } from '../simulation/decision.ts';
import type { Session } from '../simulation/session.ts';
import { describeKeyState } from '../simulation/standing.ts';
import { isBypassing } from '../simulation/variants.ts';
import { compareHeld } from './compareHeld.ts';
import { readHeld } from './held.ts';
import { asAdmin, type AskedScenario, type Setting } from './judgeScenario.ts';
import type { Resolved } from './resolveExpectations.ts';

/** Another value in place of an assumed one, and what would not be met then; undefined: all would. */
interface Other {
  readonly value: unknown;
  readonly miss: string | undefined;
}

/**
 * In sentences.
 * @param isMet whether the login as it is assumed comes to what is expected
 * @throws {EngineError} where the engine gives no answer
 */
export async function noteGuesses(
  { session: said, login, expected }: AskedScenario,
  isMet: boolean,
  { policies, account }: Setting,
): Promise<string[]> {
  const states = describeKeyState(login.key, login.instant).map(({ message }) => message);
  const { session } = login;
  if (session === undefined || login.key?.admin === true) return states;
  const weighed = await weighSession<Decided, Other>(session, {
    fields: policies.set.variants(session),
    run: (variants) => policies.set.tryVariants(variants),
    compare: (tried) =>
      tried.map((one) => judge(one, session, expected, account)).filter((other) => isMet !== isMetBy(other)),
  });
  // How the login of a key is written has been said, or else is a guess.
  const isFormSaid = said.loginAs !== undefined && session.unidentified === undefined;
  const guesses = weighed.filter(({ field }) => !(isFormSaid && field === 'session.login'));
  const missing = policies.leftOut(session.input);
  return [...states, ...missing, ...guesses.flatMap((assumption) => tell(assumption, isMet))];
}

function isMetBy({ miss }: Other): boolean {
  return miss === undefined;
}

function judge(
  { variant, made }: Tried<Decided>,
  session: Session,
  expected: readonly Resolved[],
  account: Inventory | undefined,
): Other {
  const decided = isBypassing(variant, session) ? asAdmin(variant.input.session.teams) : made;
  const [miss] = compareHeld(readHeld(decided, account), expected, account);
  return { value: variant.value, miss: miss?.message };
}

function tell({ field, value, why, otherwise, untried }: Weighed<Other>, isMet: boolean): string[] {
  const [other] = otherwise ?? [];
  const taken = `\`${field}\` is taken to be ${show(value)} (${why})`;
  if (other === undefined) {
    // One that does not pass is no proof of anything anyway.
    return isMet && untried !== undefined
      ? [`It passes as ${taken}: not every other value was tried, as ${untried}`]
      : [];
  }
  const instead = `with ${show(other.value)}`;
  const outcome = isMet ? `it would fail: ${other.miss ?? ''}` : 'it would pass';
  return [`${isMet ? 'It passes' : 'It does not pass'} as ${taken}: ${instead}, ${outcome}`];
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
