/** Words and signs of other languages, where OPA stops at them: what Rego has in their place. */
import { fixBy } from './edits.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import type { OpaErrorMatch, Told } from './teller.ts';

/** Undefined where the place looks like none of them. */
export function tellHabit({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  return tellSign(at, model) ?? tellWord(at, model) ?? tellWordBefore(at, model) ?? tellCharacter(at, model);
}

/** Operators, and what to write; the others need more than another sign. */
const SIGNS: Readonly<Record<string, { readonly message: string; readonly write?: string }>> = {
  '&&': { message: 'Rego has no `&&`: conditions on lines of their own must all hold.' },
  '||': { message: 'Rego has no `||`: write the rule once for each condition.' },
  '===': { message: 'Rego compares with `==`.', write: '==' },
  '!==': { message: 'Rego compares with `!=`.', write: '!=' },
  '<>': { message: 'Rego compares with `!=`.', write: '!=' },
  '=<': { message: 'Rego compares with `<=`.', write: '<=' },
  '=>': { message: 'Rego compares with `>=`.', write: '>=' },
  '//': { message: 'A comment begins with `#`.', write: '#' },
  '/*': { message: 'A comment begins with `#`, on every line of it.' },
};

function tellSign(at: Span, { text }: PolicyModel): Told | undefined {
  const isSign = (offset: number): boolean => /[=<>!&|/*]/.test(text.charAt(offset));
  let [from, to] = [at.from, at.from];
  while (isSign(from - 1)) from--;
  while (isSign(to)) to++;
  if (/[-+*/%|&]=/.test(text.slice(from - 1, to)) && to - from <= 2) {
    return { message: 'A name gets its value once, by `:=`: what is worked out of it wants another name.' };
  }
  const { message, write } = SIGNS[text.slice(from, to)] ?? {};
  if (message === undefined) return undefined;
  const place = { from, to };
  return { at: place, message, ...(write !== undefined && { fixes: [fixBy(write, place)] }) };
}

const CONTAINS = '`contains` of strings is a function, `contains(text, part)`; of lists and sets ask `member in list`.';

/** Where an operator, or the end of the condition, is due. */
const WORDS: Readonly<Record<string, string>> = {
  and: 'Rego has no `and`: put conditions that must all hold on lines of their own, in braces.',
  or: 'Rego has no `or`: write the rule once for each condition.',
  is: 'Rego has no `is`: compare with `==`.',
  equals: 'Rego has no `equals`: compare with `==`.',
  contains: CONTAINS,
  includes: 'Rego has no `includes`: ask `member in list`.',
  matches: 'Rego has no `matches`: ask `regex.match(pattern, text)`.',
  startswith: '`startswith` is a function: `startswith(text, start)`.',
  endswith: '`endswith` is a function: `endswith(text, end)`.',
};

function tellWord(at: Span, model: PolicyModel): Told | undefined {
  const word = /^[a-z]+/.exec(model.text.slice(at.from))?.[0] ?? '';
  const before = lineBefore(at, model);
  const place = { from: at.from, to: at.from + word.length };
  if (word === 'in' && /\bnot\s+$/.test(before)) {
    const from = at.from - (/not\s+$/.exec(before)?.[0].length ?? 0);
    return { at: { from, to: place.to }, message: '`not` stands before the whole condition: `not member in list`.' };
  }
  const message = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  return message === undefined || before.trim() === '' ? undefined : { at: place, message };
}

const LOOP = 'ask `some x in list` whether one of them is so, `every x in list { … }` whether all are.';
const NAME_FIRST = 'a rule or function begins with its name.';

/** Before the place at which OPA stops. */
const WORDS_BEFORE: Readonly<Record<string, string>> = {
  for: LOOP,
  foreach: LOOP,
  while: LOOP,
  return: 'a rule holds where its body does, and its value stands after `:=` in its head.',
  let: 'give a value with `:=`.',
  var: 'give a value with `:=`.',
  const: 'give a value with `:=`.',
  def: NAME_FIRST,
  fn: NAME_FIRST,
  func: NAME_FIRST,
  function: NAME_FIRST,
  rule: NAME_FIRST,
};

function tellWordBefore(at: Span, model: PolicyModel): Told | undefined {
  const before = lineBefore(at, model);
  const own = /^[a-z]+(?=[ \t]+\w)/.exec(model.text.slice(at.from))?.[0];
  const word = own !== undefined && Object.hasOwn(WORDS_BEFORE, own) ? own : /\b([a-z]+)[ \t]+$/.exec(before)?.[1];
  if (word === undefined || !Object.hasOwn(WORDS_BEFORE, word)) return tellSome(at, before, model);
  const from = word === own ? at.from : at.from - before.length + before.lastIndexOf(word);
  return { at: { from, to: from + word.length }, message: `Rego has no \`${word}\`: ${WORDS_BEFORE[word] ?? ''}` };
}

/** What a list begins with: no keyword, and no operator. */
const LIST = /^(?!(?:in|with|as|not|if|else|some|every|contains|default|import|package)\b)[\w"`[{(]/;

/** `some x list`, `some k, v list`. */
function tellSome(at: Span, before: string, { text }: PolicyModel): Told | undefined {
  const [, names] = /\bsome[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)?)[ \t]+$/.exec(before) ?? [];
  if (names === undefined || !LIST.test(text.slice(at.from))) return undefined;
  const edits = [{ span: { from: at.from, to: at.from }, newText: 'in ' }];
  return { message: `\`in\` is missing: \`some ${names} in …\`.`, fixes: [{ title: 'Write `in`', edits }] };
}

/** A character that starts nothing in Rego. */
function tellCharacter(at: Span, model: PolicyModel): Told | undefined {
  const { text } = model;
  const [character, before] = [text.charAt(at.from), text.charAt(at.from - 1)];
  const place = { from: at.from, to: at.from + 1 };
  if (character === '') return undefined;
  if ('“”„‘’'.includes(character)) return { at: place, message: 'A string stands in straight double quotes, `"`.' };
  if (character === "'") return { at: place, message: 'A string stands in double quotes.' };
  if (character === '!') return { at: place, message: 'Rego has no `!`: write `not`.' };
  if (character === '@') return { at: place, message: "`@` can't stand here: a text stands in double quotes." };
  if (character === '?') return { at: place, message: 'Rego has no `? :`: write the rule once for each case.' };
  if (character === '\u00A0') {
    return { at: place, message: 'This is a non-breaking space: write an ordinary one.', fixes: [fixBy(' ', place)] };
  }
  if ('$%'.includes(character) && text.charAt(at.from + 1) === '{') {
    return { message: `\`${character}{…}\` is for Terraform to fill in: Rego can't read it.` };
  }
  if (character === '*' && before === '[') {
    return { at: place, message: 'Any member of a list is `[_]`.', fixes: [fixBy('_', place)] };
  }
  if (character === '-' && /\w/.test(before) && /\w/.test(text.charAt(at.to))) return tellHyphen(at, model);
  return undefined;
}

function tellHyphen(at: Span, { text }: PolicyModel): Told {
  const start = /\w+$/.exec(text.slice(0, at.from))?.[0] ?? '';
  const end = /^[\w-]+/.exec(text.slice(at.to))?.[0] ?? '';
  const name = `${start}-${end}`;
  const message = `A name has no hyphen: write \`${name.replaceAll('-', '_')}\`, or a key in brackets, \`["${name}"]\`.`;
  return { at: { from: at.from - start.length, to: at.to + end.length }, message };
}

function lineBefore({ from }: Span, { text }: PolicyModel): string {
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
}
