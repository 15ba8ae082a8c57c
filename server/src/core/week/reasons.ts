/** Which clauses decide what a login comes to, by OPA's own account of one evaluation. */
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { ClauseExplanation } from '../../protocol/simulation.ts';
import type { WeekReason } from '../../protocol/week.ts';
import type { Clause, ElseBranch, PolicyModel, Span } from '../syntax/model.ts';

/** A tooltip holds no more. */
const MOST = 4;
const LONGEST = 100;

const ROLE_RULES = ['roles', 'space_admin', 'space_write', 'space_read', 'team'];

/** What a login has gone through in a policy (`explainTrace`). */
export interface TracedPolicy {
  readonly name: string;
  readonly model: PolicyModel;
  readonly clauses: readonly ClauseExplanation[];
}

interface FiringClause extends Pick<TracedPolicy, 'name' | 'model'> {
  readonly clause: ClauseExplanation;
}

/** Of several policies, each clause with the name of its own. */
export function tellReason(outcome: MatrixOutcome, policies: readonly TracedPolicy[]): WeekReason {
  const isOne = policies.length === 1;
  const firing = policies.flatMap(({ clauses, ...policy }) =>
    clauses.filter(fires).map((clause): FiringClause => ({ ...policy, clause })),
  );
  const rules = decidingRules(outcome, new Set(firing.map(({ clause }) => clause.rule)));
  const deciding = rules.flatMap((rule) => firing.filter(({ clause }) => clause.rule === rule));
  const told = deciding.slice(0, MOST).map((one) => `${isOne ? '' : `${one.name}: `}${tellClause(one)}`);
  const more = deciding.length > MOST ? [`${deciding.length - MOST} more`] : [];
  return {
    text: [...told, ...more].join('; ') || tellNone(outcome),
    clauses: deciding.map(({ name, clause: { rule, range } }) => ({
      ...(name !== policies[0]?.name && { policy: name }),
      rule,
      range,
    })),
  };
}

/** Of what is decided without a policy, or not at all. */
export function tellWithoutPolicy({ level, isBypass, error }: MatrixOutcome): WeekReason | undefined {
  if (isBypass) return withoutClauses('an administrative key is admin without the policy being asked');
  if (level === 'undecided') return withoutClauses('there was no time to decide it');
  return level === 'failed' ? withoutClauses(`the evaluation fails: ${error ?? ''}`) : undefined;
}

export function withoutClauses(text: string): WeekReason {
  return { text, clauses: [] };
}

function fires({ outcome, values }: ClauseExplanation): boolean {
  return outcome === 'fired' && values?.every((value) => value === false) !== true;
}

/** Those that give the level, the others as they stand. */
function decidingRules({ level }: MatrixOutcome, firing: ReadonlySet<string>): string[] {
  const refused = firing.has('admin') ? ['admin', 'deny_admin'] : [];
  if (level === 'admin') return ['admin'];
  if (level === 'allow') return ['allow', ...refused, ...ROLE_RULES];
  return firing.has('deny') ? ['deny'] : refused;
}

function tellNone({ isWithoutEntry }: MatrixOutcome): string {
  const none = 'neither allow nor admin fires';
  return isWithoutEntry ? `roles are granted, and ${none}` : `nothing lets it in: ${none}`;
}

/** `deny, line 12: not in_window` */
function tellClause({ clause: { rule, range }, model }: FiringClause): string {
  const text = textOf(model.lines.spanOf(range), model);
  return `${rule}, line ${range.start.line + 1}: ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
}

/** What the clause asks; of one that asks nothing, all of it. */
function textOf(span: Span, model: PolicyModel): string {
  const print = ({ from, to }: Span): string => model.text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
  const bodies = model.clauses.flatMap((clause): (Clause | ElseBranch)[] => [clause, ...clause.elses]);
  const body = bodies.flatMap((one) => one.body ?? []).find(({ from, to }) => from >= span.from && to <= span.to);
  return body && body.expressions.length > 0 ? body.expressions.map(print).join('; ') : print(span);
}
