/** Which rules ask a rule, and which it asks: within its policy, as others are evaluated on their own. */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import { findRule, listAsked, listAskers, type RuleItem } from '../../core/features/callHierarchy.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const callHierarchy: Feature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  register: (server) => {
    const { callHierarchy: requests } = server.connection.languages;
    requests.onPrepare(
      guardPolicy<CallHierarchyPrepareParams, CallHierarchyItem[]>(server, (policy, { position, textDocument }) => {
        const rule = findRule(policy, policy.model.lines.offsetAt(position));
        return rule && [toItem(rule, textDocument.uri)];
      }),
    );
    const incoming = guardPolicy<AboutItem, CallHierarchyIncomingCall[]>(server, (policy, { name, textDocument }) =>
      listAskers(policy, name).map(({ rule, ranges }) => ({
        from: toItem(rule, textDocument.uri),
        fromRanges: [...ranges],
      })),
    );
    requests.onIncomingCalls((params, token) => incoming(aboutItem(params), token));
    const outgoing = guardPolicy<AboutItem, CallHierarchyOutgoingCall[]>(server, (policy, { name, textDocument }) =>
      listAsked(policy, name).map(({ rule, ranges }) => ({
        to: toItem(rule, textDocument.uri),
        fromRanges: [...ranges],
      })),
    );
    requests.onOutgoingCalls((params, token) => outgoing(aboutItem(params), token));
  },
};

interface AboutItem {
  readonly textDocument: { readonly uri: string };
  /** Of the rule. */
  readonly name: string;
}

function aboutItem({ item }: CallHierarchyIncomingCallsParams | CallHierarchyOutgoingCallsParams): AboutItem {
  return { textDocument: { uri: item.uri }, name: item.name };
}

function toItem(rule: RuleItem, uri: string): CallHierarchyItem {
  return { ...rule, uri };
}
