/** Whether what was assumed matters: what was tried in its place, and which values change the decision. */
import type { Outcome } from '../../protocol/engine.ts';
import type { Assumption, Decision, Effect } from '../../protocol/simulation.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { LOGIN_BY_UNKNOWN_ID, LOGIN_BY_UNKNOWN_NAME } from './unidentifiedKey.ts';
import type { Assumed } from './belief.ts';
import { describeChanges } from './changes.ts';
import { reduceResult } from './decision.ts';
import { bypasses, decideBypass } from './judgement.ts';
import { printInput } from './loginInput.ts';
import type { Session } from './session.ts';
import { isBypassing, listVariants, type FieldVariants, type Variant } from './variants.ts';

/** Of the values tried, an assumption lists so many. */
const MOST_SHOWN = 50;

/** What the policy comes to for input documents, in their order; undefined where there was no time for one. */
export type TryInputs = (inputs: string[]) => Promise<(Outcome | undefined)[]>;

/** An assumption whose effect may be on something else than the decision; `Other`: a value that changes it, and how. */
export type Weighed<Other> = Omit<Assumption, 'otherwise'> & { otherwise?: Other[] };

/** How other values are tried in place of those assumed. */
export interface Trial<Made, Other> {
  readonly fields: FieldVariants[];
  /** What comes of each, in their order; undefined where there was no time for one. */
  readonly run: (variants: readonly Variant[]) => Promise<readonly (Made | undefined)[]>;
  /** Those of one field that change something, and what. */
  readonly compare: (tried: readonly Tried<Made>[]) => Other[];
}

export interface Tried<Made> {
  readonly variant: Variant;
  readonly made: Made;
}

type Otherwise = NonNullable<Assumption['otherwise']>[number];

/**
 * What was assumed of the session, each with what other values would make of `decision`; without `tryInputs` that is
 * left open.
 */
export async function weighAssumptions(
  session: Session,
  decision: Decision,
  model: PolicyModel,
  tryInputs: TryInputs | undefined,
): Promise<Assumption[]> {
  if (bypasses(session)) return unweighed(session, 'notAsked');
  if (tryInputs === undefined) return unweighed(session, 'notWeighed');
  const base = { decision, teams: session.input.session.teams };
  return weighSession(session, {
    fields: listVariants(session, model),
    run: (variants) => tryInputs(variants.map(({ input }) => printInput(input))),
    compare: (tried) =>
      keepNew(
        tried.map(({ variant, made }) =>
          isBypassing(variant, session) ? compareBypass(variant, base) : compare(variant, made, base),
        ),
      ),
  });
}

/** What was assumed, where no other value is tried. */
export function unweighed(session: Session, effect: 'notAsked' | 'notWeighed'): Weighed<never>[] {
  return session.assumed.map((assumption) => ({ ...assumption, effect }));
}

/** What was assumed of the session, each with what comes of other values. */
export async function weighSession<Made, Other>(
  session: Session,
  trial: Trial<Made, Other>,
): Promise<Weighed<Other>[]> {
  const tried = await tryFields(trial);
  return session.assumed.map((given) => {
    const assumption = { ...given, ...knownForm(given.field, session) };
    const field = tried.find((candidate) => candidate.field === assumption.field);
    return field === undefined ? { ...assumption, effect: 'unread' } : weigh(assumption, field, trial.compare);
  });
}

/** What stands for an unknown id or name is no form that the login has. */
function knownForm(field: string, { otherLogin }: Session): Pick<Assumption, 'otherForm'> {
  const isKnown =
    otherLogin !== undefined && otherLogin !== LOGIN_BY_UNKNOWN_ID && otherLogin !== LOGIN_BY_UNKNOWN_NAME;
  return field === 'session.login' && isKnown ? { otherForm: otherLogin } : {};
}

/** What was tried in place of one assumed value, and what came of each variant, in their order. */
interface TriedField<Made> extends FieldVariants {
  results: readonly (Made | undefined)[];
}

/** Fields with few values first: a slow policy leaves no time for many. */
async function tryFields<Made>({ fields, run }: Trial<Made, unknown>): Promise<TriedField<Made>[]> {
  const ordered = fields.sort((a, b) => a.variants.length - b.variants.length);
  const results = await run(ordered.flatMap(({ variants }) => variants));
  let start = 0;
  return ordered.map((field) => {
    const end = start + field.variants.length;
    const tried = { ...field, results: results.slice(start, end) };
    start = end;
    return tried;
  });
}

function weigh<Made, Other>(
  assumption: Assumed & Pick<Assumption, 'otherForm'>,
  field: TriedField<Made>,
  compareAll: Trial<Made, Other>['compare'],
): Weighed<Other> {
  const tried = field.variants.flatMap((variant, index) => {
    const made = field.results[index];
    return made === undefined ? [] : [{ variant, made }];
  });
  const otherwise = compareAll(tried);
  const untried = describeUntried(field, tried.length);
  const effect: Effect = otherwise.length > 0 ? 'decides' : untried === undefined ? 'none' : 'notAllTried';
  const values = tried.slice(0, MOST_SHOWN).map(({ variant }) => variant.value);
  return {
    ...assumption,
    effect,
    tried: { what: field.what, count: tried.length, values },
    ...(untried === undefined ? {} : { untried }),
    ...(otherwise.length > 0 ? { otherwise } : {}),
  };
}

/** A decision, and the teams of the session it was made for. */
interface Made {
  decision: Decision;
  teams: readonly string[];
}

function describeUntried({ variants, untried }: FieldVariants, count: number): string | undefined {
  const left = variants.length - count;
  if (left === 0) return untried;
  const reason = `there was no time for ${count === 0 ? 'any' : left} of these ${variants.length}`;
  return untried === undefined ? reason : `${reason}; ${untried}`;
}

function compare({ value, input }: Variant, outcome: Outcome, { decision, teams }: Made): Otherwise {
  const { teams: ownTeams } = input.session;
  if (outcome.kind === 'failed') {
    const reason = outcome.errors[0]?.message ?? 'without a reason';
    const denied = reduceResult({}, ownTeams).decision;
    return { value, decision: denied, changes: [`the evaluation fails (${reason}), taken as denied`] };
  }
  return compareDecision(value, reduceResult(outcome.result, ownTeams).decision, ownTeams, { decision, teams });
}

function compareBypass({ value, input }: Variant, base: Made): Otherwise {
  const { teams } = input.session;
  return compareDecision(value, decideBypass(teams), teams, base);
}

function compareDecision(
  value: unknown,
  other: Decision,
  ownTeams: readonly string[],
  { decision, teams }: Made,
): Otherwise {
  // That another session has other teams is no effect of the policy.
  const changes = describeChanges(withoutTeams(decision, teams), withoutTeams(other, ownTeams));
  return { value, decision: other, changes };
}

function withoutTeams(decision: Decision, teams: readonly string[]): Decision {
  return { ...decision, teams: decision.teams.filter((team) => !teams.includes(team)) };
}

/** Those that change something which those before them do not. */
function keepNew(variants: readonly Otherwise[]): Otherwise[] {
  const seen = new Set<string>();
  return variants.filter(({ changes }) => {
    const isNew = changes.some((change) => !seen.has(change));
    changes.forEach((change) => seen.add(change));
    return isNew;
  });
}
