/** Our own requests: who gets in as what by the policy in the editor, as it is shown and as text. */
import { buildMatrix } from '../../core/matrix/buildMatrix.ts';
import { writeMatrixText } from '../../core/matrix/export/text.ts';
import { readExportMatrixParams, readMatrixParams } from '../../core/matrix/matrixParams.ts';
import { planSessions } from '../../core/matrix/plan.ts';
import { showMatrix } from '../../core/matrix/words/shownMatrix.ts';
import {
  EXPORT_MATRIX,
  MATRIX,
  type ExportResult,
  type MatrixParams,
  type MatrixResult,
  type NoOverview,
} from '../../protocol/lsp.ts';
import type { AccessMatrix } from '../../protocol/matrix.ts';
import { readBeside, readOwnScenarios } from '../beside.ts';
import { registerOverview, tellBroken, type Asked } from '../overview.ts';
import type { Feature, Server } from '../server.ts';

const TITLE = 'Who gets in';

export const matrix: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    registerOverview(server, {
      method: MATRIX,
      title: TITLE,
      read: readMatrixParams,
      answer: async (asked, params): Promise<MatrixResult> => {
        const made = await makeMatrix(server, asked, params);
        if ('kind' in made) return made;
        return { kind: 'matrix', version: asked.version, matrix: showMatrix(made, asked.account) };
      },
    });
    registerOverview(server, {
      method: EXPORT_MATRIX,
      title: TITLE,
      read: readExportMatrixParams,
      answer: async (asked, params): Promise<ExportResult> => {
        const made = await makeMatrix(server, asked, params);
        if ('kind' in made) return made;
        const text = writeMatrixText(made, params.format, asked.account);
        const isUntold = params.format === 'csv' && made.leftOut.length > 0;
        return { kind: 'text', version: asked.version, text, ...(isUntold && { leftOut: made.leftOut }) };
      },
    });
  },
};

async function makeMatrix(
  server: Server,
  given: Asked,
  { chosen, beside }: MatrixParams,
): Promise<AccessMatrix | NoOverview> {
  const { asked, files, deployed } = await readBeside(server, given, beside);
  const { policy, account, now, settings, progress, token } = asked;
  const policies = [policy, ...files, ...deployed];
  const models = policies.map(({ model }) => model);
  const named = await readOwnScenarios(server, given, beside);
  const plan = planSessions(models, { account, now, keyLogin: settings.keyLogin, named, ...(chosen && { chosen }) });
  const context = { engine: server.host.engine, account, now, memory: server.decisions };
  const result = await buildMatrix(policies, plan, context, token, (done, all) => {
    progress.say((done / all) * 100, `${done} of ${all}`);
  });
  return result.ok ? result.matrix : tellBroken(server, asked, policies, result);
}
