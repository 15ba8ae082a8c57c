/** One clause with conditions that exclude each other, as several with one of them each. */
import type { Body, Clause, Expression, PolicyModel } from '../../syntax/model.ts';
import { textOf } from '../places.ts';
import type { ProblemFix } from '../rule.ts';
import { indentBefore, lineBreakOf } from './edits.ts';

/**
 * The clause once for each of these expressions of its body, without the others.
 * @returns nothing where the clause is not one head with one body in braces
 */
export function splitClause(clause: Clause, choices: readonly Expression[], model: PolicyModel): ProblemFix['edits'] {
  const { body, whole, elses } = clause;
  if (!body || elses.length > 0 || clause.from !== whole.from || clause.to !== whole.to) return [];
  const blank = lineBreakOf(model).repeat(2);
  const copies = choices.map((kept) => {
    const dropped = choices.filter((choice) => choice !== kept);
    const shortened = without(body, dropped, model);
    return shortened === undefined ? undefined : textOf(model, { from: whole.from, to: body.from }) + shortened;
  });
  return copies.includes(undefined) ? [] : [{ span: whole, newText: copies.join(blank) }];
}

/** A body's text without some of its expressions; undefined where it has comments that can't be told apart from them. */
function without(body: Body, dropped: readonly Expression[], model: PolicyModel): string | undefined {
  const { expressions } = body;
  const text = textOf(model, body);
  if (expressions.every((expression) => indentBefore(expression, model) !== undefined)) {
    return dropped.reduceRight((result, { from, to }) => cutLines(result, from - body.from, to - body.from), text);
  }
  const isPlain = text.startsWith('{') && !/[#\n]/.test(text);
  const kept = expressions.filter((expression) => !dropped.includes(expression));
  return isPlain ? `{ ${kept.map((expression) => textOf(model, expression)).join('; ')} }` : undefined;
}

/** With a comment behind it. */
function cutLines(text: string, from: number, to: number): string {
  const start = text.lastIndexOf('\n', from) + 1;
  const end = text.indexOf('\n', to);
  return text.slice(0, start) + (end < 0 ? '' : text.slice(end + 1));
}
