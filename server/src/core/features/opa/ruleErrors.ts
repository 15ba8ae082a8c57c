/** OPA's errors about rules: clashes, defaults, recursion, variables said twice. */
import { DISABLED_BUILTINS } from '../../policy/disabledBuiltins.ts';
import { textOf } from '../../rules/places.ts';
import type { Clause, Definition, PolicyModel, Span } from '../../syntax/model.ts';
import { fixBy } from './edits.ts';
import { clauseAt } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const ruleErrors: readonly Teller[] = [
  { pattern: /^conflicting rules (\w+)/, tell: tellConflict },
  { pattern: /^rule (\w+)\S* conflicts with/, tell: tellConflict },
  { pattern: /^multiple default rules (\w+)/, tell: tellDefaults },
  { pattern: /^rule (\w+)\S* is recursive: (.*)$/, tell: tellRecursion },
  { pattern: /^var (\S+) (assigned|declared) (?:above|before)$/, tell: tellTwice },
  { pattern: /^(?:declared|assigned) var (\S+) unused$/, tell: tellUnused },
  { pattern: /^cannot assign to (\w+)$/, tell: tellNoName },
  { pattern: /^import must not shadow/, tell: () => ({ message: 'This name is imported already.' }) },
  { pattern: /^(rules|variables) must not shadow (\w+)/, tell: tellShadow },
  { pattern: /^with keyword target must reference/, tell: tellTarget },
  {
    pattern: /^var (\S+) referenced above$/,
    tell: ({ groups: [name = ''] }) => ({ message: `\`${name}\` is used above, before it gets its value here.` }),
  },
  {
    pattern: /^arg (\S+) redeclared$/,
    tell: ({ groups: [name = ''] }) => ({ message: `\`${name}\` is an argument already: choose another name.` }),
  },
  {
    pattern: /^cannot assign vars inside negated expression$/,
    tell: () => ({ message: "A value can't be given under `not`: give it before, or compare with `==`." }),
  },
];

const KINDS: Readonly<Record<Definition, string>> = {
  complete: 'a single value',
  set: 'a set',
  map: 'a map',
  function: 'a function',
};

function tellConflict({ groups: [name = ''], context: { model } }: OpaErrorMatch): Told | undefined {
  const clauses = model.rulesNamed(name);
  const [first] = clauses;
  if (!first) return undefined;
  const other = clauses.find((clause) => kindOf(clause) !== kindOf(first));
  const message = `The clauses of \`${name}\` can't stand together`;
  if (!other) return { at: first.head.nameSpan, message: `${message}: they are of different shapes.` };
  return {
    at: other.head.nameSpan,
    message: `${message}: this one defines ${kindOf(other)}, another ${kindOf(first)}.`,
    related: [{ at: first.head.nameSpan, message: `Here it is ${kindOf(first)}.` }],
  };
}

function kindOf({ defines, head }: Clause): string {
  if (head.args) return `a function of ${head.args.length} ${head.args.length === 1 ? 'argument' : 'arguments'}`;
  return defines === 'set' && head.path.length > 0 ? 'a map of sets' : KINDS[defines];
}

function tellDefaults({ groups: [name = ''], context: { model } }: OpaErrorMatch): Told | undefined {
  const [first, second] = model.rulesNamed(name).filter(({ isDefault }) => isDefault);
  if (!first || !second) return undefined;
  const related = [{ at: first.whole, message: 'The other default.' }];
  return { at: second.whole, message: `\`${name}\` has two defaults.`, related };
}

function tellRecursion({ groups: [name = '', path = ''], context: { model } }: OpaErrorMatch): Told | undefined {
  const [own] = model.rulesNamed(name);
  const cycle = path.split(' -> ').map((step) => /^\w+/.exec(step)?.[0] ?? step);
  if (!own) return undefined;
  const message =
    cycle.length > 2
      ? `\`${name}\` asks itself, by way of ${cycle.slice(1, -1).map(quote).join(', ')}: Rego has no recursion.`
      : `\`${name}\` asks itself: Rego has no recursion.`;
  return { at: own.head.nameSpan, message, related: relatedHeads(cycle.slice(1, -1), model) };
}

function relatedHeads(names: readonly string[], model: PolicyModel) {
  return names
    .flatMap((name) => model.rulesNamed(name).slice(0, 1))
    .map(({ head }) => ({ at: head.nameSpan, message: `\`${head.name}\` is part of the circle.` }));
}

function quote(name: string): string {
  return `\`${name}\``;
}

function tellTwice({ groups: [name = '', how = ''] }: OpaErrorMatch): Told {
  return { message: `\`${name}\` is ${how} above already: choose another name, or compare with \`==\`.` };
}

function tellUnused({ groups: [name = ''], at, context: { model } }: OpaErrorMatch): Told {
  const declaration = clauseAt(model, at.from) && declarationOf(name, at.from, model);
  return { ...(declaration && { at: declaration }), message: `\`${name}\` gets a value here that nothing asks for.` };
}

/** Where the nearest local of the name before an offset is introduced. */
function declarationOf(name: string, offset: number, { references }: PolicyModel): Span | undefined {
  const declared = references.filter(({ target }) => target.kind === 'local' && target.local.name === name);
  return (declared.findLast(({ from }) => from <= offset) ?? declared[0])?.nameSpan;
}

const NO_NAMES: Readonly<Record<string, string>> = {
  boolean: 'a constant',
  number: 'a constant',
  string: 'a constant',
  null: 'a constant',
  ref: 'no name of its own',
  call: 'what a function gives',
};

/** `:=` with something else than a name on its left. */
function tellNoName({ groups: [kind = ''], at, context: { model } }: OpaErrorMatch): Told {
  const sign = model.text.indexOf(':=', at.to);
  const message = `\`:=\` gives a value to a name, and this is ${NO_NAMES[kind] ?? `no name`}: compare with \`==\`.`;
  return sign < 0 ? { message } : { message, fixes: [fixBy('==', { from: sign, to: sign + ':='.length })] };
}

function tellShadow({ groups: [what = '', name = ''] }: OpaErrorMatch): Told {
  const own = name === 'input' ? 'what the login brings' : 'where all rules are';
  return { message: `\`${name}\` is ${own}: give this ${what === 'rules' ? 'rule' : 'value'} another name.` };
}

function tellTarget({ at, context: { model } }: OpaErrorMatch): Told {
  const target = textOf(model, at);
  if (DISABLED_BUILTINS.some((name) => name === target)) {
    const instead = target === 'time.now_ns' ? ' The time of the login is `input.request.timestamp_ns`.' : '';
    return { message: `\`with\` can't replace \`${target}\`: Spacelift disables it.${instead}` };
  }
  return { message: `\`with\` replaces parts of \`input\`, or functions: \`${target}\` is neither.` };
}
