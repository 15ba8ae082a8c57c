/** What the server makes of a document: told whenever it changes, and when asked; and how the document can say it. */
import type { Verdict } from '../../core/policy/verdict.ts';
import { writeDirective } from '../../core/policy/writeDirective.ts';
import {
  DECLARE,
  STATUS,
  VERDICT,
  type Declaration,
  type DeclareParams,
  type DeclareResult,
  type PolicyStatus,
  type VerdictParams,
  type VerdictResult,
} from '../../protocol/lsp.ts';
import { guard, inBackground } from '../answer.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import type { Feature, Server } from '../server.ts';

export const status: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, policies } = server;
    const told = new Map<string, string>();
    const tell = ({ uri, verdict }: PolicyDocument): void => {
      const params = { uri, status: describe(verdict, server) };
      const text = JSON.stringify(params);
      if (told.get(uri) === text) return;
      told.set(uri, text);
      inBackground(server, () => connection.sendNotification(STATUS, params));
    };
    policies.onChanged(tell);
    policies.onJudged(tell);
    policies.onClosed((uri) => told.delete(uri));
    connection.onRequest(
      VERDICT,
      guard<VerdictParams, VerdictResult>(server, null, ({ uri }) => {
        const document = policies.document(uri);
        return document === undefined ? null : describe(document.verdict, server);
      }),
    );
    connection.onRequest(
      DECLARE,
      guard<DeclareParams, DeclareResult>(server, null, ({ uri, kind }) => {
        const document = policies.document(uri);
        return document === undefined ? null : declare(document, kind);
      }),
    );
  },
};

function describe(verdict: Verdict, { account }: Server): PolicyStatus {
  if (!verdict.login) return { kind: 'other', reason: verdict.reason };
  const name = account.inventory?.account.name;
  const { engine, reason } = verdict;
  return { kind: 'loginPolicy', engine, reason, ...(name !== undefined && { account: name }) };
}

function declare({ model, version, kind: setting }: PolicyDocument, kind: DeclareParams['kind']): Declaration {
  const { text, isThere, ...span } = writeDirective(model, kind);
  const edit = { range: model.lines.rangeOf(span), newText: text };
  return { version, edit, hasComment: isThere, ...(setting && { setting }) };
}
