/** A rule that is written inside of the body of another. Rego has no such thing; many an author means "and then". */
import { hasKeyword } from '../../policy/keywords.ts';
import type { ProblemFix, RuleContext } from '../../rules/rule.ts';
import { headSpan, textOf } from '../../rules/places.ts';
import type { Clause, PolicyModel, Span } from '../../syntax/model.ts';
import { findUnclosed } from './brackets.ts';
import type { Told } from './teller.ts';

/** @param nested a clause with `nestedIn` */
export function tellNestedRule(nested: Clause, context: RuleContext): Told {
  const { model } = context;
  const outer = nested.nestedIn;
  const at = nested.head.nameSpan;
  if (!outer || findUnclosed(model, model.text.length) !== undefined) {
    return { at, message: "A rule can't stand in the body of another rule: is a `}` missing before it?" };
  }
  const [own, other] = [nested.head.name, outer.head.name];
  return {
    at,
    message: `A rule can't stand in the body of another rule: write \`${own}\` as a rule of its own, and repeat the conditions of \`${other}\` in it.`,
    related: [{ at: outer.head.nameSpan, message: `The body of \`${other}\`.` }],
    fixes: splitRules(outer, context),
  };
}

/**
 * Every rule in the body becomes a rule behind it, the whole condition of the body copied in front of its own: nobody
 * gets more than the author meant. None where that can't be done for sure.
 */
function splitRules(outer: Clause, { model, written }: RuleContext): readonly ProblemFix[] {
  const nested = model.clauses.filter(({ nestedIn }) => nestedIn === outer);
  if (!isSplittable(outer, nested, model)) return [];
  const word = hasKeyword(model, 'if', written) ? ' if {' : ' {';
  const rules = nested.map((clause) => `\n\n${writeRule(clause, outer, word, model)}`);
  const edits = nested.map(({ whole }) => ({ span: withSeparator(whole, model), newText: '' }));
  const behind = { from: outer.whole.to, to: outer.whole.to };
  const title =
    nested.length === 1
      ? `Make it a rule of its own, with the conditions of \`${outer.head.name}\``
      : `Make them rules of their own, with the conditions of \`${outer.head.name}\``;
  return [{ title, edits: [...edits, { span: behind, newText: rules.join('') }] }];
}

function isSplittable(outer: Clause, nested: readonly Clause[], model: PolicyModel): boolean {
  // Without a condition that is left, the outer rule would hold for everybody, or have no body.
  if (!outer.body || outer.body.expressions.length === 0 || outer.nestedIn || outer.head.args) return false;
  if (hasGaps(outer.whole, model)) return false;
  return nested.every((clause) => !clause.head.args && isItemOf(clause, outer, model) && !redeclares(clause, outer));
}

/** Whether anything can't be read: what is meant there is anybody's guess. */
function hasGaps({ from, to }: Span, { parsed }: PolicyModel): boolean {
  let found = false;
  parsed.tree.iterate({
    from,
    to,
    enter: ({ type }) => {
      found ||= type.isError || type.name === 'Missing';
    },
  });
  return found;
}

/** Directly in the body: not in an `else`, a comprehension or `every`. */
function isItemOf({ whole }: Clause, { body }: Clause, { parsed }: PolicyModel): boolean {
  let node = parsed.tree.resolveInner(whole.from, 1);
  while (node.name !== 'NestedRule' && node.parent) node = node.parent;
  return node.parent?.name === 'Body' && node.parent.from === body?.from;
}

/** A name that both give a value would be given it twice. */
function redeclares({ scope }: Clause, outer: Clause): boolean {
  return [...scope.locals.values()].some(({ name, kind }) => kind !== 'free' && outer.scope.locals.has(name));
}

function writeRule(nested: Clause, outer: Clause, word: string, model: PolicyModel): string {
  const indent = indentOf(outer.whole.from, model);
  const inner = indent + stepOf(outer, model);
  const conditions = outer.body?.expressions.map((expression) => inner + textOf(model, expression)) ?? [];
  const own = nested.body ? linesOf(nested.body, model).map((line) => (line === '' ? '' : inner + line)) : [];
  return [`${indent}${textOf(model, headSpan(nested, model))}${word}`, ...conditions, ...own, `${indent}}`].join('\n');
}

/** What is between the braces, or the one condition without; without the indent that all lines share. */
function linesOf(body: Span, model: PolicyModel): string[] {
  const text = textOf(model, body);
  const content = text.startsWith('{') ? text.slice(1, -1) : text;
  const lines = content
    .replace(/^[ \t]*\r?\n/, '')
    .trimEnd()
    .split(/\r?\n/);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const shared = content.includes('\n') && !text.startsWith('{') ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(shared));
}

/** How far its body is indented; two blanks for one that is on its head's line. */
function stepOf(outer: Clause, model: PolicyModel): string {
  const indent = indentOf(outer.whole.from, model);
  const [first] = outer.body?.expressions ?? [];
  const inner =
    first && model.text.slice(outer.whole.from, first.from).includes('\n') ? indentOf(first.from, model) : '';
  return inner.length > indent.length && inner.startsWith(indent) ? inner.slice(indent.length) : '  ';
}

/** The blanks in front of the first text of a line. */
function indentOf(offset: number, { text }: PolicyModel): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
}

/** Whole lines where nothing else is on them; else with the `;` beside it. */
function withSeparator({ from, to }: Span, { text }: PolicyModel): Span {
  const before = /(^|\n)[ \t]*$/.exec(text.slice(0, from));
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(to));
  if (before && after) return { from: from - before[0].length + (before[1]?.length ?? 0), to: to + after[0].length };
  const semicolon = /[ \t]*;[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0;
  if (semicolon > 0) return { from: from - semicolon, to };
  return { from, to: to + (/^[ \t]*;[ \t]*/.exec(text.slice(to))?.[0].length ?? 0) };
}
