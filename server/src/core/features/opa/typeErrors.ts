/** OPA's type errors: comparisons, arguments, functions, references. */
import { nearestName } from '../../policy/nearestName.ts';
import { textOf } from '../../rules/places.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { guess } from './edits.ts';
import { callIn } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';
import { accepts, describeType, ELIDED, splitTypes } from './typeWords.ts';

/** The built-ins there are, for the sake of those that a policy asks for in vain. */
export interface KnownBuiltins {
  /** Those that the policy can call. */
  readonly names: readonly string[];
  /** Those that a later OPA has than the one that evaluates the policy. */
  readonly later: readonly string[];
  /** What evaluates the policy; undefined where that is not known. */
  readonly opaVersion: string | undefined;
}

export function typeErrors(builtins: KnownBuiltins): readonly Teller[] {
  return [
    { pattern: /^match error\nleft {2}: (object<.*)\nright : (object<.*)/, tell: tellObjects },
    { pattern: /^match error\nleft {2}: (.*)\nright : (.*)/, tell: tellMatch },
    { pattern: /^(?:undefined function|called function) (\S+)(?: shadowed)?$/, tell: tellHidden },
    { pattern: /^undefined function (\S+)$/, tell: (match) => tellFunction(match, builtins) },
    { pattern: /^(\S+): invalid argument\(s\)\nhave: (.*)\nwant: (.*)$/, tell: tellOwnCall },
    { pattern: /^(\S+): invalid argument\(s\)\nhave: (.*)\nwant: (.*)$/, tell: tellArguments },
    { pattern: /^(\S+): arity mismatch\nhave: (.*)\nwant: (.*)$/, tell: tellArity },
    { pattern: /^function (\S+) has arity (\d+), got (\d+) arguments?$/, tell: tellOwnArity },
    { pattern: /^function (\S+) used as reference, not called/, tell: tellUncalled },
    { pattern: /^deprecated built-in function calls in expression: (.*)$/, tell: tellDeprecated },
    { pattern: /^template strings are not supported/, tell: () => tellTemplate(builtins) },
    { pattern: /^undefined ref: (\S*)/, tell: tellReference },
  ];
}

function tellMatch({ groups: [left = '', right = ''] }: OpaErrorMatch): Told {
  return { message: `Never true: the left side is ${describeType(left)}, the right side ${describeType(right)}.` };
}

/** What keys an object of the input has is known as of today: more may come, and some may be missing. */
function tellObjects({ at, context: { model } }: OpaErrorMatch): Told {
  const isOfInput = model.references.some(
    (reference) =>
      at.from <= reference.from &&
      reference.to <= at.to &&
      model.values.valuesOf(reference).some(({ kind }) => kind === 'input'),
  );
  if (!isOfInput) return { message: "Never true: the two objects don't have the same keys, or values of other types." };
  return {
    severity: 'warning',
    message:
      'An object fits only one with the very same keys, and as far as documented that of the input has others: take what is needed by its name, as in `input.session`.',
  };
}

/** A variable has the name that the built-in's begins with. */
function tellHidden({ groups: [name = ''], at, context: { model } }: OpaErrorMatch): Told | undefined {
  const callee = callIn(model, at, name)?.callee;
  if (callee?.target.kind !== 'local') return undefined;
  const { name: local, declaration } = callee.target.local;
  return {
    at: callee,
    message: `The variable \`${local}\` hides the function \`${name}\` here: give the variable another name.`,
    related: [{ at: declaration, message: `The variable \`${local}\` begins here.` }],
  };
}

function tellFunction(
  { groups: [name = ''], at, context: { model } }: OpaErrorMatch,
  { names, later, opaVersion = '' }: KnownBuiltins,
): Told {
  const place = callIn(model, at, name)?.callee ?? at;
  if (model.rules.has(name))
    return { at: place, message: `\`${name}\` is a rule, not a function: write it without \`(…)\`.` };
  if (later.includes(name)) {
    return { at: place, message: `OPA ${opaVersion}, which evaluates the policy, has no \`${name}\` yet.` };
  }
  const method = /\.(\w+)$/.exec(name)?.[1] ?? '';
  if (/^(?:input|data)\./.test(name) && names.includes(method)) {
    const owner = name.slice(0, -method.length - 1);
    return { at: place, message: `\`${method}\` is a function: write \`${method}(${owner}, …)\`.` };
  }
  const functions = model.clauses.filter(({ defines }) => defines === 'function').map(({ rule }) => rule.name);
  const nearest = nearestName(name, [...functions, ...names]);
  if (nearest === undefined) return { at: place, message: `There is no function \`${name}\`.` };
  return {
    at: place,
    message: `There is no function \`${name}\`: is \`${nearest}\` meant?`,
    fixes: [guess(nearest, place)],
  };
}

function tellTemplate({ opaVersion }: KnownBuiltins): Told {
  const opa = opaVersion === undefined ? 'OPA' : `OPA ${opaVersion}`;
  return { message: `${opa}, which evaluates the policy, has no template strings (\`$"…"\`) yet: use \`sprintf\`.` };
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

/** OPA tells a call of the policy's own function by types, where it is the number that is wrong. */
function tellOwnCall({ groups: [name = ''], at, context: { model } }: OpaErrorMatch): Told | undefined {
  const call = callIn(model, at, name);
  const wanted = model.rules.get(name)?.clauses[0]?.head.args?.length;
  if (!call || wanted === undefined || call.args.length === wanted) return undefined;
  return countArguments(name, wanted, call.args.length, call.callee);
}

/** What OPA has may count the result. */
function tellArity({ groups: [name = '', have = '', want = ''], at, context: { model } }: OpaErrorMatch): Told {
  const wanted = splitTypes(want).filter((part) => !part.startsWith('result: '));
  const given = callIn(model, at, name)?.args.length ?? splitTypes(have).length;
  return countArguments(name, wanted.length, given, callee(model, at, name));
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
  const call = model.calls.find(({ callee }) => callee === reference);
  // Of a call it is what comes after it.
  const place = call ? (call.parent.kind === 'lookup' ? call.parent : call) : reference;
  const shown = place ? textOf(model, place) : path.replaceAll(/__local\d+__/g, '_');
  return { at: place ?? at, message: `There is nothing at \`${shown}\`: it is always undefined.` };
}
