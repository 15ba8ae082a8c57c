/** What a form for a session can offer of a policy's own text. */
import type { AddressSuggestion, Suggestions } from '../../../protocol/suggestions.ts';
import { knownActions, readAction } from '../../access/actions.ts';
import { namedStretches, showAddress, type Stretch } from '../../simulation/alternatives/addresses.ts';
import { textsOf } from '../../simulation/alternatives/texts.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { listBoundaries } from '../../syntax/values/boundaries.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { suggestInstants } from './windows.ts';

/** Of anything: more than a person looks through. */
const MOST = 20;

/** Instants are offered from `now` on. */
type Suggested = Pick<OpenPolicy, 'model' | 'now' | 'account'>;

export function suggest({ model, now, account }: Suggested): Suggestions {
  const boundaries = listBoundaries(model);
  return {
    addresses: suggestAddresses(model).slice(0, MOST),
    instants: suggestInstants(model, boundaries, now).slice(0, MOST),
    zones: [...new Set(boundaries.flatMap(({ zones }) => zones))],
    logins: textsOf(model, 'login').slice(0, MOST),
    teams: textsOf(model, 'team').slice(0, MOST),
    actions: listActions(account),
  };
}

/** By subject, as they are documented; then those that only the account has. */
function listActions(account: Suggested['account']): string[] {
  const names = account?.account.roles.items.flatMap(({ actions }) => actions) ?? [];
  const known = [...knownActions()].map(({ shown }) => shown);
  return [...new Set([...known, ...names.map((name) => readAction(name, account).shown)])];
}

function suggestAddresses(model: PolicyModel): AddressSuggestion[] {
  const stretches = namedStretches(model);
  return stretches.map((stretch) => {
    const { first, last, bits, literal } = stretch;
    const { line } = model.lines.rangeOf(literal).start;
    // The first address of a network is the name of it rather than somebody's.
    const inside = last - first > 1n ? first + 1n : first;
    const outside = nextBeyond(stretch, stretches);
    return {
      network: literal.value,
      line,
      inside: showAddress(inside, bits),
      ...(last > inside && { lastInside: showAddress(last, bits) }),
      ...(outside !== undefined && { outside: showAddress(outside, bits) }),
    };
  });
}

/** The first address behind it that is in no stretch. */
function nextBeyond({ last, bits }: Stretch, stretches: readonly Stretch[]): bigint | undefined {
  const family = stretches.filter((stretch) => stretch.bits === bits).sort((a, b) => Number(a.first - b.first));
  const end = 1n << BigInt(bits);
  const beyond = family.reduce(
    (candidate, stretch) => (stretch.first <= candidate && candidate <= stretch.last ? stretch.last + 1n : candidate),
    last + 1n,
  );
  return beyond < end ? beyond : undefined;
}
