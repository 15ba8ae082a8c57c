/** OPA's parse errors. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import { nearestName } from '../../policy/nearestName.ts';
import { textOf } from '../../rules/places.ts';
import type { Clause, Span } from '../../syntax/model.ts';
import { findUnclosed } from './brackets.ts';
import { fixBy } from './edits.ts';
import { tellHabit } from './habits.ts';
import { keywordErrors } from './keywordErrors.ts';
import { missingParts, tellOpen } from './missingParts.ts';
import { tellNestedRule } from './nestedRules.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

/** What stands alone at the top level, where only rules do. */
const NO_RULE =
  /cannot be used for rule name|^rule name conflicts with built-in|^rule must have value assignment and\/or body/;

export const parseErrors: readonly Teller[] = [
  { pattern: /^unexpected (?!package)/, tell: tellPackage },
  { pattern: /^unexpected (?:\{ token|if keyword|contains keyword)/, tell: tellNested },
  {
    pattern: new RegExp(`^unexpected |^illegal (?:token|[!$] character|non-breaking)|${NO_RULE.source}`),
    tell: tellHabit,
  },
  ...keywordErrors,
  ...missingParts,
  { pattern: /^unexpected ; token/, tell: tellSemicolon },
  { pattern: /^unexpected : token/, tell: tellColon },
  { pattern: /^illegal escape sequence/, tell: tellEscape },
  { pattern: /^illegal number format/, tell: tellBareId },
  {
    pattern: /^illegal number format/,
    tell: ({ at, context }) => ({ message: `\`${textOf(context.model, at)}\` is no number.` }),
  },
  { pattern: /expected number without leading zero/, tell: tellLeadingZero },
  { pattern: /^illegal token/, tell: tellCharacter },
  {
    pattern: /^expected else keyword$/,
    tell: () => ({ message: 'After the body of an `else` comes another `else`, or the next rule, and no other body.' }),
  },
  {
    pattern: /^illegal ref \(head cannot be (\w+)\)/,
    tell: ({ groups: [kind = ''] }) => ({
      message: `A path (\`.name\`, \`[key]\`) follows a name, a call, a list, a set or an object, and no ${kind}.`,
    }),
  },
  { pattern: /^unexpected import path, .* got: (\S+)/, tell: tellImport },
  { pattern: /^unexpected keyword, must be one of \[(.*)\]/, tell: tellImportedKeyword },
  { pattern: /^unexpected package/, tell: () => ({ message: 'A policy has one package, in its first line.' }) },
  { pattern: NO_RULE, tell: tellOneCondition },
  { pattern: NO_RULE, tell: tellNoRule },
  { pattern: /^unexpected (\S+) (?:token|keyword)(?:: expected (.*))?$/, tell: tellUnexpected },
];

/** A head where a condition is due. */
function tellNested({ at, context }: OpaErrorMatch): Told | undefined {
  const { model } = context;
  const clause = model.clauses.find((one) => isHeadOf(one, at));
  if (clause?.nestedIn) return tellNestedRule(clause, context);
  return clause && tellOpen(model, findUnclosed(model, clause.from));
}

function isHeadOf({ from, to, body }: Clause, at: Span): boolean {
  return from <= at.from && at.from <= (body?.from ?? to);
}

/** On the first line. */
function tellPackage({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const from = model.text.lastIndexOf('\n', at.from - 1) + 1;
  const line = /^package\b.*/.exec(model.text.slice(from))?.[0].trimEnd();
  if (line === undefined) return undefined;
  const place = { from, to: from + line.length };
  const message = 'The package stands without quotes, hyphens and other signs: `package spacelift`.';
  return { at: place, message, fixes: [fixBy('package spacelift', place)] };
}

function tellSemicolon(match: OpaErrorMatch): Told | undefined {
  const { at, context } = match;
  const rest = /^;[ \t]*(?:#.*)?(?:\r?\n|$)/.test(context.model.text.slice(at.from));
  return rest ? { message: 'A rule ends with its line, without `;`.' } : tellOneCondition(match);
}

/** `allow: true`. */
function tellColon({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const before = model.text.slice(model.text.lastIndexOf('\n', at.from - 1) + 1, at.from);
  if (!/^(?:\w+[ \t]+)?[\w.]+[ \t]*$/.test(before)) return undefined;
  return { message: 'A rule gets its value by `:=`, or a condition after `if`, and no colon.' };
}

/** `if` without braces, and more conditions after it, on its line or indented below. */
function tellOneCondition({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const clause = model.clauses.findLast(({ from }) => from < at.from);
  if (!clause?.head.ifSpan || !clause.body || model.text.charAt(clause.body.from) === '{') return undefined;
  if (model.lines.positionAt(at.from).character === 0) return undefined;
  return { message: '`if` takes one condition: put several in braces, `if { … }`.' };
}

function tellEscape({ at, context: { model } }: OpaErrorMatch): Told {
  const escape = /\\(?!["\\/bfnrtu])./.exec(textOf(model, at))?.[0] ?? '\\';
  return { message: `\`${escape}\` is no escape: double the backslash, or write a raw string in backquotes.` };
}

/** `roles[production-01JK…]`: a text with hyphens, without its quotes. */
function tellBareId({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const start = /[A-Za-z_][\w-]*-$/.exec(model.text.slice(0, at.from))?.[0] ?? '';
  const end = /^[\w-]+/.exec(model.text.slice(at.from))?.[0] ?? '';
  if (start === '' || !/[A-Za-z]/.test(end)) return undefined;
  const place = { from: at.from - start.length, to: at.from + end.length };
  const newText = JSON.stringify(start + end);
  return { at: place, message: `A text stands in double quotes: \`${newText}\`.`, fixes: [fixBy(newText, place)] };
}

function tellLeadingZero({ at, context: { model } }: OpaErrorMatch): Told {
  const number = textOf(model, at).replace(/^0+(?=\d)/, '');
  return { message: `A number has no leading zero: write \`${number}\`.`, fixes: [fixBy(number, at)] };
}

function tellCharacter({ at, context: { model } }: OpaErrorMatch): Told {
  const character = textOf(model, { from: at.from, to: Math.max(at.to, at.from + 1) });
  return { message: `\`${character}\` can't stand here.` };
}

function tellImport({ groups: [root = ''] }: OpaErrorMatch): Told {
  return { message: `Only \`input\`, \`data\`, \`rego\` and \`future\` can be imported, not \`${root}\`.` };
}

function tellImportedKeyword({ groups: [list = ''], at, context: { model } }: OpaErrorMatch): Told {
  const [path, word = ''] = /^future\.keywords\.(\w+)/.exec(textOf(model, at)) ?? [];
  const nearest = nearestName(word, list.split(' '));
  const place = { from: at.from + (path ?? '').length - word.length, to: at.from + (path ?? '').length };
  const message = `OPA has no keyword \`${word}\` to import here`;
  if (nearest === undefined || path === undefined) return { message: `${message}.` };
  return { at: place, message: `${message}: is \`${nearest}\` meant?`, fixes: [fixBy(nearest, place)] };
}

function tellNoRule({ at, context: { model } }: OpaErrorMatch): Told {
  const text = textOf(model, at).split('\n', 1)[0] ?? '';
  if (loginRuleNamed(text)?.type === 'boolean') {
    return { message: `\`${text}\` alone is no rule: it wants a condition, \`${text} if …\`, or a value.` };
  }
  return { message: `\`${text}\` is no rule: a rule has a name, and a value (\`:= …\`) or a body.` };
}

function tellUnexpected({ groups: [token = '', expected = ''], at, context: { model } }: OpaErrorMatch): Told {
  const text = textOf(model, at).trim();
  const found = text === '' || text.includes('\n') ? token : text;
  return { message: `Unexpected \`${found}\`${EXPECTED[expected] ?? describeExpected(expected)}.` };
}

const EXPECTED: Readonly<Record<string, string>> = {
  '': '',
  '[': ': a `]` is missing before it',
  var: ': a name is missing after `some`',
  '`x in xs` or `x, y in xs` expression': ': `some` stands before a name, `some x` or `some x in list`',
  'else value term or rule body': ': after `else` comes a value (`:= …`) or a body',
  '\\n or ; or }': ': the condition before it should end here, with its line or with `;`',
};

function describeExpected(expected: string): string {
  return `: expected ${expected.replaceAll('\\n', 'the end of the line')}`;
}
