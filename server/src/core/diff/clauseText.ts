/** What a clause says, however it is laid out: with braces or without, as `roles[s][r]` or as `roles[s] contains r`. */
import type { Range } from '../../protocol/findings.ts';
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';

/** The same for two clauses that say the same word for word. */
export function clauseText(range: Range, model: PolicyModel): string {
  const span = model.lines.spanOf(range);
  const clause = model.clauses.find(({ from }) => from === span.from);
  const parts = clause?.elses.length === 0 ? partsOf(clause) : [span];
  return parts.map(({ from, to }) => model.text.slice(from, to).replaceAll(/\s+/g, ' ').trim()).join('\n');
}

function partsOf({ head, body }: Clause): Span[] {
  const { nameSpan, path, args = [], key, value } = head;
  const isTrue = value?.kind === 'boolean' && value.value;
  return [
    nameSpan,
    ...path.map(({ term }) => term),
    ...args,
    ...(key ? [key] : []),
    ...(value && !isTrue ? [value] : []),
    ...(body?.expressions ?? []),
  ];
}
