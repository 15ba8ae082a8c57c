/** A policy file that somebody named, ready to be decided. */
import type { Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import { checkPolicy } from '../core/features/check.ts';
import type { ReadPolicy } from '../core/matrix/evaluate.ts';
import { judgeNamedPolicy, type LoginVerdict } from '../core/policy/verdict.ts';
import type { CheckSettings } from '../core/settings/settings.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { OpaError } from '../protocol/engine.ts';
import type { CliContext } from './context.ts';
import { identify } from './files.ts';
import type { EngineChoice } from './options.ts';
import { readSource } from './readFile.ts';
import { describeRefusal } from './refusal.ts';
import { openSettingsFiles } from './settingsFiles.ts';

export interface GivenPolicy {
  readonly file: string;
  readonly text: string;
  readonly verdict: LoginVerdict;
  readonly settings: CheckSettings;
  /** Its name is the file's. */
  readonly read: ReadPolicy;
}

/**
 * @throws {FileTrouble} for a file that can't be read
 * @throws {EngineError} where the engine gives no answer
 */
export async function readGivenPolicy(file: string, choice: EngineChoice, context: CliContext): Promise<GivenPolicy> {
  const { text } = await readSource(file, context.streams);
  return judgeGivenPolicy({ file, text }, choice, context);
}

/**
 * One policy by two paths is still one.
 * @throws as `readGivenPolicy`
 */
export async function readGivenPolicies(
  files: readonly string[],
  choice: EngineChoice,
  context: CliContext,
): Promise<GivenPolicy[]> {
  const places = files.map(identify);
  const given: GivenPolicy[] = [];
  for (const [index, file] of files.entries()) {
    if (places.indexOf(places[index] ?? '') === index) given.push(await readGivenPolicy(file, choice, context));
  }
  return given;
}

/** A text that comes from somewhere else than the file that it is told by. */
export async function judgeGivenPolicy(
  { file, text }: Pick<GivenPolicy, 'file' | 'text'>,
  choice: EngineChoice,
  { engine }: Pick<CliContext, 'engine'>,
): Promise<GivenPolicy> {
  const verdict = await judgeNamedPolicy(
    { path: file, text, ...(choice === 'auto' ? {} : { engine: choice }) },
    engine,
  );
  const settings = await openSettingsFiles().settingsOf(file);
  const source = { text, engine: verdict.engine };
  return { file, text, verdict, settings, read: { name: file, source, model: buildModel(text) } };
}

/** One line for people: which of those that were given does not compile, and why. */
export async function refuseOneGiven(
  given: readonly GivenPolicy[],
  { name, errors }: { readonly name: string; readonly errors: OpaError[] },
  account: Inventory | undefined,
  context: Pick<CliContext, 'engine'>,
): Promise<BadInput> {
  const broken = given.find(({ read }) => read.name === name);
  if (broken === undefined) throw new TypeError('only a policy that was given is told as broken');
  return refuseGivenPolicy(broken, errors, account, context);
}

/** One line for people about a policy that does not compile. */
export async function refuseGivenPolicy(
  given: GivenPolicy,
  errors: OpaError[],
  account: Inventory | undefined,
  { engine }: Pick<CliContext, 'engine'>,
): Promise<BadInput> {
  const { read, settings } = given;
  const check = () => checkPolicy(read.source, engine, { settings, ...(account && { account }) });
  return new BadInput(await describeRefusal(given, errors, check));
}
