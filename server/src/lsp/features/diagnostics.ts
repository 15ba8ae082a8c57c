/** What is wrong, pulled by the client or, where it can't, pushed. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type DocumentDiagnosticParams,
  type InitializeParams,
} from 'vscode-languageserver';
import { byPosition } from '../../core/features/check.ts';
import { TOLD_BY_OTHERS } from '../../core/features/domain.ts';
import { EngineError } from '../../core/ports.ts';
import type { Finding } from '../../protocol/findings.ts';
import { guard, inBackground, logFault } from '../answer.ts';
import { isTooSlow } from '../engineHealth.ts';
import type { Checked, PolicyDocument } from '../policyDocument.ts';
import { isScenarioFile } from '../scenarioFiles.ts';
import type { Feature, Server } from '../server.ts';
import { isSettingsFile } from '../settings.ts';
import { isView } from '../uris.ts';
import { diagnoseScenarios } from './scenarioDiagnostics.ts';
import { diagnoseSettings } from './settingsDiagnostics.ts';

const SOURCE = 'login-policy';

export const diagnostics: Feature = {
  capabilities: (client) =>
    canPull(client)
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } }
      : {},
  register: (server) => {
    if (canPull(server.client)) answerPulls(server);
    else push(server);
  },
};

function canPull({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

/** A client that would be told what it was told last is told only that. */
function answerPulls(server: Server): void {
  const given = new Map<string, { readonly resultId: string; readonly text: string }>();
  let count = 0;
  server.documents.onDidClose(({ document: { uri } }) => given.delete(uri));
  if (server.client.capabilities.workspace?.diagnostics?.refreshSupport === true) {
    server.simulations.onFound(({ findings }) => {
      if (findings.length > 0) inBackground(server, () => server.connection.languages.diagnostics.refresh());
    });
    server.openScenarioFiles.onPolicyChanged(() => {
      inBackground(server, () => server.connection.languages.diagnostics.refresh());
    });
  }
  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  server.connection.languages.diagnostics.on(
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(server, none, async (params) => {
      const { uri } = params.textDocument;
      inBackground(server, () => server.account.refreshIfOld());
      const told = await diagnose(server, uri);
      if (told === undefined) return none;
      const text = JSON.stringify(told.items);
      const last = given.get(uri);
      if (last?.text === text && last.resultId === params.previousResultId) {
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId };
      }
      const resultId = String(++count);
      given.set(uri, { resultId, text });
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...told.items] };
    }),
  );
}

/**
 * One run for a document at a time, and another one after it where the document has changed by then. So a result is
 * never older than one sent before, and never older than two checks take, however fast somebody types.
 */
