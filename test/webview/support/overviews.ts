/** What the tabs about many sessions are answered, by the real core and engine. */
import { BadInput } from '../../../server/src/core/badInput.ts';
import type { Inventory } from '../../../server/src/core/account/inventory.ts';
import { listDeployed, nameDeployed, readDeployed, replaceDeployed } from '../../../server/src/core/diff/deployed.ts';
import { diffAccess } from '../../../server/src/core/diff/diffAccess.ts';
import type { Sides } from '../../../server/src/core/diff/explainRows.ts';
import { showDifference } from '../../../server/src/core/diff/words/shownDifference.ts';
import { buildMatrix } from '../../../server/src/core/matrix/buildMatrix.ts';
import type { ReadPolicy } from '../../../server/src/core/matrix/evaluate.ts';
import { planSessions } from '../../../server/src/core/matrix/plan.ts';
import { showMatrix } from '../../../server/src/core/matrix/words/shownMatrix.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import { buildModel } from '../../../server/src/core/syntax/buildModel.ts';
import { askWeek } from '../../../server/src/core/week/askWeek.ts';
import type { OpaError, RegoVersion } from '../../../server/src/protocol/engine.ts';
import type { PolicyBeside } from '../../../server/src/protocol/lsp.ts';
import type { ChosenSessions, ShownDifference, ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import type { PanelOverview } from '../../../server/src/protocol/panel.ts';
import type { WeekReport, WeekRequest } from '../../../server/src/protocol/week.ts';

export interface OverviewScene {
  engine: Engine;
  text: string;
  rego: RegoVersion;
  /** Nanoseconds since 1970. */
  now: bigint;
  account: Inventory | undefined;
  /** What HEAD has. */
  head?: string | undefined;
  /** Other policies of the workspace, by their names. */
  others?: Readonly<Record<string, string>> | undefined;
}

export const uriOf = (name: string): string => `file:///${name}`;

export async function answerMatrix(
  scene: OverviewScene,
  chosen: ChosenSessions,
  beside: readonly PolicyBeside[] = [],
): Promise<PanelOverview<ShownMatrix>> {
  const { engine, account, now } = scene;
  return refusing(async () => {
    const policies = readAll(scene, beside);
    const plan = planSessions(
      policies.map(({ model }) => model),
      { account, now, chosen },
    );
    const result = await buildMatrix(policies, plan, { engine, account, now });
    if (!result.ok) return broken(result.errors, nameBroken(result.name));
    return { kind: 'shown', shown: showMatrix(result.matrix, account) };
  });
}

export async function answerChanges(
  scene: OverviewScene,
  baseline: string,
  chosen: ChosenSessions,
  beside: readonly PolicyBeside[] = [],
): Promise<PanelOverview<ShownDifference>> {
  const { engine, account, now } = scene;
  return refusing(async () => {
    const { sides: own, before } = readSides(scene, baseline);
    const others = readOthers(scene, beside);
    const sides = { before: [...own.before, ...others], after: [...own.after, ...others] };
    const models = [...sides.before, ...sides.after].map(({ model }) => model);
    const plan = planSessions(models, { account, now, chosen });
    const result = await diffAccess(sides, plan, { engine, account, now });
    if (!result.ok) return broken(result.errors, result.side === 'before' ? result.name : undefined);
    return { kind: 'shown', shown: showDifference(result.difference, { before, after: 'login.rego' }, account) };
  });
}

export async function answerWeek(
  scene: OverviewScene,
  request: WeekRequest,
  beside: readonly PolicyBeside[] = [],
): Promise<PanelOverview<WeekReport>> {
  const { engine, account, now } = scene;
  return refusing(async () => {
    const result = await askWeek(readAll(scene, beside), request, { engine, account, clock: { now: () => now } });
    return result.ok ? { kind: 'shown', shown: result.week } : broken(result.errors, nameBroken(result.name));
  });
}

function readAll(scene: OverviewScene, beside: readonly PolicyBeside[]): ReadPolicy[] {
  return [readPolicy(scene, 'login.rego', scene.text), ...readOthers(scene, beside)];
}

function readOthers(scene: OverviewScene, beside: readonly PolicyBeside[]): ReadPolicy[] {
  const { account, others = {} } = scene;
  const deployed = account ? listDeployed(account) : [];
  return beside.map((one) => {
    if (one.kind === 'file') {
      const found = Object.entries(others).find(([name]) => uriOf(name) === one.uri);
      if (!found) throw new BadInput(`There is no file \`${one.uri}\``);
      return readPolicy(scene, ...found);
    }
    const found = deployed.find(({ id }) => id === one.policy);
    if (!found) throw new BadInput(`There is no ${one.policy}`);
    return readDeployed(found, deployed);
  });
}

/** Undefined of the policy in the editor. */
function nameBroken(name: string): string | undefined {
  return name === 'login.rego' ? undefined : name;
}

function readSides(scene: OverviewScene, baseline: string): { sides: Sides; before: string } {
  const after = readPolicy(scene, 'login.rego', scene.text);
  if (baseline === 'head' || baseline === 'saved') {
    const text = baseline === 'head' ? scene.head : undefined;
    const before = readPolicy(scene, `login.rego ${baseline === 'head' ? 'at HEAD' : 'as saved'}`, text ?? scene.text);
    return { sides: { before: [before], after: [after] }, before: before.name };
  }
  const deployed = scene.account ? listDeployed(scene.account) : [];
  const target = deployed.find(({ id }) => `deployed:${id}` === baseline);
  if (!target) throw new BadInput(`There is no ${baseline}`);
  return { sides: replaceDeployed(deployed, target.id, after), before: nameDeployed(target, deployed) };
}

function readPolicy({ rego }: OverviewScene, name: string, text: string): ReadPolicy {
  return { name, source: { text, engine: rego }, model: buildModel(text) };
}

async function refusing<Shown>(answer: () => Promise<PanelOverview<Shown>>): Promise<PanelOverview<Shown>> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof BadInput) return { kind: 'refused', message: error.message };
    throw error;
  }
}

function broken(errors: readonly OpaError[], name?: string): PanelOverview<never> {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const findings = errors.map(({ code, message }) => ({ rule: code, severity: 'error' as const, message, range }));
  return { kind: 'policy', findings, ...(name !== undefined && { name }) };
}
