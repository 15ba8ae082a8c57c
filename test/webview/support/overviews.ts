/** What the tabs about many sessions are answered, by the real core and engine. */
import { BadInput } from '../../../server/src/core/badInput.ts';
import type { Inventory } from '../../../server/src/core/account/inventory.ts';
import { listDeployed, nameDeployed, replaceDeployed } from '../../../server/src/core/diff/deployed.ts';
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
}

export async function answerMatrix(scene: OverviewScene, chosen: ChosenSessions): Promise<PanelOverview<ShownMatrix>> {
  const { engine, account, now } = scene;
  const policy = readPolicy(scene, 'login.rego', scene.text);
  return refusing(async () => {
    const plan = planSessions([policy.model], { account, now, chosen });
    const result = await buildMatrix([policy], plan, { engine, account, now });
    return result.ok ? { kind: 'shown', shown: showMatrix(result.matrix, account) } : broken(result.errors);
  });
}

export async function answerChanges(
  scene: OverviewScene,
  baseline: string,
  chosen: ChosenSessions,
): Promise<PanelOverview<ShownDifference>> {
  const { engine, account, now } = scene;
  return refusing(async () => {
    const { sides, before } = readSides(scene, baseline);
    const models = [...sides.before, ...sides.after].map(({ model }) => model);
    const plan = planSessions(models, { account, now, chosen });
    const result = await diffAccess(sides, plan, { engine, account, now });
    if (!result.ok) return broken(result.errors, result.side === 'before' ? result.name : undefined);
    return { kind: 'shown', shown: showDifference(result.difference, { before, after: 'login.rego' }, account) };
  });
}

export async function answerWeek(scene: OverviewScene, request: WeekRequest): Promise<PanelOverview<WeekReport>> {
  const { engine, account, now } = scene;
  const policy = readPolicy(scene, 'login.rego', scene.text);
  return refusing(async () => {
    const result = await askWeek([policy], request, { engine, account, clock: { now: () => now } });
    return result.ok ? { kind: 'shown', shown: result.week } : broken(result.errors);
  });
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
