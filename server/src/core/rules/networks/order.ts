/** An address of the input where `net.*` wants a network: the arguments the wrong way round, or the wrong function. */
import type { Call, PolicyModel, Term } from '../../syntax/model.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import { relatedNots } from '../effects/consequences.ts';
import { tellOutcome } from '../effects/outcome.ts';
import { sayChange } from '../effects/widening.ts';
import { textOf } from '../places.ts';
import type { Problem, ProblemFix } from '../rule.ts';

export interface Misplaced {
  readonly call: Call;
  readonly problem: Problem<'SL039'>;
}

const NETWORK_FIRST = ['net.cidr_contains', 'net.cidr_contains_matches'];

export function* checkOrder(model: PolicyModel): Iterable<Misplaced> {
  for (const call of NETWORK_FIRST.flatMap((name) => model.callsOf(name))) {
    const [first] = call.args;
    if (first && isAddressOfInput(first, model)) yield tellSwapped(call, first, model);
  }
  for (const call of model.callsOf('net.cidr_intersects')) {
    const address = call.args.find((arg) => isAddressOfInput(arg, model));
    if (address) yield tellIntersects(call, address, model);
  }
}

function tellSwapped(call: Call, address: Term, model: PolicyModel): Misplaced {
  const edits = giveInOrder(call, address, model);
  const values = { function: call.name, ...tellAddress(call, address, model) };
  const told = { at: call, related: relatedNots({ at: call, is: 'undefined', share: 'all' }, model) };
  const fix = { title: 'Give the network first', edits, ...sayChange(call, 'more', model) };
  return { call, problem: { ...told, message: 'swapped', values, fixes: edits.length > 0 ? [fix] : [] } };
}

function tellIntersects(call: Call, address: Term, model: PolicyModel): Misplaced {
  const edits = [
    { span: call.callee, newText: 'net.cidr_contains' },
    ...(address === call.args[0] ? giveInOrder(call, address, model) : []),
  ];
  const isAskable = call.args.some((arg) => arg !== address && !isAddressOfInput(arg, model));
  const fix = { title: 'Ask `net.cidr_contains`', edits, ...sayChange(call, 'more', model) };
  const values = tellAddress(call, address, model);
  const told = { at: call, related: relatedNots({ at: call, is: 'undefined', share: 'all' }, model) };
  return { call, problem: { ...told, message: 'intersects', values, fixes: isAskable ? [fix] : [] } };
}

function tellAddress(call: Call, address: Term, model: PolicyModel): { address: string; outcome: string } {
  return { address: textOf(model, address), outcome: tellOutcome({ at: call, is: 'undefined', share: 'all' }) };
}

/** Nothing to swap with where the other one is an address too. */
function giveInOrder({ args }: Call, address: Term, model: PolicyModel): ProblemFix['edits'] {
  const [, second] = args;
  if (!second || second.kind === 'missing' || isAddressOfInput(second, model)) return [];
  return [
    { span: address, newText: textOf(model, second) },
    { span: second, newText: textOf(model, address) },
  ];
}

/** For sure: it has no length then. */
function isAddressOfInput(term: Term, { values }: PolicyModel): boolean {
  const given = values.valuesOf(term);
  return given.length > 0 && given.every((value) => value.kind === 'input' && domainOf(value, values) === 'address');
}
