/** What is told of the thing under the pointer. */
import type { HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../../core/features/hover/hover.ts';
import { guardPolicy } from '../answer.ts';
import { toMarkup } from '../markup.ts';
import type { Feature } from '../server.ts';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register: (server) => {
    const formats = server.client.capabilities.textDocument?.hover?.contentFormat;
    server.connection.onHover(
      guardPolicy(server, (policy, { position }: HoverParams) => {
        const told = hoverAt(policy, policy.model.lines.offsetAt(position), server.isDomainOnly);
        return told && { ...told, contents: toMarkup(told.contents.value, formats) };
      }),
    );
  },
};
