/** Where a policy asks more of the teams than whether one is among them: there mixes matter that were not tried. */
import { isReadOtherwise } from '../../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS } from '../../simulation/alternatives/texts.ts';
import { isNegated } from '../../syntax/ancestors.ts';
import type { Call, Clause, Expression, Operation, PolicyModel, Reference, Term } from '../../syntax/model.ts';
import { visitClause } from '../../syntax/walk.ts';
import type { Candidate } from '../candidate.ts';
import { isExact } from '../exactTexts.ts';
import { Dependence } from './dependence.ts';
import { describePattern, findPattern } from './patterns.ts';

const FIELD = 'session.teams';

/** They test or hand on each team by itself, or decide nothing. */
const ONE_BY_ONE: ReadonlySet<string> = new Set([
  'array.concat',
  'array.reverse',
  'cast_array',
  'cast_set',
  'contains',
  'endswith',
  'glob.match',
  'lower',
  'object.get',
  'print',
  're_match',
  'regex.match',
  'sort',
  'startswith',
  'strings.any_prefix_match',
  'strings.any_suffix_match',
  'trim',
  'trim_left',
  'trim_right',
  'trim_space',
  'union',
  'upper',
]);
const COMPUTING: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '&']);
const COMPARING: ReadonlySet<string> = new Set(['=', '==', '!=', '<', '<=', '>', '>=']);

/** How a sentence ends that tells which mixes of teams matter. */
export const NOT_EVERY_MIX = 'not every mix of teams was tried';
/** More ways to ask for teams are a sentence too long. */
const MOST_WAYS = 3;

/** In sentences, of these clauses: one for all ways to ask for several teams. */
export function describeUntriedTeams(
  model: PolicyModel,
  clauses: ReadonlySet<Clause>,
  candidates: readonly Candidate[],
): string[] {
  const reader = new TeamReader(model);
  const ways = [...clauses].flatMap((clause) => reader.waysOf(clause));
  const told = [...new Set([...ways, ...reader.describeFunctions(clauses)])].slice(0, MOST_WAYS);
  const mixes = told.length > 0 ? [`${told.join(', ')}: ${NOT_EVERY_MIX}`] : [];
  const isPattern = findPattern(model, FIELD) !== undefined || mixes.length === 0;
  const isOther = isPattern && isReadOtherwise(model, FIELD, TEXT_TESTS);
  const pattern = isOther ? [describePattern(model, FIELD, 'teams')] : [];
  return [...pattern, ...mixes, ...describeLacking(model, clauses, candidates)];
}

class TeamReader {
  readonly #model: PolicyModel;
  readonly #dependence: Dependence;

  constructor(model: PolicyModel) {
    this.#model = model;
    this.#dependence = new Dependence(model, FIELD);
  }

