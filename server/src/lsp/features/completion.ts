/** Completion: the list at once, documentation when an entry is looked at. */
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { completePolicy } from '../../core/features/completion/complete.ts';
import { describeCompletion } from '../../core/features/completion/describeCompletion.ts';
import type { Documented } from '../../core/features/completion/suggestion.ts';
import { guard, inBackground } from '../answer.ts';
import { itemWriter } from '../completionItems.ts';
import { toMarkup } from '../markup.ts';
import type { Feature } from '../server.ts';

/** What comes back in `data` of an item. */
type Data = Documented & { readonly uri: string };

export const completion: Feature = {
  capabilities: () => ({
    // A quote and a bracket open what names stand in; a colon is part of `api::`.
    completionProvider: { triggerCharacters: ['"', '.', '[', ':'], resolveProvider: true },
  }),
  register: (server) => {
    const { connection, policies } = server;
    const write = itemWriter(server.client);
    const formats = server.client.capabilities.textDocument?.completion?.completionItem?.documentationFormat;
    policies.onChanged(({ verdict, uri }) => {
      if (verdict.login) inBackground(server, () => policies.learnBuiltins(), uri);
    });
    connection.onCompletion(
      guard<CompletionParams, CompletionList | null>(server, null, ({ textDocument: { uri }, position, context }) => {
        const policy = policies.getBegun(uri);
        if (!policy) return null;
        const offset = policy.model.lines.offsetAt(position);
        const { items, isIncomplete } = completePolicy(policy, offset, context?.triggerCharacter, server.isDomainOnly);
        return { isIncomplete, items: items.map((item) => write(item, uri)) };
      }),
    );
    connection.onCompletionResolve((item, token) =>
      guard<CompletionItem, CompletionItem>(server, item, () => {
        const data = item.data as Data | undefined;
        const policy = data && policies.getBegun(data.uri);
        const value = policy && describeCompletion(data, policy);
        return value === undefined ? item : { ...item, documentation: toMarkup(value, formats) };
      })(item, token),
    );
  },
};
