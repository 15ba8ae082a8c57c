import type { CapabilitiesRequest, OpaError, PolicySource, RegoVersion } from '../../protocol/engine.ts';
import type { Finding } from '../../protocol/findings.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import { findV0Marks, findV1Marks, hasIfAsName } from '../policy/keywords.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { applyIgnores } from '../rules/applyIgnores.ts';
import type { LocatedError, RuleContext } from '../rules/rule.ts';
import type { RuleFault } from '../rules/ruleFault.ts';
import { runRules } from '../rules/runRules.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../settings/settings.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { withoutReplaced } from './opa/replacedInput.ts';
import { tellOpaErrors } from './opa/tellErrors.ts';
import type { KnownBuiltins } from './opa/typeErrors.ts';
import { tellUnread } from './unread.ts';

/** What is known beside the policy. */
export interface Surroundings {
  /** Of the policy's text, or of the same text with a byte order mark, where it has been built already. */
  readonly model?: PolicyModel;
  readonly account?: Inventory;
  readonly settings?: CheckSettings;
}

/** What is wrong with a policy. */
export interface CheckedPolicy {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** The same, with those that comments ignore; the order is none. */
  readonly said: readonly Finding[];
  /** Those that no comment and no setting hides: Spacelift refuses the policy, or reads something else than is meant. */
  readonly final: ReadonlySet<Finding>;
  /** Whether OPA can read the text as the version that it is evaluated with. */
  readonly parses: boolean;
  /** Rules that failed, and so are missing from the findings. */
  readonly faults: readonly RuleFault[];
}

/**
 * Everything that is wrong with a policy: OPA's own errors and our rules, one finding for a mistake, in the order of
 * the text, without what its comments ignore.
 * @throws {EngineError} when the engine gives no answer
 * @throws {RuleFault} when a rule fails
 */
export async function checkPolicy(
  given: PolicySource,
  engine: Engine,
  surroundings: Surroundings = {},
  token?: CancellationToken,
): Promise<Finding[]> {
  const { findings, faults } = await examinePolicy(given, engine, surroundings, token);
  for (const fault of faults) throw fault;
  return [...findings];
}

/**
 * The same, for those who offer to hide a finding, or can do without a rule that fails.
 * @throws {EngineError} when the engine gives no answer
 */
export async function examinePolicy(
  given: PolicySource,
  engine: Engine,
  surroundings: Surroundings = {},
  token?: CancellationToken,
): Promise<CheckedPolicy> {
  const { account, settings = DEFAULT_SETTINGS, model = buildModel(given.text) } = surroundings;
  const policy = withOpaVersion(given, account);
  const context = { ...(await askOpa(policy, model, engine, token)), account, settings };
  const { findings, final, told, faults } = runRules(context);
  const errors = context.errors.filter((error) => !told.has(error));
  const builtins = await listBuiltins(policy, errors, engine, token);
  const refusals = tellOpaErrors(errors, context, builtins);
  const refused = refusals.filter(({ severity }) => severity === 'error');
  const unhidden = new Set([...final, ...refused]);
  const unread = context.errors.some(({ error }) => isParseError(error)) ? [] : tellUnread(model);
  const said = [...findings, ...refusals, ...unread];
  const all = applyIgnores(said, unhidden, context);
  return { findings: [...all].sort(byPosition), said, final: unhidden, parses: context.parses, faults };
}

/** OPA's errors for the version that the text is written in. */
async function askOpa(
  policy: PolicySource,
  model: PolicyModel,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<Omit<RuleContext, 'account' | 'settings'>> {
  const answer = await engine.ask({ op: 'check', policy }, token);
  const parses = !answer.errors.some(isParseError);
  const written = await tellWritten(policy, model, parses, engine, token);
  const meant =
    written === policy.engine
      ? answer
      : await engine.ask({ op: 'check', policy: { ...policy, engine: written } }, token);
  const errors = withoutReplaced(locateErrors(meant.errors, model), model);
  return { model, engine: policy.engine, parses, written, errors };
}

/**
 * The policy's own engine, unless only the other version can read the text; or none can, and all its words are the
 * other's; or both can, but only the other reads `if` as the keyword that is meant.
 */
async function tellWritten(
  { text, engine: own }: PolicySource,
  model: PolicyModel,
  parses: boolean,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<RegoVersion> {
  const v1Marks = findV1Marks(model).length;
  if (parses && (own === 'v1' || v1Marks === 0)) return own;
  if (own === 'v1' && hasIfAsName(model)) return own;
  const other = own === 'v0' ? 'v1' : 'v0';
  const answer = await engine.ask({ op: 'parses', text }, token);
  if (parses || answer[other]) return answer[other] ? other : own;
  const v0Marks = findV0Marks(model).length;
  const [ownMarks, otherMarks] = own === 'v0' ? [v0Marks, v1Marks] : [v1Marks, v0Marks];
  return ownMarks === 0 && otherMarks > 0 ? other : own;
}

/** Asked for only where a function is not known, or something of a later OPA. */
async function listBuiltins(
  { opaVersion }: PolicySource,
  errors: readonly LocatedError[],
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<KnownBuiltins> {
  const isUnknown = errors.some(({ error }) => error.message.startsWith('undefined function'));
  if (!isUnknown) return { names: [], later: [], opaVersion };
  const all = await namesOfBuiltins({ op: 'capabilities' }, engine, token);
  if (opaVersion === undefined) return { names: all, later: [], opaVersion };
  const names = await namesOfBuiltins({ op: 'capabilities', opaVersion }, engine, token);
  return { names, later: all.filter((name) => !names.includes(name)), opaVersion };
}

async function namesOfBuiltins(
  request: CapabilitiesRequest,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<readonly string[]> {
  const { builtins } = await engine.ask(request, token);
  return builtins.filter(({ disabled, infix }) => !disabled && infix === undefined).map(({ name }) => name);
}

function isParseError({ code }: { code: string }): boolean {
  return code === 'rego_parse_error';
}

/** Where OPA's errors are in the text that it was given. */
export function locateErrors(errors: readonly OpaError[], { lines }: PolicyModel): LocatedError[] {
  return errors.map((error) => {
    const { location } = error;
    const span = location?.file === 'policy' ? lines.spanOfBytes(location.offset, location.length) : undefined;
    return { error, span };
  });
}

/** In the order of the text. */
export function byPosition(a: Finding, b: Finding): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
