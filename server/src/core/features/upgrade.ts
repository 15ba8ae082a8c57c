import type { OpaError, PolicySource } from '../../protocol/engine.ts';
import type { Finding } from '../../protocol/findings.ts';
import { findDirective } from '../policy/directive.ts';
import { judgeNamedPolicy } from '../policy/verdict.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { checkPolicy, locateErrors } from './check.ts';
import { endLinesAs } from './format.ts';
import { tellOpaErrors } from './opa/tellErrors.ts';

/** The policy in Rego v1, or why it can't be had, in words. */
export type UpgradedPolicy = { readonly text: string } | { readonly reason: string };

/**
 * The policy, which is Rego v0, as OPA writes it in v1: it decides the same. A comment that says which engine it is for
 * says v1 then; one is added where the text alone would still be taken for v0.
 * @throws {EngineError} when the engine gives no answer
 */
export async function upgradePolicy(
  { text, opaVersion }: Omit<PolicySource, 'engine'>,
  engine: Engine,
  token?: CancellationToken,
): Promise<UpgradedPolicy> {
  const answer = await engine.ask({ op: 'upgrade', text }, token);
  if ('errors' in answer) return { reason: tellRefusal(answer.errors, text) };
  const upgraded = sayV1(answer.text);
  const policy = { text: upgraded, engine: 'v1' as const, ...(opaVersion !== undefined && { opaVersion }) };
  const { errors } = await engine.ask({ op: 'check', policy }, token);
  if (errors.length > 0) {
    const findings = await checkPolicy(policy, engine, {}, token);
    const finding = findings.find(({ severity }) => severity === 'error');
    return { reason: `as Rego v1, ${finding ? tellFinding(finding) : tellRefusal(errors, upgraded)}` };
  }
  const verdict = await judgeNamedPolicy({ path: '', text: upgraded }, engine, token);
  const said = verdict.engine === 'v1' ? upgraded : `# spacelift: engine=v1\n${upgraded}`;
  return { text: endLinesAs(text, said) };
}

/** What OPA says against it, in the words of a check. */
function tellRefusal(errors: readonly OpaError[], text: string): string {
  const model = buildModel(text);
  const context = { model, engine: 'v0', written: 'v0', parses: true, settings: DEFAULT_SETTINGS } as const;
  const located = locateErrors(errors, model);
  const known = { names: [], later: [], opaVersion: undefined };
  const [finding] = tellOpaErrors(located, { ...context, account: undefined, errors: located }, known);
  return finding ? tellFinding(finding) : 'OPA does not say why';
}

function tellFinding({ message, range }: Finding): string {
  return `line ${range.start.line + 1}: ${message}`;
}

/** In the comment that says `engine=v0`. */
function sayV1(text: string): string {
  const said = findDirective(buildModel(text))?.pairs.filter(({ key }) => key === 'engine') ?? [];
  return [...said]
    .reverse()
    .reduce((result, { at }) => `${result.slice(0, at.from)}engine=v1${result.slice(at.to)}`, text);
}
