/** OPA's type errors: comparisons, arguments, functions, references. */
import { nearestName } from '../../policy/nearestName.ts';
import { textOf } from '../../rules/places.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { callIn } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';
import { accepts, describeType, ELIDED, splitTypes } from './typeWords.ts';

/** @param builtins names of all built-ins there are */
export function typeErrors(builtins: readonly string[]): readonly Teller[] {
  return [
    { pattern: /^match error\nleft {2}: (.*)\nright : (.*)$/, tell: tellMatch },
    { pattern: /^undefined function (\S+)$/, tell: (match) => tellFunction(match, builtins) },
    { pattern: /^(\S+): invalid argument\(s\)\nhave: (.*)\nwant: (.*)$/, tell: tellArguments },
    { pattern: /^(\S+): arity mismatch\nhave: (.*)\nwant: (.*)$/, tell: tellArity },
    { pattern: /^function (\S+) has arity (\d+), got (\d+) arguments?$/, tell: tellOwnArity },
    { pattern: /^function (\S+) used as reference, not called/, tell: tellUncalled },
    { pattern: /^deprecated built-in function calls in expression: (.*)$/, tell: tellDeprecated },
    { pattern: /^undefined ref: (\S*)/, tell: tellReference },
  ];
}

function tellMatch({ groups: [left = '', right = ''] }: OpaErrorMatch): Told {
  return { message: `Never true: the left side is ${describeType(left)}, the right side ${describeType(right)}.` };
}

function tellFunction(
  { groups: [name = ''], at, context: { model } }: OpaErrorMatch,
  builtins: readonly string[],
): Told {
  const place = callIn(model, at, name)?.callee ?? at;
  if (model.rules.has(name))
    return { at: place, message: `\`${name}\` is a rule, not a function: write it without \`(…)\`.` };
  const functions = model.clauses.filter(({ defines }) => defines === 'function').map(({ rule }) => rule.name);
  const nearest = nearestName(name, [...functions, ...builtins]);
  if (nearest === undefined) return { at: place, message: `There is no function \`${name}\`.` };
  const fixes = [{ title: `Write \`${nearest}\``, edits: [{ span: place, newText: nearest }] }];
  return { at: place, message: `There is no function \`${name}\`: is \`${nearest}\` meant?`, fixes };
}

/** Built-ins that are written as operators. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['plus', '+'],
  ['minus', '-'],
  ['mul', '*'],
  ['div', '/'],
  ['rem', '%'],
  ['and', '&'],
  ['or', '|'],
]);

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

function tellArguments({ groups: [name = '', have = '', want = ''], at, context: { model } }: OpaErrorMatch): Told {
  const given = splitTypes(have);
  const wanted = splitTypes(want).map((part) => part.replace(/^\w+: /, ''));
  const wrong = given.findIndex((type, index) => !accepts(wanted[index] ?? 'any', type));
  const index = wrong >= 0 ? wrong : wanted.indexOf(ELIDED);
  const [givenType, ordinal] = [given[index], ORDINALS[index]];
  if (givenType === undefined || ordinal === undefined) {
    return { message: `\`${name}\` can't take these arguments: it gets ${have}, and wants ${want}.` };
  }
  const operator = OPERATORS.get(name);
  const subject = `The ${ordinal} ${operator ? 'operand' : 'argument'} of \`${operator ?? name}\``;
  const message =
    wrong >= 0
      ? `${subject} has to be ${describeType(wanted[wrong] ?? '')}, not ${describeType(givenType)}.`
      : `${subject} can't be ${describeType(givenType)}.`;
  const argument = callIn(model, at, name)?.args[index];
  return argument ? { at: argument, message } : { message };
}

function tellArity({ groups: [name = '', have = '', want = ''], at, context }: OpaErrorMatch): Told {
  const wanted = splitTypes(want).filter((part) => !part.startsWith('result: '));
  return countArguments(name, wanted.length, splitTypes(have).length, callee(context.model, at, name));
}

function tellOwnArity({ groups: [name = '', want = '', have = ''], at, context }: OpaErrorMatch): Told {
  return countArguments(name, Number(want), Number(have), callee(context.model, at, name));
}

function countArguments(name: string, wanted: number, given: number, at: Span): Told {
  return { at, message: `\`${name}\` takes ${wanted} ${wanted === 1 ? 'argument' : 'arguments'}, and gets ${given}.` };
}

function callee(model: PolicyModel, at: Span, name: string): Span {
  return callIn(model, at, name)?.callee ?? at;
}

function tellUncalled({ groups: [name = ''] }: OpaErrorMatch): Told {
  return { message: `\`${name}\` is a function: call it with its arguments, \`${name}(…)\`.` };
}

/** What OPA's documentation of built-ins names in their place. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['any', '`some … in`'],
  ['all', '`every … in`'],
  ['re_match', '`regex.match`'],
  ['set_diff', '`-` between the sets'],
  ['net.cidr_overlap', '`net.cidr_contains`'],
]);

function tellDeprecated({ groups: [names = ''], at, context: { model } }: OpaErrorMatch): Told {
  const [name = ''] = names.split(', ');
  const replacement = REPLACEMENTS.get(name);
  const advice = replacement === undefined ? '' : `: use ${replacement}`;
  return { at: callee(model, at, name), message: `Rego v1 has no \`${name}\` any more${advice}.` };
}

/** Below a rule or a constant that has no such thing. What is missing in the input is told by SL020. */
function tellReference({ groups: [path = ''], at, context: { model } }: OpaErrorMatch): Told {
  const reference = model.references.find(({ from }) => from === at.from);
  const shown = reference ? textOf(model, reference) : path.replaceAll(/__local\d+__/g, '_');
  return { at: reference ?? at, message: `There is nothing at \`${shown}\`: it is always undefined.` };
}
