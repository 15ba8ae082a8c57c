/** Names behind ids and slugs; what is behind a name is told when it is pointed at. */
import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { hoverAt } from '../../core/features/hover/hover.ts';
import { listInlayHints } from '../../core/features/inlayHints.ts';
import { guard, guardPolicy } from '../answer.ts';
import { toMarkup } from '../markup.ts';
import type { Feature } from '../server.ts';
import { isView } from '../uris.ts';

export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: true } }),
  register: (server) => {
    const { languages } = server.connection;
    // A client has no way to say it of hints.
    const formats = server.client.capabilities.textDocument?.hover?.contentFormat;
    languages.inlayHint.on(
      guardPolicy(server, (policy, { textDocument: { uri }, range }: InlayHintParams) => {
        if (isView(uri)) return undefined;
        const hints = listInlayHints(policy, policy.model.lines.spanOf(range));
        return hints.map((hint): InlayHint => ({ ...hint, data: uri }));
      }),
    );
    languages.inlayHint.resolve((hint, token) =>
      guard<InlayHint, InlayHint>(server, hint, ({ data, position }) => {
        const policy = typeof data === 'string' ? server.policies.get(data) : undefined;
        const told = policy && hoverAt(policy, policy.model.lines.offsetAt(position));
        return told ? { ...hint, tooltip: toMarkup(told.contents.value, formats) } : hint;
      })(hint, token),
    );
  },
};
