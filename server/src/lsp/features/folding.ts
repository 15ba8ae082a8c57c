/** What can be folded. */
import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import { listFolds } from '../../core/features/folding.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register: (server) => {
    const limit = server.client.capabilities.textDocument?.foldingRange?.rangeLimit;
    server.connection.onFoldingRanges(
      guardPolicy<FoldingRangeParams, FoldingRange[]>(server, (policy) => listFolds(policy).slice(0, limit)),
    );
  },
};
