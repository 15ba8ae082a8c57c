/** What "expand selection" grows to. */
import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectAround } from '../../core/features/selectionRanges.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register: (server) => {
    server.connection.onSelectionRanges(
      guardPolicy<SelectionRangeParams, SelectionRange[]>(server, (policy, { positions }) =>
        positions.map((position) => selectAround(policy, policy.model.lines.offsetAt(position))),
      ),
    );
  },
};
