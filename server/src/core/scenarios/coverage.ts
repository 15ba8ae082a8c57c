/** Which clauses of a policy scenarios have fired. */
import type { Range } from '../../protocol/findings.ts';
import type { ClauseCoverage } from '../../protocol/scenarios.ts';
import type { ScenarioPolicy, TracedPolicy } from './scenarioPolicies.ts';

interface CountedClause {
  readonly rule: string;
  readonly range: Range;
  readonly from: number;
  count: number;
}

/** Counts over a run. Constants, which nothing decides about, are left out. */
export class Coverage {
  readonly #policies: readonly { readonly policy: ScenarioPolicy; readonly clauses: readonly CountedClause[] }[];

  constructor(policies: readonly ScenarioPolicy[]) {
    this.#policies = policies.map((policy) => ({ policy, clauses: listClauses(policy) }));
  }

  /** One scenario more: each clause that it fired, however often, counts once. */
  add(traced: readonly TracedPolicy[]): void {
    for (const { policy, clauses } of this.#policies) {
      const own = traced.find(({ uri }) => uri === policy.uri)?.trace ?? [];
      const fired = new Set(
        own
          .filter(({ location, attempts }) => location.file === 'policy' && attempts.some((attempt) => attempt.fired))
          .map(({ location }) => policy.model.lines.offsetOfByte(location.offset)),
      );
      for (const clause of clauses) clause.count += Number(fired.has(clause.from));
    }
  }

  get all(): ClauseCoverage[] {
    return this.#policies.map(({ policy: { uri }, clauses }) => ({
      uri,
      clauses: clauses.map(({ rule, range, count }) => ({ rule, range, count })),
    }));
  }
}

/** Those with a body, else branches among them by themselves, in the order of the text. */
function listClauses({ model: { clauses, lines } }: ScenarioPolicy): CountedClause[] {
  return clauses.flatMap((clause) =>
    [clause, ...clause.elses].flatMap(({ from, body }) =>
      body ? [{ rule: clause.rule.name, range: lines.rangeOf({ from, to: body.to }), from, count: 0 }] : [],
    ),
  );
}