function push(server: Server): void {
  const { connection, policies, documents } = server;
  const running = new Set<string>();
  const changed = new Set<string>();
  const send = async (uri: string): Promise<void> => {
    const document = policies.document(uri);
    const told = await diagnose(server, uri, document && (() => policies.checkThrough(document)));
    if (told === undefined || policies.document(uri) !== document || !documents.get(uri)) return;
    await connection.sendDiagnostics({ uri, version: told.version, diagnostics: [...told.items] });
  };
  const start = (uri: string): void => {
    changed.add(uri);
    if (running.has(uri)) return;
    running.add(uri);
    changed.delete(uri);
    const run = (): Promise<void> =>
      send(uri).finally(() => {
        running.delete(uri);
        if (changed.has(uri)) start(uri);
      });
    inBackground(server, run, uri);
  };
  policies.onChanged(({ uri }) => {
    start(uri);
  });
  server.simulations.onFound(({ uri, findings }) => {
    if (findings.length > 0) start(uri);
  });
  const startAll = (uris: readonly string[]): void => {
    uris.forEach(start);
  };
  server.openScenarioFiles.onPolicyChanged(startAll);
  server.openScenarioFiles.onRenewed(startAll);
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (isSettingsFile(uri) || isScenarioFile(uri)) start(uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    changed.delete(uri);
    inBackground(server, () => connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
}

interface Told {
  readonly version: number;
  readonly items: readonly Diagnostic[];
}

/** Where there is no answer, that is what is told. Undefined for a document that is none of ours. */
async function diagnose(
  server: Server,
  uri: string,
  check = () => server.policies.check(uri),
): Promise<Told | undefined> {
  const { policies, documents } = server;
  const settingsFile = isSettingsFile(uri) && !isView(uri) ? documents.get(uri) : undefined;
  if (settingsFile) {
    return { version: settingsFile.version, items: diagnoseSettings(settingsFile.getText(), SOURCE) };
  }
  const scenarioFile = isScenarioFile(uri) && !isView(uri) ? documents.get(uri) : undefined;
  if (scenarioFile) {
    const { version } = scenarioFile;
    const findings = await diagnoseScenarios(server, scenarioFile);
    return { version, items: findings.map((finding) => toDiagnostic(finding, uri, server)) };
  }
  if (policies.document(uri) === undefined || isView(uri)) return undefined;
  try {
    const checked = withSimulated(await check(), uri, server);
    return { version: checked.version, items: toDiagnostics(checked, uri, server) };
  } catch (error) {
    const document = policies.document(uri);
    if (document === undefined) return undefined;
    if (error instanceof EngineError && error.kind === 'cancelled') throw error;
    logFault(error, server, uri);
    return { version: document.version, items: document.verdict.login ? [notChecked(document, error)] : [] };
  }
}

/** With what is known by simulation of the same version. */
export function withSimulated(checked: Checked, uri: string, { policies, simulations }: Server): Checked {
  const document = policies.document(uri);
  if (document?.version !== checked.version || !checked.verdict.login) return checked;
  const { findings } = simulations.of(document);
  return findings.length === 0
    ? checked
    : { ...checked, findings: [...checked.findings, ...findings].sort(byPosition) };
}

function notChecked({ model }: PolicyDocument, error: unknown): Diagnostic {
  const line = model.lines.offsetAt({ line: 0, character: Number.MAX_SAFE_INTEGER });
  return {
    range: model.lines.rangeOf({ from: 0, to: line }),
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    message: tellWhy(error),
  };
}

function tellWhy(error: unknown): string {
  if (!(error instanceof EngineError))
    return 'This policy is not checked: there is a fault in the checks. The log says more.';
  if (isTooSlow(error)) return 'This policy takes too long to check, and is not checked. The next edit tries again.';
  return `This policy is not checked at the moment: ${error.message}`;
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const TAGS = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

function toDiagnostics({ findings, settings, verdict }: Checked, uri: string, server: Server): Diagnostic[] {
  const shown = server.isDomainOnly ? findings.filter(({ rule }) => !TOLD_BY_OTHERS.has(rule)) : findings;
  const items = shown.map((finding) => toDiagnostic(finding, uri, server));
  if (settings.trouble === undefined || !verdict.login) return items;
  const start = { line: 0, character: 0 };
  const message = `The settings file is left aside: ${settings.trouble.file}: ${settings.trouble.message}`;
  return [{ range: { start, end: start }, severity: DiagnosticSeverity.Warning, source: SOURCE, message }, ...items];
}

/** A finding as the editor shows it; `code` is the rule. */
export function toDiagnostic(finding: Finding, uri: string, { host, client }: Server): Diagnostic {
  const { rule, severity, message, range, related = [], tags = [] } = finding;
  const page = host.pageOf(rule);
  const canRelate =
    client.capabilities.textDocument?.diagnostic?.relatedInformation ??
    client.capabilities.textDocument?.publishDiagnostics?.relatedInformation;
  return {
    range,
    severity: SEVERITIES[severity],
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: SOURCE,
    message,
    ...(tags.length > 0 && { tags: tags.map((tag) => TAGS[tag]) }),
    ...(canRelate === true &&
      related.length > 0 && {
        relatedInformation: related.map((place) => ({ location: { uri, range: place.range }, message: place.message })),
      }),
  };
}
