/** OPA's errors about rules: clashes, defaults, recursion, variables said twice. */
import type { Clause, Definition, PolicyModel } from '../../syntax/model.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const ruleErrors: readonly Teller[] = [
  { pattern: /^conflicting rules (\w+)/, tell: tellConflict },
  { pattern: /^rule (\w+)\S* conflicts with/, tell: tellConflict },
  { pattern: /^multiple default rules (\w+)/, tell: tellDefaults },
  { pattern: /^rule (\w+)\S* is recursive: (.*)$/, tell: tellRecursion },
  { pattern: /^var (\S+) (assigned|declared) (?:above|before)$/, tell: tellTwice },
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
