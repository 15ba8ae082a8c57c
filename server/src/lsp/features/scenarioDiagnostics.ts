/** What is wrong with a scenario file that is open in the editor, or makes it worth nothing. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { listFindings } from '../../core/scenarios/listFindings.ts';
import { withoutByteOrderMark } from '../../core/syntax/positions.ts';
import type { Finding } from '../../protocol/findings.ts';
import { locateNamed } from '../namedFiles.ts';
import { openScenarioFile } from '../scenarioFiles.ts';
import type { Server } from '../server.ts';

/** @throws {EngineError} where the engine gives no answer */
export async function diagnoseScenarios(server: Server, document: TextDocument): Promise<Finding[]> {
  const { uri } = document;
  const open = await openScenarioFile(server, uri, withoutByteOrderMark(document.getText()));
  if (server.documents.get(uri) === document) {
    server.openScenarioFiles.note(
      uri,
      open.file.policies.map(({ text }) => locateNamed(text, uri)),
    );
  }
  return listFindings(open, server.host);
}
