/** Our own requests: who gains and who loses access by what has been edited, as it is shown and as text. */
import { BadInput } from '../../core/badInput.ts';
import { listDeployed, nameDeployed, replaceDeployed } from '../../core/diff/deployed.ts';
import { diffAccess } from '../../core/diff/diffAccess.ts';
import { readDifferenceParams, readExportDifferenceParams } from '../../core/diff/differenceParams.ts';
import type { Sides } from '../../core/diff/explainRows.ts';
import { writeDifferenceText } from '../../core/diff/export/text.ts';
import { showDifference } from '../../core/diff/words/shownDifference.ts';
import type { ReadPolicy } from '../../core/matrix/evaluate.ts';
import { planSessions } from '../../core/matrix/plan.ts';
import { judgeNamedPolicy } from '../../core/policy/verdict.ts';
import type { Engine } from '../../core/ports.ts';
import { buildModel } from '../../core/syntax/buildModel.ts';
import { withoutByteOrderMark } from '../../core/syntax/positions.ts';
import {
  DIFFERENCE,
  EXPORT_DIFFERENCE,
  type Baseline,
  type DifferenceParams,
  type DifferenceResult,
  type ExportResult,
  type NoOverview,
} from '../../protocol/lsp.ts';
import type { AccessDifference } from '../../protocol/matrix.ts';
import { readBeside, readOwnScenarios, type Together } from '../beside.ts';
import { registerOverview, tellBroken, type Asked } from '../overview.ts';
import type { Feature, Server } from '../server.ts';

const TITLE = 'Who gains and who loses access';

export const difference: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    registerOverview(server, {
      method: DIFFERENCE,
      title: TITLE,
      read: readDifferenceParams,
      answer: async (asked, params): Promise<DifferenceResult> => {
        const compared = await compare(server, asked, params);
        if ('kind' in compared) return compared;
        const shown = showDifference(compared.difference, compared.names, asked.account);
        return { kind: 'difference', version: asked.version, difference: shown };
      },
    });
    registerOverview(server, {
      method: EXPORT_DIFFERENCE,
      title: TITLE,
      read: readExportDifferenceParams,
      answer: async (asked, params): Promise<ExportResult> => {
        const compared = await compare(server, asked, params);
        if ('kind' in compared) return compared;
        const text = writeDifferenceText(compared.difference, params.format, compared.names, asked.account);
        return { kind: 'text', version: asked.version, text };
      },
    });
  },
};

interface Names {
  readonly before: string;
  readonly after: string;
}

async function compare(
  server: Server,
  given: Asked,
  { baseline, chosen, beside }: DifferenceParams,
): Promise<{ difference: AccessDifference; names: Names } | NoOverview> {
  const { engine } = server.host;
  const together = await readBeside(server, given, beside);
  const { asked } = together;
  const { account, now, settings, progress, token } = asked;
  const { sides, before } = await readBaseline(baseline, together, engine);
  const models = [...sides.before, ...sides.after].map(({ model }) => model);
  const named = await readOwnScenarios(server, given, beside);
  const plan = planSessions(models, {
    account,
    now,
    keyLogin: settings.keyLogin,
    named,
    isMembershipOpen: true,
    ...(chosen && { chosen }),
  });
  const context = { engine, account, now, memory: server.decisions };
  const result = await diffAccess(sides, plan, context, token, (done, all, side) => {
    const half = (done / all) * 50;
    progress.say(side === 'before' ? half : 50 + half, `${side}: ${done} of ${all}`);
  });
  if (result.ok) return { difference: result.difference, names: { before, after: asked.policy.name } };
  return tellBroken(server, asked, sides[result.side], result);
}

interface Compared {
  sides: Sides;
  /** The name of the older version. */
  before: string;
}

/** @throws {BadInput} for a deployed policy that the account does not show */
async function readBaseline(
  baseline: Baseline,
  { asked, files, deployed }: Together,
  engine: Engine,
): Promise<Compared> {
  if (baseline.kind === 'text') return readText(baseline, asked, [...files, ...deployed], engine);
  const { account, policy } = asked;
  if (account === undefined) throw new BadInput('No account is known: nothing is known of its deployed policies');
  const all = listDeployed(account);
  const target = all.find(({ id }) => id === baseline.policy);
  if (target === undefined) {
    throw new BadInput(`The account "${account.account.name}" has no login policy with the id "${baseline.policy}"`);
  }
  // What else is deployed is on both sides anyway.
  const sides = replaceDeployed(all, target.id, policy);
  return { sides: addToBoth(sides, files), before: nameDeployed(target, all) };
}

function addToBoth({ before, after }: Sides, others: readonly ReadPolicy[]): Sides {
  return { before: [...before, ...others], after: [...after, ...others] };
}

/** Of the Rego that the settings say, else that the text does: it may be older than the file's change to v1. */
async function readText(
  baseline: Extract<Baseline, { kind: 'text' }>,
  { policy, kind, token }: Asked,
  beside: readonly ReadPolicy[],
  engine: Engine,
): Promise<Compared> {
  const isTaken = beside.some(({ name }) => name === baseline.name);
  const name = isTaken ? `${baseline.name}, the older version` : baseline.name;
  const text = withoutByteOrderMark(baseline.text);
  const file = { path: policy.name, text, ...((kind === 'v0' || kind === 'v1') && { engine: kind }) };
  const { engine: version } = await judgeNamedPolicy(file, engine, token);
  const before = { name, source: { text, engine: version }, model: buildModel(text) };
  return { sides: addToBoth({ before: [before], after: [policy] }, beside), before: name };
}
