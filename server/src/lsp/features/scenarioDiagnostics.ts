/** What is wrong with a scenario file that is open in the editor, or makes it worth nothing. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { listFindings } from '../../core/scenarios/listFindings.ts';
import { withoutByteOrderMark } from '../../core/syntax/positions.ts';
import type { Finding } from '../../protocol/findings.ts';
import { openScenarioFile } from '../scenarioFiles.ts';
import type { Server } from '../server.ts';

/** @throws {EngineError} where the engine gives no answer */
export async function diagnoseScenarios(server: Server, document: TextDocument): Promise<Finding[]> {
  const open = await openScenarioFile(server, document.uri, withoutByteOrderMark(document.getText()));
  return listFindings(open, server.host);
}
