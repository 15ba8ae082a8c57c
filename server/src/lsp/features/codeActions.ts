/** Code actions: fixes, ignore comments, fix all, the upgrade to Rego v1. What asks the engine is worked out when chosen. */
import {
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { offerActions } from '../../core/features/codeActions/codeActions.ts';
import { editsBetween } from '../../core/features/codeActions/editsBetween.ts';
import { KINDS, type LaterChange, type OfferedAction } from '../../core/features/codeActions/offeredAction.ts';
import { fixPolicy } from '../../core/features/fix.ts';
import { upgradePolicy } from '../../core/features/upgrade.ts';
import { EngineError } from '../../core/ports.ts';
import { guard } from '../answer.ts';
import { isTooSlow, warn } from '../engineHealth.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import type { Feature, Server } from '../server.ts';
import { isView } from '../uris.ts';
import { toDiagnostic, withSimulated } from './diagnostics.ts';
import { canTurnOff, turnOffFor } from './turningOff.ts';
import { toWorkspaceEdit, type DocumentVersion } from './workspaceEdit.ts';

/** What an action that is worked out later needs: it is of one version of one document. */
interface LaterData extends DocumentVersion {
  readonly change: LaterChange;
}

export const codeActions: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: Object.values(KINDS), resolveProvider: true } }),
  register: (server) => {
    const { connection } = server;
    connection.onCodeAction(
      guard<CodeActionParams, CodeAction[]>(server, [], (params, token) => answer(server, params, token)),
    );
    connection.onCodeActionResolve((action, token) =>
      guard<CodeAction, CodeAction>(server, action, () => resolve(server, action, token))(action, token),
    );
  },
};

async function answer(server: Server, params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const {
    textDocument: { uri },
    range,
    context: { only, triggerKind },
  } = params;
  const document = server.policies.document(uri);
  if (!document?.verdict.login || isView(uri) || !canTakeActions(server.client.capabilities)) return [];
  const { version } = document;
  const checked = withSimulated(await server.policies.check(uri), uri, server);
  const policy = server.policies.get(uri);
  if (isChanged(document, version)) throw contentModified();
  if (policy === undefined) return [];
  const isAutomatic = triggerKind === CodeActionTriggerKind.Automatic;
  const offered = offerActions(policy, checked, { range, only, isAutomatic });
  const actions = offered.map((action) => toCodeAction(server, action, { uri, version }, token));
  return (await Promise.all(actions)).filter((action) => action !== undefined);
}

/** Undefined for what the client has no way to show. */
async function toCodeAction(
  server: Server,
  offered: OfferedAction,
  at: DocumentVersion,
  token: CancellationToken,
): Promise<CodeAction | undefined> {
  const { title, kind, findings, isPreferred, disabled, change } = offered;
  const { capabilities } = server.client;
  const diagnostics = findings.map((finding) => toDiagnostic(finding, at.uri, server));
  const action: CodeAction = {
    title,
    kind,
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(isPreferred && { isPreferred }),
  };
  if (disabled !== undefined) return disable(action, disabled, capabilities);
  if (!('later' in change)) return { ...action, edit: toWorkspaceEdit(at, change, capabilities) };
  if (change.later === 'turnOff' && !canTurnOff(capabilities)) return undefined;
  const data: LaterData = { ...at, change };
  // Whether OPA can upgrade the policy is known quickly, and better known before it is chosen.
  if (canResolve(capabilities) && change.later !== 'upgrade') return { ...action, data };
  const document = server.policies.document(at.uri);
  const later = document && (await workOut(server, document, change, token));
  if (later === undefined) return undefined;
  if ('reason' in later) return disable(action, later.reason, capabilities);
  return canResolve(capabilities) ? { ...action, data } : { ...action, ...later };
}

function disable(action: CodeAction, reason: string, { textDocument }: ClientCapabilities): CodeAction | undefined {
  return textDocument?.codeAction?.disabledSupport === true ? { ...action, disabled: { reason } } : undefined;
}

async function resolve(server: Server, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const data = action.data as LaterData | undefined;
  if (data === undefined) return action;
  const { uri, version, change } = data;
  const document = server.policies.document(uri);
  if (document?.version !== version) throw contentModified();
  const later = await workOut(server, document, change, token);
  if (isChanged(document, version)) throw contentModified();
  if ('reason' in later) {
    warn(server.connection, `${action.title}: not possible: ${later.reason}`);
    return action;
  }
  return { ...action, ...later };
}

// Its version changes while something is awaited.
function isChanged(document: PolicyDocument, version: number): boolean {
  return document.version !== version;
}

function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'the document has been edited');
}

/** What such a change comes to, or why it can't be had. */
async function workOut(...[server, document, change, token]: Parameters<typeof makeEdit>): ReturnType<typeof makeEdit> {
  try {
    return await makeEdit(server, document, change, token);
  } catch (error) {
    if (error instanceof EngineError && isTooSlow(error)) return { reason: 'the policy takes too long to check' };
    throw error;
  }
}

async function makeEdit(
  server: Server,
  document: PolicyDocument,
  change: LaterChange,
  token: CancellationToken,
): Promise<{ readonly edit: WorkspaceEdit } | { readonly reason: string }> {
  const { uri, version, model, verdict } = document;
  if (change.later === 'turnOff') return turnOffFor(uri, change.rule, server);
  if (!verdict.login) return { reason: verdict.reason };
  const policy = document.policy(verdict);
  const made =
    change.later === 'fixAll'
      ? await fixPolicy(policy, server.host.engine, await document.surroundings(), token)
      : await upgradeDocument(document, policy.text, server, token);
  if ('reason' in made) return made;
  const mark = model.text.slice(0, model.text.length - policy.text.length);
  const edits = editsBetween(model.lines, mark + made.text);
  return { edit: toWorkspaceEdit({ uri, version }, { edits }, server.client.capabilities) };
}

async function upgradeDocument(
  document: PolicyDocument,
  text: string,
  { host, account }: Pick<Server, 'host' | 'account'>,
  token: CancellationToken,
): ReturnType<typeof upgradePolicy> {
  if (document.kind === 'v0') return { reason: 'the settings say that this file is Rego v0 (`loginPolicy.files`)' };
  const opaVersion = account.inventory?.account.opaVersion;
  return upgradePolicy({ text, ...(opaVersion !== undefined && { opaVersion }) }, host.engine, token);
}

function canTakeActions({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.codeAction?.codeActionLiteralSupport !== undefined;
}

function canResolve({ textDocument }: ClientCapabilities): boolean {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
}
