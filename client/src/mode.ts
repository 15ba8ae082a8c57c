/** Whether everything is told that the server knows, or only what another extension for Rego does not tell. */
import { Disposable, extensions, workspace, type LogOutputChannel } from 'vscode';
import { SECTION, type ClientSettings } from '../../server/src/protocol/lsp.ts';

type Mode = NonNullable<ClientSettings['mode']>;

/** The extension of OPA itself, which has Regal's language server. */
const OTHERS = ['tsandall.opa'];

/** As the setting says; `auto`: everything, unless another extension for Rego is there. */
export function modeNow(): Exclude<Mode, 'auto'> {
  const mode = workspace.getConfiguration(SECTION).get<Mode>('mode', 'auto');
  return mode === 'auto' ? (others().length > 0 ? 'domainOnly' : 'full') : mode;
}

/**
 * Restarts the server when another mode holds: what it can do it tells once.
 * @returns what ends it
 */
export function followMode(output: LogOutputChannel, restart: () => void): Disposable {
  let mode = modeNow();
  tell(mode, output);
  const look = (): void => {
    const now = modeNow();
    if (now === mode) return;
    mode = now;
    tell(mode, output);
    restart();
  };
  return Disposable.from(
    extensions.onDidChange(look),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.mode`)) look();
    }),
  );
}

function tell(mode: Mode, output: LogOutputChannel): void {
  if (mode === 'full') return;
  const beside = others().length > 0 ? ` to ${others().join(', ')}` : '';
  output.info(`Formatting, outline, definitions and what else is Rego's alone are left${beside} (${SECTION}.mode).`);
}

function others(): string[] {
  return OTHERS.filter((id) => extensions.getExtension(id) !== undefined);
}
