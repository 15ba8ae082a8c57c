/** Fixes that write another name. */
import type { PolicyModel, Span, StringTerm } from '../../syntax/model.ts';
import type { ProblemFix } from '../rule.ts';
import type { NamedText } from './namedTexts.ts';

/**
 * Writes other names where one is written: several only among the members of a set or array. Nothing where the text is
 * changed before it is used, or stands for something else too.
 *
 * Unsafe, all of them: what has named nothing so far comes to have an effect.
 * @param whose what the names are, for the title
 */
export function replaceText(
  { literal, text, domain }: NamedText,
  names: readonly string[],
  model: PolicyModel,
  whose?: string,
): readonly ProblemFix[] {
  const [first, ...others] = names;
  const isShared = model.meaningsOf(literal).some((meaning) => meaning.domain !== domain);
  if (first === undefined || literal.value !== text || isShared || !takes(literal, others.length)) return [];
  const edit = editOf(literal, names.map((name) => JSON.stringify(name)).join(', '), model);
  const title = `Replace by ${names.map((name) => `\`${name}\``).join(', ')}`;
  return edit ? [{ title: whose === undefined ? title : `${title} (${whose})`, edits: [edit], unsafe: true }] : [];
}

function takes({ parent }: StringTerm, others: number): boolean {
  return others === 0 || parent.kind === 'set' || parent.kind === 'array';
}

/** `.name` becomes `["other"]`. */
function editOf(
  literal: StringTerm,
  newText: string,
  { text }: PolicyModel,
): { span: Span; newText: string } | undefined {
  if (literal.form !== 'name') return { span: literal, newText };
  const before = literal.from - 1;
  return text[before] === '.' ? { span: { from: before, to: literal.to }, newText: `[${newText}]` } : undefined;
}
