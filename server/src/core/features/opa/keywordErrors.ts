/** Parse errors about `if`, `contains`, `else` and `default`, and about keywords that want an import. */
import { hasKeyword, type FutureKeyword } from '../../policy/keywords.ts';
import type { ProblemFix } from '../../rules/rule.ts';
import { headSpan, textOf } from '../../rules/places.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { clauseAt, importBelowPackage } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const keywordErrors: readonly Teller[] = [
  { pattern: /\(hint: `import future\.keywords\.(\w+)`/, tell: tellKeyword },
  { pattern: /^`if` keyword is required before/, tell: tellMissingIf },
  { pattern: /^`contains` keyword is required for/, tell: tellMissingContains },
  { pattern: /expected rule key term/, tell: tellNoMember },
  { pattern: /^unexpected if keyword/, tell: tellDefaultBody },
  { pattern: /^unexpected if keyword/, tell: tellMisplacedIf },
  { pattern: /^(\w+) keyword cannot be used for rule name$/, tell: tellRuleName },
  { pattern: /^unexpected not keyword/, tell: () => ({ message: '`not` stands once, before the whole condition.' }) },
  {
    pattern: /^else keyword cannot be used on (?:multi-value rules|rules with variables)/,
    tell: () => ({ message: 'A set has no `else`: write the clause once more, with its own condition.' }),
  },
  { pattern: /^illegal default rule \(value cannot contain/, tell: tellDefault },
  { pattern: /^illegal default rule \(must have a value/, tell: tellDefaultWithout },
];

/** A rule of v0 that has the name of a keyword of v1. */
function tellRuleName({ groups: [word = ''], context: { model } }: OpaErrorMatch): Told | undefined {
  const [clause] = model.rulesNamed(word);
  if (!clause) return undefined;
  return { at: clause.head.nameSpan, message: `\`${word}\` is a keyword in Rego v1: give the rule another name.` };
}

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

/** A body of v0 in a policy that is v1 otherwise; that of an `else` too. */
function tellMissingIf({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const clause = clauseAt(model, at.from);
  const other = clause?.elses.find((branch) => branch.from <= at.from && at.from < branch.to);
  const body = other ? other.body : clause?.body;
  if (!clause || !body) return undefined;
  const head = other ? 'else' : textOf(model, headSpan(clause, model));
  return {
    at: other ? { from: other.from, to: other.from + 'else'.length } : clause.head.nameSpan,
    message: `Rego v1 wants \`if\` before a body: \`${head} if { … }\`.`,
    fixes: [{ title: 'Add `if`', edits: [ifBefore(body)] }],
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

/** `team contains if …`. */
function tellNoMember({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const head = clauseAt(model, at.from)?.head;
  if (!head?.containsSpan) return undefined;
  return { at: head.containsSpan, message: `\`contains\` wants a member: \`${head.name} contains "…" if …\`.` };
}

function tellDefaultBody({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  if (!clauseAt(model, at.from)?.isDefault) return undefined;
  return { message: 'A default has no condition: it holds where no other clause does.' };
}

function tellMisplacedIf({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const before = model.text.slice(model.text.lastIndexOf('\n', at.from - 1) + 1, at.from);
  if (before === '') return { message: '`if` stands in the wrong place: a rule begins with its name, `name if …`.' };
  const [, name] = /^([\w.[\]"]+)\s*:?=\s*$/.exec(before) ?? [];
  if (name !== undefined) {
    return {
      message: `\`if\` stands in the wrong place: a value is missing before it, or no \`=\` is meant, \`${name} if …\`.`,
    };
  }
  if (/\bcontains\s+$/.test(before)) return { message: '`contains` wants a member before `if`.' };
  if (/^\s*[\w.[\]"]+\s*==/.test(before)) return { message: 'A rule gets its value by `:=`, not `==`.' };
  const clause = model.clauses.find(({ body }) => body && body.from < at.from && at.from < body.to);
  return clause && { message: '`if` stands between the head and the body of a rule, and not in a body.' };
}

function tellDefault({ at, context: { model } }: OpaErrorMatch): Told {
  const clause = clauseAt(model, at.from);
  return { at: clause?.head.value ?? at, message: 'A default has to be a constant.' };
}

function tellDefaultWithout({ at, context: { model } }: OpaErrorMatch): Told {
  const isSet = clauseAt(model, at.from)?.head.containsSpan !== undefined;
  return { message: isSet ? 'A set has no default: it is empty where nothing is in it.' : 'A default has a value.' };
}
