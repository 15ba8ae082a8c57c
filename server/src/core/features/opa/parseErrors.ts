/** OPA's parse errors. */
import { hasKeyword, type FutureKeyword } from '../../policy/keywords.ts';
import type { ProblemFix } from '../../rules/rule.ts';
import { headSpan, textOf } from '../../rules/places.ts';
import type { Clause, PolicyModel, Span } from '../../syntax/model.ts';
import { findUnclosed } from './brackets.ts';
import { clauseAt, importBelowPackage } from './modelPlaces.ts';
import { tellNestedRule } from './nestedRules.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

/** What stands alone at the top level, where only rules do. */
const NO_RULE =
  /cannot be used for rule name|^rule name conflicts with built-in|^rule must have value assignment and\/or body/;

export const parseErrors: readonly Teller[] = [
  { pattern: /\(hint: `import future\.keywords\.(\w+)`/, tell: tellKeyword },
  { pattern: /^`if` keyword is required before/, tell: tellMissingIf },
  { pattern: /^`contains` keyword is required for/, tell: tellMissingContains },
  { pattern: /^unexpected (?:\{ token|if keyword|contains keyword)/, tell: tellNested },
  { pattern: /^unexpected eof token|^non-terminated (?:expression|set|object)/, tell: tellUnclosed },
  { pattern: /^unexpected .* token: expected "," or "[\])}]"/, tell: tellUnclosed },
  { pattern: /^unexpected whitespace token: expected identifier/, tell: tellDanglingDot },
  { pattern: /^unexpected (and|or) token/, tell: tellLogical },
  { pattern: /^unexpected ; token/, tell: tellOneCondition },
  { pattern: /^unexpected , token: expected \\n or ; or }/, tell: tellComma },
  { pattern: /^non-terminated string/, tell: () => ({ message: 'The string has no end on this line.' }) },
  { pattern: /^illegal escape sequence/, tell: tellEscape },
  { pattern: /^illegal (?:token|! character)/, tell: tellCharacter },
  { pattern: /^illegal default rule \(value cannot contain/, tell: tellDefault },
  { pattern: /^found empty body/, tell: () => ({ message: 'The body is empty: it has to hold a condition.' }) },
  { pattern: /^unexpected import path, .* got: (\S+)/, tell: tellImport },
  { pattern: /^unexpected package/, tell: () => ({ message: 'A policy has one package, in its first line.' }) },
  { pattern: NO_RULE, tell: tellOneCondition },
  { pattern: NO_RULE, tell: tellNoRule },
  { pattern: /^unexpected (\S+) (?:token|keyword)(?:: expected (.*))?$/, tell: tellUnexpected },
];

/** A keyword of v1 in a policy that is v0 otherwise. */
function tellKeyword({ groups: [word = ''], at, context: { model } }: OpaErrorMatch): Told | undefined {
  const lineStart = model.text.lastIndexOf('\n', at.from - 1) + 1;
  const rest = model.text.slice(lineStart, lineEnd(model, at.from));
  const places = [...rest.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => lineStart + index);
  const place = places.sort((a, b) => Math.abs(a - at.from) - Math.abs(b - at.from))[0];
  if (place === undefined || !isFutureKeyword(word) || hasKeyword(model, word, 'v0')) return undefined;
  const path = `future.keywords.${word}`;
  const edit = importBelowPackage(model, path);
  return {
    at: { from: place, to: place + word.length },
    message: `\`${word}\` is no keyword in Rego v0: add \`import ${path}\`, or choose v1 as the engine of the policy.`,
    fixes: edit ? [{ title: `Add \`import ${path}\``, edits: [edit] }] : [],
  };
}

function isFutureKeyword(word: string): word is FutureKeyword {
  return ['if', 'contains', 'in', 'every'].includes(word);
}

function lineEnd({ text }: PolicyModel, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** A body of v0 in a policy that is v1 otherwise. */
function tellMissingIf({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const clause = clauseAt(model, at.from);
  if (!clause?.body) return undefined;
  const head = textOf(model, headSpan(clause, model));
  return {
    at: clause.head.nameSpan,
    message: `Rego v1 wants \`if\` before a body: \`${head} if { … }\`.`,
    fixes: [{ title: 'Add `if`', edits: [ifBefore(clause.body)] }],
  };
}

function ifBefore({ from }: Span): ProblemFix['edits'][number] {
  return { span: { from, to: from }, newText: 'if ' };
}

function tellMissingContains({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const clause = clauseAt(model, at.from);
  if (!clause?.head.key) return undefined;
  const { head, body } = clause;
  const set = `${head.name} contains ${textOf(model, clause.head.key)}`;
  const edits = [{ span: headSpan(clause, model), newText: set }, ...(body && !head.ifSpan ? [ifBefore(body)] : [])];
  return {
    at: head.nameSpan,
    message: `Rego v1 wants \`contains\` in a set: \`${set}${body ? ' if { … }' : ''}\`.`,
    fixes: [{ title: 'Write `contains`', edits }],
  };
}

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

function tellUnclosed({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const told = tellOpen(model, findUnclosed(model, at.from));
  if (told || at.from < model.text.length) return told;
  const end = model.text.trimEnd().length;
  return { at: { from: Math.max(0, end - 1), to: end }, message: 'The text ends in the middle of something.' };
}

function tellOpen(model: PolicyModel, bracket: number | undefined): Told | undefined {
  if (bracket === undefined) return undefined;
  return { at: { from: bracket, to: bracket + 1 }, message: `\`${model.text.charAt(bracket)}\` is never closed.` };
}

/** OPA sees it where the next line starts. */
function tellDanglingDot({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const end = model.text.slice(0, at.from).trimEnd().length;
  const dot = model.text.charAt(end - 1) === '.' ? end - 1 : model.text.charAt(end) === '.' ? end : undefined;
  return dot === undefined
    ? undefined
    : { at: { from: dot, to: dot + 1 }, message: 'A name is missing after the dot.' };
}

/** `&&` and `||`: OPA stops at their second character. */
function tellLogical({ groups: [word], at, context: { model } }: OpaErrorMatch): Told | undefined {
  const place = { from: at.from - 1, to: at.to };
  switch (textOf(model, place)) {
    case '&&':
      return { at: place, message: 'Rego has no `&&`: conditions on lines of their own must all hold.' };
    case '||':
      return { at: place, message: 'Rego has no `||`: write the rule once for each condition.' };
    default:
      return { message: `Unexpected \`${word === 'and' ? '&' : '|'}\`.` };
  }
}

function tellComma(): Told {
  return { message: 'A comma does not join conditions: put each on a line of its own, or `;` between them.' };
}

/** `if` without braces, and more than one condition after it. */
function tellOneCondition({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const clause = model.clauses.findLast(({ from }) => from < at.from);
  if (!clause?.head.ifSpan || !clause.body || model.text.charAt(clause.body.from) === '{') return undefined;
  return { message: '`if` takes one condition: put several in braces, `if { … }`.' };
}

function tellEscape({ at, context: { model } }: OpaErrorMatch): Told {
  const escape = /\\(?!["\\/bfnrtu])./.exec(textOf(model, at))?.[0] ?? '\\';
  return { message: `\`${escape}\` is no escape: double the backslash, or write a raw string in backquotes.` };
}

function tellCharacter({ at, context: { model } }: OpaErrorMatch): Told {
  const character = textOf(model, { from: at.from, to: Math.max(at.to, at.from + 1) });
  if (character === "'") return { message: 'A string stands in double quotes.' };
  if (character === '!') return { message: 'Rego has no `!`: write `not`.' };
  return { message: `\`${character}\` can't stand here.` };
}

function tellDefault({ at, context: { model } }: OpaErrorMatch): Told {
  const clause = clauseAt(model, at.from);
  return { at: clause?.head.value ?? at, message: 'A default has to be a constant.' };
}

function tellImport({ groups: [root = ''] }: OpaErrorMatch): Told {
  return { message: `Only \`input\`, \`data\`, \`rego\` and \`future\` can be imported, not \`${root}\`.` };
}

function tellNoRule({ at, context: { model } }: OpaErrorMatch): Told {
  const text = textOf(model, at).split('\n', 1)[0] ?? '';
  return { message: `\`${text}\` is no rule: a rule has a name, and a value (\`:= …\`) or a body.` };
}

function tellUnexpected({ groups: [token = '', expected = ''], at, context: { model } }: OpaErrorMatch): Told {
  const text = textOf(model, at).trim();
  const found = text === '' || text.includes('\n') ? token : text;
  return { message: `Unexpected \`${found}\`${EXPECTED[expected] ?? describeExpected(expected)}.` };
}

const EXPECTED: Readonly<Record<string, string>> = {
  '': '',
  '\\n or ; or }': ': the condition before it should end here, with its line or with `;`',
};

function describeExpected(expected: string): string {
  return `: expected ${expected.replaceAll('\\n', 'the end of the line')}`;
}
