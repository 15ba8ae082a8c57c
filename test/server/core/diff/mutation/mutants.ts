/** Small changes of a policy, such as somebody makes by mistake. */
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import type {
  Clause,
  Expression,
  NumberTerm,
  Operation,
  PolicyModel,
  Span,
  StringTerm,
} from '../../../../../server/src/core/syntax/model.ts';
import { visitClause } from '../../../../../server/src/core/syntax/walk.ts';

export interface Mutant {
  /** `line 12: \`hour < 4\` → \`hour <= 4\``; of several alike in a policy, each has its own line or place. */
  readonly name: string;
  readonly text: string;
}

interface Edit extends Span {
  readonly newText: string;
}

/** Rules that decide nothing: what they say is in no cell. */
const IDLE: ReadonlySet<string> = new Set(['sample', 'flag']);

const SWAPPED: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
};

/** Every clause dropped; every expression of a body dropped, and turned round; every constant another; every comparison another. */
export function listMutants(text: string): Mutant[] {
  const model = buildModel(text);
  const clauses = model.clauses.filter(({ rule }) => !IDLE.has(rule.name));
  return clauses.flatMap((clause) => editsOf(clause)).map((edit) => mutate(model, edit));
}

function mutate({ text, lines }: PolicyModel, { from, to, newText }: Edit): Mutant {
  const { line, character } = lines.rangeOf({ from, to }).start;
  const show = (part: string): string => part.replaceAll(/\s+/g, ' ').trim();
  const name = `${line + 1}:${character + 1} ${show(text.slice(from, to))} → ${show(newText)}`;
  return { name, text: text.slice(0, from) + newText + text.slice(to) };
}

function editsOf(clause: Clause): Edit[] {
  const edits: Edit[] = [{ from: clause.from, to: clause.to, newText: '' }];
  for (const expression of clause.body?.expressions ?? []) edits.push(...editsOfExpression(expression));
  visitClause(clause, {
    term: (term) => {
      if (term.kind === 'string' || term.kind === 'number') edits.push(...editsOfLiteral(term));
      if (term.kind === 'operation') edits.push(...editsOfOperation(term));
    },
  });
  return edits;
}

function editsOfExpression(expression: Expression): Edit[] {
  const { from, to } = expression;
  const drop: Edit = { from, to, newText: 'true' };
  if (expression.kind !== 'term' || isBinding(expression)) return [drop];
  // `not x` and `x` both begin the expression.
  const turn: Edit = expression.negated
    ? { from, to: expression.term.from, newText: '' }
    : { from, to: from, newText: 'not ' };
  return [drop, turn];
}

function isBinding({ term }: Expression & { kind: 'term' }): boolean {
  return term.kind === 'operation' && (term.operator === ':=' || term.operator === '=');
}

function editsOfLiteral(literal: NumberTerm | StringTerm): Edit[] {
  const { from, to } = literal;
  if (literal.kind === 'number') return [{ from, to, newText: String(literal.value + 1) }];
  if (literal.form !== 'quoted') return [];
  return [{ from, to, newText: JSON.stringify(`${literal.value}x`) }];
}

function editsOfOperation({ operator, operatorSpan }: Operation): Edit[] {
  const newText = SWAPPED[operator];
  return newText === undefined ? [] : [{ ...operatorSpan, newText }];
}
