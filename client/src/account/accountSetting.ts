/** The setting that names an account, over what the user signs in to. */
import { ConfigurationTarget, workspace } from 'vscode';
import { SECTION } from '../../../server/src/protocol/lsp.ts';

/** Undefined: it names none. */
export function readAccountSetting(): string | undefined {
  const setting = workspace.getConfiguration(SECTION).get<string>('account');
  return setting === undefined || setting === '' ? undefined : setting;
}

/** Wherever it is set. */
export async function clearAccountSetting(): Promise<void> {
  const configuration = workspace.getConfiguration(SECTION);
  const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect<string>('account') ?? {};
  const targets = [
    [workspaceFolderValue, ConfigurationTarget.WorkspaceFolder],
    [workspaceValue, ConfigurationTarget.Workspace],
    [globalValue, ConfigurationTarget.Global],
  ] as const;
  for (const [value, target] of targets) {
    if (value !== undefined) await configuration.update('account', undefined, target);
  }
}
