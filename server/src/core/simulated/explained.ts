/** What the text alone has told already. */
import { overlaps } from '../rules/places.ts';
import type { RuleId } from '../rules/table.ts';
import type { Clause } from '../syntax/model.ts';
import type { SimulatedContext } from './rule.ts';
import { clausesBehind } from './tried.ts';

/** What these say of a condition, or of somebody who is named, is why a clause never fires, or always. */
const REASONS: ReadonlySet<string> = new Set<RuleId>([
  'SL005',
  'SL006',
  'SL007',
  'SL009',
  'SL010',
  'SL013',
  'SL015',
  'SL017',
  'SL018',
  'SL019',
  'SL020',
  'SL025',
  'SL026',
  'SL027',
  'SL028',
  'SL038',
  'SL039',
  'SL040',
  'SL041',
  'SL043',
  'SL046',
]);

/** One mistake is told once: whether something is said of the clauses, or of what they ask for, that tells why. */
export function isExplained(clauses: readonly Clause[], { said, policy: { model } }: SimulatedContext): boolean {
  const behind = clauses.flatMap((clause) => [...clausesBehind(clause, model)]);
  const spans = behind.map(({ whole }) => whole);
  const reasons = said.filter(({ rule: id }) => REASONS.has(id)).map(({ range }) => model.lines.spanOf(range));
  return reasons.some((reason) => spans.some((span) => overlaps(reason, span)));
}
