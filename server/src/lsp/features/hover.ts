/** What is told of the thing under the pointer. */
import type { HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../../core/features/hover/hover.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register: (server) => {
    server.connection.onHover(
      guardPolicy(server, (policy, { position }: HoverParams) =>
        hoverAt(policy, policy.model.lines.offsetAt(position)),
      ),
    );
  },
};
