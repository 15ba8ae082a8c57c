/** What the parts of the panel's host share. */
import type { TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PanelTab, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { PolicyText } from './liveSimulation.ts';

/** What a part needs of the panel. */
export interface PanelHost {
  readonly client: LanguageClient;
  /** The policy that is shown, as the editor has it. */
  document(): TextDocument | undefined;
  policy(): PolicyText | undefined;
  post(message: ToPage): void;
  /** For what nobody waits for: its faults go into the output channel. */
  inBackground(work: () => Promise<void>): void;
}

/** One or several tabs of it. */
export interface PanelPart {
  /** A page has been loaded: it has asked nothing yet, and shows the first tab. */
  begin(): void;
  /** What the page says: of all of it, what is for this part. */
  hear(message: ToHost): Promise<void>;
  /** What is shown from now on. */
  showTab(tab: PanelTab): void;
  /** The policy, or what is known beside it, has changed. */
  renew(): void;
}