  waysOf(clause: Clause): string[] {
    const ways: (string | undefined)[] = [];
    visitClause(clause, {
      term: (term) => ways.push(this.#ofTerm(term)),
      expression: (expression) => ways.push(this.#ofExpression(expression)),
    });
    return ways.filter((way) => way !== undefined);
  }

  /** One question alone is like any other condition; of several together each is met by a team of its own. */
  describeFunctions(clauses: ReadonlySet<Clause>): string[] {
    const calls: Call[] = [];
    for (const clause of clauses) {
      visitClause(clause, {
        term: (term) => {
          if (term.kind === 'call' && term.callee.target.kind === 'rule' && this.#dependence.ofTerm(term))
            calls.push(term);
        },
      });
    }
    const isSeveral = calls.length > 1 || calls.some(isNegated);
    return isSeveral ? [`\`${FIELD}\` is asked for by the function \`${calls[0]?.name ?? ''}\``] : [];
  }

  #ofTerm(term: Term): string | undefined {
    if (term.kind === 'call') return this.#ofCall(term);
    if (term.kind === 'operation') return this.#ofOperation(term);
    return term.kind === 'reference' && this.#isByPlace(term) ? `\`${FIELD}\` is read by place` : undefined;
  }

  #ofCall(call: Call): string | undefined {
    if (call.callee.target.kind !== 'function') return undefined;
    const [, key] = call.args;
    const isTable = call.name === 'object.get' && key !== undefined && this.#dependence.ofTerm(key);
    if (ONE_BY_ONE.has(call.name) && !isTable) return undefined;
    const isAsked = call.args.some((arg) => this.#dependence.ofTerm(arg));
    return isAsked ? `\`${call.name}\` is given what rests on \`${FIELD}\`` : undefined;
  }

  #ofOperation({ operator, left, right }: Operation): string | undefined {
    if (!COMPUTING.has(operator) && !COMPARING.has(operator)) return undefined;
    if (operator === '=' && [left, right].some(isName)) return undefined;
    const asked = [left, right].filter((term) => this.#dependence.ofTerm(term));
    if (COMPUTING.has(operator)) return asked.length > 0 ? `\`${operator}\` is applied to \`${FIELD}\`` : undefined;
    return asked.some((term) => this.#isWhole(term)) ? `\`${FIELD}\` is compared as a whole` : undefined;
  }

  /** A list or set, not a member of it. */
  #isWhole(term: Term): boolean {
    return this.#model.values
      .valuesOf(term)
      .some(
        (value) =>
          value.kind === 'collection' ||
          value.kind === 'clause' ||
          value.kind === 'unknown' ||
          (value.kind === 'input' && value.path.length <= 2),
      );
  }

  /** `teams[0]`, and `teams[i]` where `i` stands elsewhere too. */
  #isByPlace(reference: Reference): boolean {
    if (!this.#model.values.valuesOf(reference).some(isTeam)) return false;
    return reference.path.some(({ term }) => {
      if (term.kind === 'number') return true;
      if (term.kind !== 'reference' || term.target.kind !== 'local') return false;
      const { kind, references } = term.target.local;
      // `some i` is no use of it.
      return references.length > (kind === 'declared' ? 2 : 1);
    });
  }

  #ofExpression(expression: Expression): string | undefined {
    if (expression.kind === 'every') {
      return this.#dependence.ofExpression(expression) ? `\`every\` goes over \`${FIELD}\`` : undefined;
    }
    if (expression.kind !== 'someIn' || !expression.key || isWildcard(expression.key)) return undefined;
    const isAsked = this.#model.values.valuesOf(expression.value).some(isTeam);
    return isAsked ? `\`${FIELD}\` is read by place` : undefined;
  }
}

function isTeam(value: ReturnType<PolicyModel['values']['valuesOf']>[number]): boolean {
  return value.kind === 'input' && value.path.length > 2 && value.path.slice(0, 2).join('.') === FIELD;
}

function isName(term: Term): boolean {
  return term.kind === 'reference' && term.target.kind === 'local' && term.path.length === 0;
}

function isWildcard(term: Term): boolean {
  return term.kind === 'reference' && term.name === '_';
}

/** Teams that somebody is asked not to have: who has them all is let through by each of the conditions. */
function describeLacking(model: PolicyModel, clauses: ReadonlySet<Clause>, candidates: readonly Candidate[]): string[] {
  const asked = model
    .meanings()
    .filter(
      (meaning) =>
        isExact(meaning, 'team') && meaning.condition?.isNegated === true && clauses.has(meaning.condition.clause),
    );
  const teams = [...new Set(asked.map(({ value }) => String(value)))];
  const hasAll = (own: readonly string[] = []): boolean => teams.every((team) => own.includes(team));
  if (teams.length < 2 || candidates.some(({ sessions }) => sessions.some((session) => hasAll(session.teams))))
    return [];
  return [`Nobody who has all of the teams that nobody is to be without was tried: ${teams.sort().join(', ')}`];
}
