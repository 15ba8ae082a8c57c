/** Renaming; what can't be renamed is told why. */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, renameTo, type Refusal } from '../../core/features/rename/rename.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const rename: Feature = {
  capabilities: ({ capabilities }) => ({
    renameProvider: capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),
  register: (server) => {
    server.connection.onPrepareRename(
      tellRefusal(
        guardPolicy<PrepareRenameParams, PrepareRenameResult | Refusal>(server, (policy, { position }) => {
          const answer = prepareRename(policy, policy.model.lines.offsetAt(position));
          return answer && 'range' in answer ? { range: answer.range, placeholder: answer.placeholder } : answer;
        }),
      ),
    );
    server.connection.onRenameRequest(
      tellRefusal(
        guardPolicy<RenameParams, WorkspaceEdit | Refusal>(server, (policy, { position, newName, textDocument }) => {
          const answer = renameTo(policy, policy.model.lines.offsetAt(position), newName);
          return answer && !('refused' in answer) ? { changes: { [textDocument.uri]: [...answer] } } : answer;
        }),
      ),
    );
  },
};

/** LSP has no other way to tell a reason than to fail. */
function tellRefusal<Params, Result extends object>(
  handle: (params: Params, token: CancellationToken) => Promise<Result | Refusal | null>,
): (params: Params, token: CancellationToken) => Promise<Result | null> {
  return async (params, token) => {
    const answer = await handle(params, token);
    if (answer && isRefusal(answer)) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refused);
    return answer;
  };
}

function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer;
}
